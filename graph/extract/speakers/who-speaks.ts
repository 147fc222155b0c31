/**
 * Whom a reporting verb, a role or a pronoun names as the speaker. Looks at names and trees; keeps no state but the last
 * speaker that it is given.
 */
import { childrenIn, lemmaAt, relation, type SentenceTree, subtree } from '../clauses/sentence-tree.ts'
import { surfaceSubject } from '../clauses/subjects.ts'
import type { ExtractDocument } from '../document.ts'
import type { Quote } from './find-quotes.ts'
import { BODIES, ROLES, UNNAMED } from './reporting-words.ts'

export const SPEAKERS = new Set(['Person', 'Organization'])

const STATES = new Set(['Country', 'Region', 'Place'])
const PAPERS = new Set(['report', 'statement', 'release', 'communique', 'document', 'note', 'announcement'])

export interface Reporting {
  document: ExtractDocument
  trees: SentenceTree[]
  quotes: Quote[]
  lastSpeaker: string | null
  /** The sentence in which the last speaker spoke. */
  lastSaid: number
  /** The words of each person's titles, in lower case. */
  titles: ReadonlyMap<string, ReadonlySet<string>>
}

export const inQuote = (quotes: readonly Quote[], offset: number): boolean =>
  quotes.some((q) => offset >= q.start && offset < q.end)

/** The last body named before an offset. */
const lastBody = (state: Reporting, before: number): string | null =>
  state.document.mentions
    .filter(
      (m) => m.start < before && m.type === 'Organization' && m.kind === 'name' && !inQuote(state.quotes, m.start),
    )
    .at(-1)?.entity ?? null

/** How many sentences behind "the minister said" the minister may be named. */
const AHEAD = 2

/**
 * Whom "he", "she" or a role stands for: whoever acts in the sentence before, the last speaker, or the person named last; one
 * who holds the role, if the text says so of anybody; one who is named only behind, where nobody was before.
 */
const personMeant = (state: Reporting, tree: SentenceTree, role: string | null): string | null => {
  const persons = state.document.mentions.filter(
    (m) => m.type === 'Person' && m.kind === 'name' && !inQuote(state.quotes, m.start),
  )
  const before = persons.filter((m) => m.sentence < tree.index)
  const has = (id: string): boolean => role !== null && (state.titles.get(id)?.has(role) ?? false)
  const told = before.some((m) => has(m.entity))
  const fits = (id: string): boolean => !told || has(id)
  const acts = before.findLast(
    (m) =>
      m.sentence === tree.index - 1 &&
      m.sentence > state.lastSaid &&
      fits(m.entity) &&
      state.trees[m.sentence]?.relations[m.head] === 'nsubj',
  )
  if (acts) return acts.entity
  const previous = state.lastSpeaker
  if (previous?.startsWith('person:') && fits(previous)) return previous
  const named = before.findLast((m) => fits(m.entity)) ?? persons.findLast((m) => m.sentence === tree.index)
  if (named || role === null) return named?.entity ?? null
  return (
    persons.find((m) => m.sentence > tree.index && m.sentence <= tree.index + AHEAD && has(m.entity))?.entity ?? null
  )
}

/** The last body named before an offset whose name says that it is a `noun`. */
const lastOfKind = (state: Reporting, before: number, noun: string): string | null =>
  state.document.mentions
    .filter(
      (m) =>
        m.start < before &&
        m.type === 'Organization' &&
        m.kind === 'name' &&
        (
          state.document.entities
            .get(m.entity)
            ?.name.toLowerCase()
            .split(/[^\p{L}]+/u) ?? []
        ).includes(noun),
    )
    .at(-1)?.entity ?? null

/** The speaker that a subject's head stands for: its name, an apposition's, or whom a role or pronoun points back to. */
export const speakerAt = (state: Reporting, tree: SentenceTree, head: number): string | null => {
  const own = [...(tree.byHead[head] ?? []), ...(tree.covering[head] ?? [])].find((m) => SPEAKERS.has(m.type))
  if (own) return own.entity
  for (const child of childrenIn(tree, head, 'appos', 'flat', 'compound', 'conj', 'nmod')) {
    if (relation(tree.tokens[child]) === 'nmod' && childrenIn(tree, child, 'case').length > 0) continue
    const named = [...(tree.byHead[child] ?? []), ...(tree.covering[child] ?? [])].find((m) => m.type === 'Person')
    if (named) return named.entity
  }
  const token = tree.tokens[head]
  const lemma = lemmaAt(tree, head)
  const word = token?.text.toLowerCase() ?? ''
  if (word === 'he' || word === 'she') return personMeant(state, tree, null)
  if (ROLES.has(lemma)) return personMeant(state, tree, lemma)
  // "the ministry": a body of that kind, if the text has named one.
  const kind = BODIES.has(lemma) ? lastOfKind(state, token?.start ?? 0, lemma) : null
  if (kind) return kind
  if (BODIES.has(lemma) || word === 'it' || word === 'they')
    return state.lastSpeaker?.startsWith('org:') ? state.lastSpeaker : lastBody(state, token?.start ?? 0)
  // A long noun phrase: the person that closes it ("Minister of Industry and Trade Ivan Petrov").
  const inside = subtree(tree, head).flatMap((i) => (tree.byHead[i] ?? []).filter((m) => m.type === 'Person'))
  return inside.at(-1)?.entity ?? null
}

/** The subject of a reporting verb by the tree, else the name that stands right after or before it. */
export const speakerOfVerb = (state: Reporting, tree: SentenceTree, verb: number): string | null => {
  for (const head of surfaceSubject(tree, verb)) {
    const token = tree.tokens[head]
    if (token && inQuote(state.quotes, token.start)) continue
    const speaker = speakerAt(state, tree, head)
    if (speaker) return speaker
    // "sources close to X said", "Tallinn says its talks with X …": nobody who is named as a person or body.
    if (token?.xpos === 'NNS' && UNNAMED.has(lemmaAt(tree, head))) return null
    if ((tree.covering[head] ?? []).some((m) => STATES.has(m.type))) return null
    // "the report said": whoever spoke last put it out.
    if (PAPERS.has(lemmaAt(tree, head)) && childrenIn(tree, head, 'det').length > 0) return state.lastSpeaker
  }
  const near = (i: number): string | null => {
    const token = tree.tokens[i]
    if (!token || inQuote(state.quotes, token.start)) return null
    const mention = (tree.covering[i] ?? []).find((m) => SPEAKERS.has(m.type))
    if (mention) return mention.entity
    return ['PRON', 'NOUN'].includes(token.upos) &&
      (ROLES.has(lemmaAt(tree, i)) || ['he', 'she'].includes(token.text.toLowerCase()))
      ? speakerAt(state, tree, i)
      : null
  }
  // "sources told X": X listens.
  const end = ['tell', 'inform', 'ask'].includes(lemmaAt(tree, verb)) ? verb : verb + 9
  for (let i = verb + 1; i < Math.min(end, tree.tokens.length); i++) {
    if (tree.tokens[i]?.upos === 'VERB') break
    const found = near(i)
    if (found) return found
  }
  for (let i = verb - 1; i >= Math.max(0, verb - 12); i--) {
    const found = near(i)
    if (found) return found
  }
  return null
}
