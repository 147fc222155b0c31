/** Promise: the reader's trees are right for the sentences of trade news. Trees made by hand; a fall in quality is red. */
import { describe, expect, it } from 'vitest'
import { parseText, parseTitle } from '../../graph/read/parse-text.ts'
import type { Token } from '../../graph/read/syntax.ts'
import { TRADE_TREES } from './trade-trees.ts'

const tokensOf = (sentence: string): Token[] => {
  const syntax = /[.!?”"]$/.test(sentence) ? parseText(sentence) : parseTitle(sentence)
  return syntax.sentences.flatMap((s) => s.tokens)
}

/** Labels without subtypes, but passive subjects and auxiliaries apart. */
const relation = (deprel: string): string => (/:pass$/.test(deprel) ? deprel : deprel.replace(/:.*/, ''))

const gold = (line: string): { form: string; head: number | null; label: string | null }[] =>
  line.split(' ').map((cell) => {
    const [, form, head, label] = /^(.+?):(\d+|_):(.+)$/.exec(cell)!
    return { form: form!, head: head === '_' ? null : Number(head) - 1, label: label === '_' ? null : label! }
  })

describe('trees of trade news', () => {
  it('cuts every sentence into the words of its hand-made tree', () => {
    expect(TRADE_TREES.length).toBeGreaterThanOrEqual(60)
    for (const [sentence, line] of TRADE_TREES) {
      expect(tokensOf(sentence).map((t) => t.text)).toEqual(gold(line).map((g) => g.form))
    }
  })

  it('finds at least 95 of 100 heads and 93 of 100 heads with their relation', () => {
    let [all, heads, both] = [0, 0, 0]
    const wrong: string[] = []
    for (const [sentence, line] of TRADE_TREES) {
      const tokens = tokensOf(sentence)
      gold(line).forEach((g, i) => {
        if (g.head === null) return
        const t = tokens[i]!
        all++
        const headRight = t.head === g.head
        const labelRight = g.label === null || relation(t.deprel) === relation(g.label)
        if (headRight) heads++
        if (headRight && labelRight) both++
        else wrong.push(`${sentence} | ${t.text}: ${t.head + 1}:${t.deprel}, not ${g.head + 1}:${g.label}`)
      })
    }
    expect(heads / all, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(both / all, wrong.join('\n')).toBeGreaterThanOrEqual(0.93)
  })

  it('reads exports, imports, supplies, plans and ships as verbs between a country and its goods', () => {
    for (const verb of ['exports', 'imports', 'supplies', 'plans', 'ships', 'produces']) {
      const [country, found, goods] = tokensOf(`Kazakhstan ${verb} wheat.`)
      expect([verb, found?.upos, found?.lemma, country?.deprel, goods?.deprel]).toEqual([
        verb,
        'VERB',
        verb === 'supplies' ? 'supply' : verb.replace(/s$/, ''),
        'nsubj',
        'obj',
      ])
    }
  })

  it('takes the speaker after "said" for the subject', () => {
    for (const end of ['said Manturov.', 'added Mr Nassar.', 'said the minister.', 'explained President Sisi.']) {
      const tokens = tokensOf(`“We will open a new plant in Egypt,” ${end}`)
      const verb = tokens.findIndex((t) => /^(?:said|added|explained)$/.test(t.text))
      const speaker = tokens.findIndex((t) => /^(?:Manturov|Nassar|minister|Sisi|Mr)$/.test(t.text) && t.head === verb)
      expect([end, tokens[speaker]?.deprel]).toEqual([end, 'nsubj'])
    }
  })

  it('takes a name after a comma and before the verb for the subject, and "under" for the verb\'s', () => {
    const relations = (text: string, word: string): string | undefined =>
      tokensOf(text).find((t) => t.text === word)?.deprel
    expect(relations('At the invitation of Kenya, Poland sent a delegation.', 'Poland')).toBe('nsubj')
    expect(relations('Tata Motors makes pumps under licence from Siemens.', 'licence')).toBe('obl')
  })

  it('reads a line in capitals as it would stand elsewhere', () => {
    const tokens = parseTitle('KAZAKHSTAN BANS WHEAT EXPORTS').sentences[0]!.tokens
    expect(tokens.map((t) => `${t.lemma} ${t.deprel}`)).toEqual([
      'Kazakhstan nsubj',
      'ban root',
      'wheat compound',
      'export obj',
    ])
  })

  it('tells tense, voice and number', () => {
    const tokens = tokensOf('The wagons were delivered by two Russian companies.')
    const of = (text: string): Readonly<Record<string, string>> => tokens.find((t) => t.text === text)!.feats
    expect(of('were').Tense).toBe('Past')
    expect(of('delivered').Voice).toBe('Pass')
    expect(of('wagons').Number).toBe('Plur')
  })

  it('gives the lemmas of this field', () => {
    const cases = [
      ['exporting', 'VERB', 'export', 'They are exporting grain.'],
      ['companies', 'NOUN', 'company', 'Two companies met.'],
      ['signed', 'VERB', 'sign', 'Both signed the deal.'],
      ['bought', 'VERB', 'buy', 'India bought oil.'],
      ['leasing', 'VERB', 'lease', 'They are leasing ships.'],
      ['shipped', 'VERB', 'ship', 'Peru shipped copper.'],
      ['supplied', 'VERB', 'supply', 'Iran supplied gas.'],
      ['countries', 'NOUN', 'country', 'The two countries agreed.'],
      ['financed', 'VERB', 'finance', 'Japan financed the bridge.'],
      ['tripled', 'VERB', 'triple', 'Sales tripled.'],
    ] as const
    for (const [form, upos, lemma, sentence] of cases) {
      const token = tokensOf(sentence).find((t) => t.text === form)!
      expect([form, token.upos, token.lemma]).toEqual([form, upos, lemma])
    }
  })
})
