/** Promise: slips of trees are mended before anything is asked of them: bare participles, amounts, stray members of a list. */
import { describe, expect, it } from 'vitest'
import { mendTokens } from '../../graph/extract/clauses/mend-tree.ts'
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
const tagsOf = (words: string): string[] => mendTokens(sentence(words)).map((t) => `${t.text}/${t.xpos}/${t.deprel}`)

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

  it('make a participle that has a clause and a subject, but no auxiliary, a verb of the past', () => {
    const clause = 'that/IN/SCONJ/5/mark line/NN/NOUN/5/nsubj'
    expect(
      tagsOf(`Varo/NNP/PROPN/2/nsubj:pass proposed/VBN/VERB/0/root ${clause} close/VB/VERB/2/ccomp`).slice(0, 2),
    ).toEqual(['Varo/NNP/nsubj', 'proposed/VBD/root'])
    expect(tagsOf('Varo/NNP/PROPN/2/nsubj:pass sold/VBN/VERB/0/root')).toEqual(['Varo/NNP/nsubj:pass', 'sold/VBN/root'])
  })

  it('leave an amount behind "worth" to the goods that are worth it', () => {
    const mended = mendTokens(
      sentence(
        'gave/VBD/VERB/0/root her/PRP/PRON/1/iobj pumps/NNS/NOUN/1/obl worth/JJ/ADJ/3/amod 20/CD/NUM/6/nummod dollars/NNS/NOUN/1/obj',
      ),
    )
    expect(mended[5]!.head).toBe(3)
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
