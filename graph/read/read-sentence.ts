/**
 * One sentence from words to tokens with tags, features, lemmas and a tree. Pure: models and words in, tokens out.
 */
import { NAME_TAGS, nameInput, tagNames } from './find-names.ts'
import { lemmatise } from './lemmatise.ts'
import type { Models } from './models.ts'
import { parseTree } from './parse-tree.ts'
import type { RawToken } from './split-tokens.ts'
import type { NameSpan, NameType, Token } from './syntax.ts'
import { tagWords } from './tag-words.ts'
import { formHashes } from './word-forms.ts'

const featsCache = new Map<string, Readonly<Record<string, string>>>()

const featsFrom = (text: string): Readonly<Record<string, string>> => {
  const known = featsCache.get(text)
  if (known) return known
  const pairs = text === '_' ? [] : text.split('|').map((pair) => pair.split('=') as [string, string])
  const feats = Object.freeze(Object.fromEntries(pairs))
  featsCache.set(text, feats)
  return feats
}

/** A flat tree for what no model knows: the first token is the root, the rest hang from it. */
export const flatSentence = (words: readonly RawToken[]): Token[] =>
  words.map((word, i) => ({
    ...word,
    upos: /^[\p{P}\p{S}]+$/u.test(word.text) ? 'PUNCT' : /^\p{N}/u.test(word.text) ? 'NUM' : 'X',
    xpos: 'FW',
    feats: {},
    lemma: word.text.toLowerCase(),
    head: i === 0 ? -1 : 0,
    deprel: i === 0 ? 'root' : 'dep',
  }))

/** Marks participles that the tree shows to be passive. */
const markPassive = (tokens: Token[]): void => {
  for (const token of tokens) {
    const head = tokens[token.head]
    if (head && head.xpos === 'VBN' && (token.deprel === 'aux:pass' || token.deprel === 'nsubj:pass')) {
      head.feats = { ...head.feats, Voice: 'Pass' }
    }
    if (token.xpos === 'VBN' && token.deprel === 'acl') token.feats = { ...token.feats, Voice: 'Pass' }
  }
}

/** Spans of the names that a row of name tags tells, with the score given to each. */
const spansOf = (names: Int32Array): Omit<NameSpan, 'sentence'>[] => {
  const spans: Omit<NameSpan, 'sentence'>[] = []
  for (let i = 0; i < names.length; i++) {
    const tag = names[i]!
    if (tag === 0) continue
    let to = i + 1
    while (to < names.length && names[to] === (tag % 2 === 1 ? tag + 1 : tag)) to++
    spans.push({ from: i, to, type: NAME_TAGS[tag]!.slice(2) as NameType, score: 0.7 })
    i = to - 1
  }
  return spans
}

/** Tags and parses one sentence and finds its names. */
export const readSentence = (
  models: Models,
  words: readonly RawToken[],
): { tokens: Token[]; names: Omit<NameSpan, 'sentence'>[] } => {
  const forms = words.map((word) => word.text)
  const tags = tagWords(models.tagger, forms)
  const tree = parseTree(models.arcs, models.labels, forms.map(formHashes), tags, models.root)
  const tokens = words.map((word, i): Token => {
    const tag = models.tags[tags[i]!]!
    const name = `${tag.xpos}/${tag.upos}`
    const feats = models.feats[`${word.text.toLowerCase()}|${name}`] ?? models.feats[name] ?? '_'
    return {
      text: word.text,
      start: word.start,
      end: word.end,
      upos: tag.upos,
      xpos: tag.xpos,
      feats: featsFrom(feats),
      lemma: lemmatise(models.lemmas, word.text, tag.xpos, tag.upos),
      head: tree.head[i]!,
      deprel: models.labelNames[tree.label[i]!]!,
    }
  })
  markPassive(tokens)
  return { tokens, names: spansOf(tagNames(models.names, nameInput(forms, tags))) }
}
