/** "According to X", "citing data from X": who is named as the source of a sentence. Reads names and words. */
import { lemmaAt, relation, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import { BODIES, ROLES } from './reporting-words.ts'
import { inQuote, type Reporting, SPEAKERS, speakerAt } from './who-speaks.ts'

const SOURCES = new Set([
  'figure',
  'data',
  'datum',
  'statistic',
  'report',
  'statement',
  'estimate',
  'source',
  'survey',
  'press',
  'release',
  'note',
  'letter',
  'website',
  'account',
  'filing',
  'number',
  'announcement',
  'word',
])
/** "X Bank chairman Y", "X's former mayor Y": the person whom a body's or town's name leads up to. */
const closing = (tree: SentenceTree, body: EntityMention): EntityMention | undefined => {
  for (let at = body.to; at < Math.min(body.to + 12, tree.tokens.length); at++) {
    const person = (tree.covering[at] ?? []).find((m) => m.type === 'Person' && m.kind === 'name')
    if (person) return tree.leads.get(body.to) === person || tree.leads.get(at - 1) === person ? person : undefined
    if (!/^(?:NOUN|PROPN|ADJ|CCONJ|PART)$/.test(tree.tokens[at]?.upos ?? '')) return undefined
  }
  return undefined
}

export const accordingTo = (state: Reporting, tree: SentenceTree): { speaker: string; at: number } | null => {
  for (const [i, token] of tree.tokens.entries()) {
    if (token.text.toLowerCase() !== 'according' || tree.tokens[i + 1]?.text.toLowerCase() !== 'to') continue
    for (let j = i + 2; j < Math.min(i + 24, tree.tokens.length); j++) {
      if (tree.tokens[j]?.text === ',') break
      // "according to the protocol": papers do not speak; figures and reports speak for who made them.
      const noun = tree.tokens[j]
      if (
        noun?.upos === 'NOUN' &&
        (tree.covering[j] ?? []).length === 0 &&
        !SOURCES.has(lemmaAt(tree, j)) &&
        !BODIES.has(lemmaAt(tree, j)) &&
        !ROLES.has(lemmaAt(tree, j)) &&
        relation(noun) !== 'compound'
      )
        break
      const mention = (tree.covering[j] ?? []).find((m) => SPEAKERS.has(m.type) || m.type === 'Region')
      if (mention && SPEAKERS.has(mention.type))
        return { speaker: closing(tree, mention)?.entity ?? mention.entity, at: i }
      if (tree.tokens[j]?.upos === 'PRON' || BODIES.has(lemmaAt(tree, j)) || ROLES.has(lemmaAt(tree, j))) {
        const speaker = speakerAt(state, tree, j)
        if (
          speaker &&
          !tree.tokens
            .slice(j + 1, j + 14)
            .some((_, k) => (tree.covering[j + 1 + k] ?? []).some((m) => SPEAKERS.has(m.type)))
        )
          return { speaker, at: i }
      }
      if (tree.tokens[j]?.upos === 'VERB' && tree.tokens[j]?.feats.VerbForm === 'Fin') break
    }
  }
  return null
}

/** "Agency reports citing data from X", "with reference to X": who is cited speaks, not who passes it on. */
export const citedIn = (state: Reporting, tree: SentenceTree): string | null => {
  for (const [i, token] of tree.tokens.entries()) {
    const { text, lemma } = token
    const word = text.toLowerCase()
    const next = tree.tokens[i + 1]?.text.toLowerCase()
    const cites =
      (/^(?:citing|quoting)$/.test(word) && token.upos === 'VERB') ||
      (word === 'referring' && next === 'to') ||
      (word === 'reference' && next === 'to' && tree.tokens[i - 1]?.text.toLowerCase() === 'with') ||
      (lemma === 'cite' &&
        token.feats.VerbForm === 'Fin' &&
        (tree.covering[i - 1] ?? []).some((m) => m.type === 'Organization'))
    if (!cites || inQuote(state.quotes, token.start)) continue
    for (let j = i + 1; j < Math.min(i + 16, tree.tokens.length); j++) {
      const other = tree.tokens[j]!
      if (/^[,;]$/.test(other.text) || (other.upos === 'VERB' && other.feats.VerbForm === 'Fin')) break
      const mention = (tree.covering[j] ?? []).find((m) => SPEAKERS.has(m.type))
      if (mention) return mention.entity
    }
  }
  return null
}
