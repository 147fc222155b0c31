/** Promise: sentences without marked names get those that their tags and trees show, and none where it is not sure. */
import { describe, expect, it } from 'vitest'
import { models } from '../../graph/read/models.ts'
import { properSpans, silverNames } from '../../graph/read/train/silver-names.ts'
import type { GoldSentence } from '../../graph/read/train/treebank.ts'

/** A sentence of cells `form|XPOS|head|relation`, heads counted from 1. */
const sentence = (line: string, document = 'one'): GoldSentence => ({
  document,
  paragraph: false,
  tokens: line.split(' ').map((cell) => {
    const [form, xpos, head, deprel] = cell.split('|') as [string, string, string, string]
    const upos = xpos.startsWith('NNP') ? 'PROPN' : 'X'
    return { form, xpos, upos, deprel, head: Number(head) - 1, lemma: form, feats: '_', spaceAfter: true, misc: '_' }
  }),
})
const spans = (line: string): string[] => {
  const { tokens } = sentence(line)
  return properSpans(tokens).map(({ from, to }) =>
    tokens
      .slice(from, to)
      .map((t) => t.form)
      .join(' '),
  )
}

describe('spans of names', () => {
  it('leave out the title and keep two names apart', () => {
    expect(
      spans('Minister|NNP|3|nmod:desc Ana|NNP|4|nsubj Belova|NNP|2|flat met|VBD|0|root Tom|NNP|4|obj Ruiz|NNP|5|flat'),
    ).toEqual(['Minister', 'Ana Belova', 'Tom Ruiz'])
  })

  it('run over "of" and over the comma before the ending of a company', () => {
    expect(
      spans(
        'Kelm|NNP|0|root ,|,|3|punct Inc.|NNP|1|flat and|CC|6|cc the|DT|6|det University|NNP|1|conj of|IN|8|case Porvoo|NNP|6|nmod',
      ),
    ).toEqual(['Kelm , Inc.', 'University of Porvoo'])
  })

  it('end where the tree begins another name, and at a common noun', () => {
    expect(spans('In|IN|2|case Oslo|NNP|3|obl Norway|NNP|0|root ,|,|3|punct oil|NN|3|dep')).toEqual(['Oslo', 'Norway'])
  })
})

describe('types of names', () => {
  const { network } = models()
  const line =
    'Minister|NNP|2|nmod:desc Karl|NNP|4|nsubj Benson|NNP|2|flat visited|VBD|0|root Norway|NNP|4|obj on|IN|7|case Monday|NNP|4|obl'

  it('come from the network and from telling words; days and titles are no names', () => {
    expect(silverNames(network, [sentence(line)])).toEqual([['O', 'B-PER', 'I-PER', 'O', 'B-LOC', 'O', 'O']])
  })

  it('are given to proper nouns alone', () => {
    const tags = silverNames(network, [sentence('Xylg|NNP|2|nsubj saw|VBD|0|root norway|NN|2|obj .|.|2|punct')])
    expect(tags[0]!.slice(1)).toEqual(['O', 'O', 'O'])
  })
})
