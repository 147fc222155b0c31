/**
 * Reads CoNLL-U and IOB2 files, plain or gzipped, for training and evaluation. Never part of reading an article.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface GoldToken {
  form: string
  lemma: string
  upos: string
  xpos: string
  feats: string
  /** Index within the sentence; -1 for the root. */
  head: number
  deprel: string
  spaceAfter: boolean
  misc: string
}

export interface GoldSentence {
  tokens: GoldToken[]
  /** Document that the sentence is of; sentences of one document are kept together by every split. */
  document: string
  /** True where a new paragraph begins. */
  paragraph: boolean
}

const readMaybeZipped = (folder: string, name: string): string => {
  const plain = join(folder, name)
  if (existsSync(plain)) return readFileSync(plain, 'utf8')
  return gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8')
}

/** Sentences of `name`, e.g. `en_ewt-train.conllu`, in `folder`. Multi-word and empty tokens are left out. */
export const readTreebank = (folder: string, name: string): GoldSentence[] => {
  const sentences: GoldSentence[] = []
  let document = name
  let paragraph = true
  let tokens: GoldToken[] = []
  let joinedTo = -1
  let joinedSpace = true
  const close = (): void => {
    if (tokens.length > 0) {
      sentences.push({ tokens, document, paragraph })
      paragraph = false
    }
    tokens = []
    joinedTo = -1
  }
  for (const line of readMaybeZipped(folder, name).split('\n')) {
    if (line === '') close()
    else if (line.startsWith('# newdoc')) {
      document = line.split('= ')[1] ?? document
      paragraph = true
    } else if (line.startsWith('# newpar')) paragraph = true
    else if (!line.startsWith('#')) {
      const cells = line.split('\t')
      const id = cells[0]!
      if (id.includes('-')) {
        joinedTo = Number(id.split('-')[1])
        joinedSpace = !cells[9]!.includes('SpaceAfter=No')
      } else if (!id.includes('.')) {
        const n = Number(id)
        const inside = n < joinedTo
        tokens.push({
          form: cells[1]!,
          lemma: cells[2]!,
          upos: cells[3]!,
          xpos: cells[4]!,
          feats: cells[5]!,
          head: Number(cells[6]) - 1,
          deprel: cells[7]!,
          spaceAfter: inside ? false : n === joinedTo ? joinedSpace : !cells[9]!.includes('SpaceAfter=No'),
          misc: cells[9]!,
        })
      }
    }
  }
  close()
  return sentences
}

/**
 * Tags of an IOB2 file (`O`, `B-PER`, `I-PER`) for each of `sentences`, found by their words, since the two files may
 * hold them in another order; null for a sentence that the file does not have.
 */
export const readNameTags = (folder: string, name: string, sentences: readonly GoldSentence[]): (string[] | null)[] => {
  const known = new Map<string, string[]>()
  let forms: string[] = []
  let tags: string[] = []
  for (const line of `${readMaybeZipped(folder, name)}\n\n`.split('\n')) {
    if (line === '') {
      if (tags.length > 0) known.set(forms.join(' '), tags)
      forms = []
      tags = []
    } else if (/^\d+\t/.test(line)) {
      const cells = line.split('\t')
      forms.push(cells[1]!)
      tags.push(/-(PER|ORG|LOC)$/.test(cells[2]!) ? cells[2]! : 'O')
    }
  }
  return sentences.map((s) => known.get(s.tokens.map((t) => t.form).join(' ')) ?? null)
}

/** The raw text that the sentences were cut from, and each token's offset in it. */
export const rawText = (sentences: readonly GoldSentence[]): { text: string; starts: number[][] } => {
  let text = ''
  const starts: number[][] = []
  for (const [i, sentence] of sentences.entries()) {
    if (i > 0) text = sentence.paragraph ? `${text.trimEnd()}\n\n` : text
    starts.push(
      sentence.tokens.map((token, j) => {
        const start = text.length
        const last = j === sentence.tokens.length - 1
        text += token.form + (token.spaceAfter || (last && sentences[i + 1]?.paragraph) ? ' ' : '')
        return start
      }),
    )
  }
  return { text, starts }
}
