/** Promise: slips of trees are mended before anything is asked of them: bare participles, amounts, stray members of a list. */
import { describe, expect, it } from 'vitest'
import { mendTree } from '../../graph/extract/clauses/mend-tree.ts'
import type { Sentence, Token } from '../../graph/read/syntax.ts'

/** Words as `form/XPOS/UPOS/head/relation`, heads counted from 1. */
const sentence = (words: string): Sentence => {
  let at = 0
  const tokens = words.split(' ').map((word): Token => {
    const [text, xpos, upos, head, deprel] = word.split('/') as [string, string, Token['upos'], string, string]
    const start = at
    at += text.length + 1
    return { text, start, end: start + text.length, lemma: text, upos, xpos, feats: {}, head: Number(head) - 1, deprel }
  })
  return { start: 0, end: at, paragraph: 0, kind: 'body', tokens }
}
const tagsOf = (words: string): string[] =>
  mendTree(sentence(words)).tokens.map((t) => `${t.text}/${t.xpos}/${t.deprel}`)

describe('slips of trees', () => {
  it('are none of the past in a participle that hangs from a noun', () => {
    expect(tagsOf('plant/NN/NOUN/4/nsubj built/VBD/VERB/1/acl there/RB/ADV/2/advmod closed/VBD/VERB/0/root')).toEqual([
      'plant/NN/nsubj',
      'built/VBN/acl',
      'there/RB/advmod',
      'closed/VBD/root',
    ])
  })

  it('are no participle where a past has a subject of its own', () => {
    expect(tagsOf('We/PRP/PRON/2/nsubj saw/VBD/VERB/0/root it/PRP/PRON/4/nsubj closed/VBD/VERB/2/advcl')[3]).toBe(
      'closed/VBD/advcl',
    )
  })

  it('hang help from what it helps to do, not from the thing', () => {
    const thing = 'Varo/NNP/PROPN/2/nsubj builds/VBZ/VERB/0/root ports/NNS/NOUN/2/obj'
    const help = 'with/IN/ADP/5/case help/NN/NOUN/3/nmod from/IN/ADP/7/case Nolm/NNP/PROPN/5/nmod'
    expect(mendTree(sentence(`${thing} ${help}`)).tokens[4]).toMatchObject({ head: 1, deprel: 'obl' })
  })

  it('join no name that acts with one in the phrase in front of it', () => {
    const front = 'With/IN/ADP/2/case Varo/NNP/PROPN/6/obl ,/,/PUNCT/4/punct Nolm/NNP/PROPN/2/conj'
    expect(tagsOf(`${front} will/MD/AUX/6/aux build/VB/VERB/0/root ports/NNS/NOUN/6/obj`)[3]).toBe('Nolm/NNP/nsubj')
    const list = 'With/IN/ADP/2/case Varo/NNP/PROPN/7/obl ,/,/PUNCT/4/punct Nolm/NNP/PROPN/2/conj'
    expect(tagsOf(`${list} ,/,/PUNCT/7/punct it/PRP/PRON/7/nsubj builds/VBZ/VERB/0/root`)[3]).toBe('Nolm/NNP/conj')
  })

  it('make a participle that has a clause and a subject, but no auxiliary, a verb of the past', () => {
    const clause = 'that/IN/SCONJ/5/mark line/NN/NOUN/5/nsubj'
    expect(
      tagsOf(`Varo/NNP/PROPN/2/nsubj:pass proposed/VBN/VERB/0/root ${clause} close/VB/VERB/2/ccomp`).slice(0, 2),
    ).toEqual(['Varo/NNP/nsubj', 'proposed/VBD/root'])
    expect(tagsOf('Varo/NNP/PROPN/2/nsubj:pass sold/VBN/VERB/0/root')).toEqual(['Varo/NNP/nsubj:pass', 'sold/VBN/root'])
  })

  it('take what goes on after "and" for a verb where it has an object or an infinitive of its own', () => {
    const first = 'buys/VBZ/VERB/0/root tea/NN/NOUN/1/obj and/CC/CCONJ/4/cc'
    expect(tagsOf(`${first} plans/NNS/NOUN/1/conj to/TO/PART/6/mark sell/VB/VERB/4/acl`).slice(3)).toEqual([
      'plans/VBZ/conj',
      'to/TO/mark',
      'sell/VB/xcomp',
    ])
    expect(tagsOf(`${first} plans/NNS/NOUN/2/conj to/TO/PART/6/mark sell/VB/VERB/4/acl`)[3]).toBe('plans/NNS/conj')
  })

  it('give the last name of a list to the verb behind it that has no subject', () => {
    const first = 'sells/VBZ/VERB/0/root to/IN/ADP/3/case Oslo/NNP/PROPN/1/obl'
    const mended = mendTree(
      sentence(`${first} and/CC/CCONJ/5/cc Accra/NNP/PROPN/3/conj buys/VBZ/VERB/1/conj cocoa/NN/NOUN/6/obj`),
    )
    expect([mended.tokens[4]!.head, mended.tokens[4]!.deprel]).toEqual([5, 'nsubj'])
    expect(mended.children[5]).toEqual([3, 4, 6])
    expect(mended.children[2]).toEqual([1])
  })

  it('let one of two subjects act, not the place before a colon nor the noun before a name', () => {
    expect(tagsOf('Togo/NNP/PROPN/4/nsubj :/:/PUNCT/1/punct Varo/NNP/PROPN/4/nsubj opens/VBZ/VERB/0/root')[0]).toBe(
      'Togo/NNP/dislocated',
    )
    expect(tagsOf('the/DT/DET/2/det firm/NN/NOUN/4/nsubj Varo/NNP/PROPN/4/nsubj opens/VBZ/VERB/0/root')[1]).toBe(
      'firm/NN/nmod:desc',
    )
  })

  it('let a share only tell how much is owned', () => {
    expect(
      tagsOf(
        'Varo/NNP/PROPN/3/nsubj is/VBZ/AUX/3/cop majority/NN/NOUN/0/root owned/VBN/VERB/3/acl by/IN/ADP/6/case Tarn/NNP/PROPN/4/obl:agent',
      ),
    ).toEqual([
      'Varo/NNP/nsubj:pass',
      'is/VBZ/aux:pass',
      'majority/NN/obl:unmarked',
      'owned/VBN/root',
      'by/IN/case',
      'Tarn/NNP/obl:agent',
    ])
  })

  it('know who does it, too, behind a second "by"', () => {
    const owned = 'owned/VBN/VERB/0/root by/IN/ADP/3/case Tarn/NNP/PROPN/1/obl:agent'
    const second = (joint: string): string =>
      tagsOf(`${owned} ${joint} by/IN/ADP/6/case Varo/NNP/PROPN/3/nmod`)[5] as string
    expect(second('and/CC/CCONJ/6/cc')).toBe('Varo/NNP/conj')
    expect(second('there/RB/ADV/1/advmod')).toBe('Varo/NNP/nmod')
  })

  it('take a past with an agent for a participle where another finite verb follows', () => {
    const led = 'team/NN/NOUN/2/nsubj led/VBD/VERB/0/root by/IN/ADP/4/case Tarn/NNP/PROPN/2/obl:agent'
    expect(tagsOf(`${led} met/VBD/VERB/2/ccomp Varo/NNP/PROPN/5/obj`)).toEqual([
      'team/NN/nsubj',
      'led/VBN/acl',
      'by/IN/case',
      'Tarn/NNP/obl:agent',
      'met/VBD/root',
      'Varo/NNP/obj',
    ])
    expect(tagsOf(`${led} that/IN/SCONJ/6/mark met/VBD/VERB/2/ccomp`)[1]).toBe('led/VBD/root')
  })

  it('give a name right behind "led by the minister" to the minister', () => {
    const led = 'team/NN/NOUN/6/nsubj led/VBN/VERB/1/acl by/IN/ADP/4/case Minister/NNP/PROPN/2/obl:agent'
    const mended = mendTree(sentence(`${led} Tarn/NNP/PROPN/6/nsubj met/VBD/VERB/0/root`))
    expect([mended.tokens[4]!.head, mended.tokens[4]!.deprel]).toEqual([3, 'flat'])
  })

  it('know no agent behind "to"', () => {
    const sold = 'sold/VBN/VERB/0/root by/IN/ADP/3/case Tarn/NNP/PROPN/1/obl:agent to/IN/ADP/5/case Varo/NNP/PROPN'
    expect(tagsOf(`${sold}/1/obl:agent`).slice(2)).toEqual(['Tarn/NNP/obl:agent', 'to/IN/case', 'Varo/NNP/obl'])
  })

  it('leave what stands behind an amount to what is worth it', () => {
    const order = 'an/DT/DET/2/det order/NN/NOUN/0/root worth/JJ/ADJ/2/amod dollars/NNS/NOUN/3/obj'
    const mended = mendTree(sentence(`${order} with/IN/ADP/6/case Varo/NNP/PROPN/3/obl`))
    expect([mended.tokens[5]!.head, mended.tokens[5]!.deprel]).toEqual([1, 'nmod'])
  })

  it('leave an amount behind "worth" to the goods that are worth it', () => {
    const mended = mendTree(
      sentence(
        'gave/VBD/VERB/0/root her/PRP/PRON/1/iobj pumps/NNS/NOUN/1/obl worth/JJ/ADJ/3/amod 20/CD/NUM/6/nummod dollars/NNS/NOUN/1/obj',
      ),
    )
    expect(mended.tokens[5]!.head).toBe(3)
  })

  it('take a phrase behind a preposition of its own, without comma or "and", for none of a list', () => {
    const behind = (sign: string): string =>
      tagsOf(
        `ties/NNS/NOUN/0/root with/IN/ADP/3/case firms/NNS/NOUN/1/nmod ${sign} on/IN/ADP/6/case markets/NNS/NOUN/3/conj`,
      )[5]!
    expect(behind('here/NN/NOUN/3/nmod')).toBe('markets/NNS/nmod')
    expect(behind(',/,/PUNCT/6/punct')).toBe('markets/NNS/conj')
  })
})
