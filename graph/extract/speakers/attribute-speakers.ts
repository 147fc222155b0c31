/**
 * Who says what: direct quotes in all their styles, continued quotes, "according to", and reported clauses, each tied to
 * the person or body that the text names for it. Works on names; "he added" and "the Minister explained" are resolved to
 * the last speaker or person. Finds no statements. Longer than most files: its rules share one state, the last speaker.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../package-root.ts'
import {
  ancestors,
  childrenIn,
  growTree,
  lemmaAt,
  relation,
  type SentenceTree,
  subtree,
} from '../clauses/sentence-tree.ts'
import { surfaceSubject } from '../clauses/subjects.ts'
import type { EntityMention, ExtractDocument, SpeakerSpan } from '../document.ts'
import { findQuotes, isTerm, type Quote } from './find-quotes.ts'
import { interviewTurns } from './interview-turns.ts'

const lists = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(packageFile('graph/extract/speakers/reporting-words.yaml'), 'utf8')))
const setOf = (name: string): ReadonlySet<string> => new Set((lists[name] ?? '').split(/[\s,]+/).filter(Boolean))
const VERBS = setOf('verbs')
const INDIRECT = setOf('indirect')
const ROLES = setOf('roles')
const BODIES = setOf('bodies')
const UNNAMED = setOf('unnamed')

/** Whether a verb reports what somebody says. */
export const isReporting = (lemma: string): boolean => INDIRECT.has(lemma)

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
const SPEAKERS = new Set(['Person', 'Organization'])

interface State {
  document: ExtractDocument
  trees: SentenceTree[]
  quotes: Quote[]
  lastSpeaker: string | null
}

const inQuote = (quotes: readonly Quote[], offset: number): boolean =>
  quotes.some((q) => offset >= q.start && offset < q.end)

/** The last person or body named before an offset. */
const lastNamed = (state: State, before: number, type: 'Person' | 'Organization'): string | null => {
  let found: EntityMention | null = null
  for (const mention of state.document.mentions) {
    if (mention.start >= before) break
    if (mention.type === type && mention.kind === 'name' && !inQuote(state.quotes, mention.start)) found = mention
  }
  return found?.entity ?? null
}

/** The last body named before an offset whose name says that it is a `noun`. */
const lastOfKind = (state: State, before: number, noun: string): string | null =>
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
const speakerAt = (state: State, tree: SentenceTree, head: number): string | null => {
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
  const previous = state.lastSpeaker
  if (word === 'he' || word === 'she' || ROLES.has(lemma)) {
    const person = lastNamed(state, token?.start ?? 0, 'Person')
    return previous?.startsWith('person:') ? previous : person
  }
  // "the ministry": a body of that kind, if the text has named one.
  const kind = BODIES.has(lemma) ? lastOfKind(state, token?.start ?? 0, lemma) : null
  if (kind) return kind
  if (BODIES.has(lemma) || word === 'it' || word === 'they')
    return previous?.startsWith('org:') ? previous : lastNamed(state, token?.start ?? 0, 'Organization')
  // A long noun phrase: the person that closes it ("Minister of Industry and Trade Ivan Petrov").
  const inside = subtree(tree, head).flatMap((i) => (tree.byHead[i] ?? []).filter((m) => m.type === 'Person'))
  return inside.at(-1)?.entity ?? null
}

/** The subject of a reporting verb by the tree, else the name that stands right after or before it. */
const speakerOfVerb = (state: State, tree: SentenceTree, verb: number): string | null => {
  for (const head of surfaceSubject(tree, verb)) {
    const token = tree.tokens[head]
    if (token && inQuote(state.quotes, token.start)) continue
    const speaker = speakerAt(state, tree, head)
    if (speaker) return speaker
    // "sources close to X said": nobody who is named.
    if (token?.xpos === 'NNS' && UNNAMED.has(lemmaAt(tree, head))) return null
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

const reportingVerbs = (state: State, tree: SentenceTree): number[] =>
  tree.tokens.flatMap((token, i) =>
    token.upos === 'VERB' && VERBS.has(token.lemma.toLowerCase()) && !inQuote(state.quotes, token.start) ? [i] : [],
  )

const accordingTo = (state: State, tree: SentenceTree): { speaker: string; at: number } | null => {
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
      if (mention && SPEAKERS.has(mention.type)) return { speaker: mention.entity, at: i }
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
const citedIn = (state: State, tree: SentenceTree): string | null => {
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

/** "…, Minister X told journalists": a comma, a name and the verb at the end of a sentence that says something before. */
const trails = (tree: SentenceTree, verb: number): boolean => {
  let comma = verb - 1
  let named = false
  while (comma > 0 && tree.tokens[comma]?.text !== ',') {
    if ((tree.covering[comma] ?? []).some((m) => SPEAKERS.has(m.type)) || tree.tokens[comma]?.upos === 'PRON')
      named = true
    comma--
  }
  if (!named || comma < 3) return false
  const rest = tree.tokens.slice(verb + 1)
  return (
    tree.tokens.slice(0, comma).some((t) => t.upos === 'VERB' || t.upos === 'AUX') &&
    rest.length < 14 &&
    !rest.some((t) => t.upos === 'VERB' && t.feats.VerbForm === 'Fin')
  )
}

/** Whether a verb outside quotes reports a clause of its sentence. */
const reportsClause = (state: State, tree: SentenceTree, verb: number): boolean => {
  if (!INDIRECT.has(lemmaAt(tree, verb))) return false
  // "rejected claims that", "voiced the hope that": the noun's clause is what was said.
  const ofNouns = childrenIn(tree, verb, 'obj')
    .flatMap((noun) => childrenIn(tree, noun, 'ccomp', 'acl'))
    .filter((c) => childrenIn(tree, c, 'mark').some((mark) => lemmaAt(tree, mark) === 'that'))
  const clauses = [...childrenIn(tree, verb, 'ccomp'), ...ofNouns]
  const offset = (at: number): number => tree.tokens[at]?.start ?? 0
  if (clauses.length > 0) return clauses.some((c) => !inQuote(state.quotes, offset(c)))
  // A sentence whose quotation is what was said reports nothing besides.
  if (tree.tokens.some((t) => inQuote(state.quotes, t.start) && t.upos === 'VERB')) return false
  if (trails(tree, verb)) return true
  const rel = relation(tree.tokens[verb])
  // "…, Minister X told journalists": the reported clause is the main one.
  return (
    rel === 'parataxis' ||
    (rel === 'ccomp' && ancestors(tree, verb).length > 0 && (tree.tokens[verb]?.head ?? verb) < verb)
  )
}

const paragraphOf = (state: State, offset: number): number =>
  state.document.syntax.paragraphs.findIndex((p) => offset >= p.start && offset <= p.end)

/** Speaker of a quote from the words around it in its sentences, or null. */
const attributionOf = (state: State, quote: Quote): string | null => {
  const { trees } = state
  const touching = trees.filter((tree) => tree.sentence.start < quote.end + 2 && tree.sentence.end > quote.start - 2)
  const last = touching.at(-1)
  // “…?” he asked: the splitter may have cut the sentence at the mark.
  const next = last ? trees[last.index + 1] : undefined
  const after =
    next &&
    next.sentence.paragraph === last?.sentence.paragraph &&
    /^[\s”"»]*\p{Ll}/u.test(state.document.article.text.slice(quote.end, quote.end + 8))
      ? [next]
      : []
  let best: { distance: number; speaker: string } | null = null
  for (const tree of [...touching, ...after])
    for (const verb of reportingVerbs(state, tree)) {
      const token = tree.tokens[verb]
      if (!token) continue
      const distance = token.start >= quote.end ? token.start - quote.end : (quote.start - token.end) * 1.2
      if (distance > 260 || (best && best.distance <= distance)) continue
      // Another quote between verb and quote takes the verb for itself.
      const from = Math.min(token.start, quote.start)
      const to = Math.max(token.end, quote.end)
      if (
        state.quotes.some(
          (q) => q !== quote && q.start >= from && q.end <= to && !isTerm(state.document.article.text, q),
        ) &&
        tree !== touching[0] &&
        tree !== last
      )
        continue
      const speaker = speakerOfVerb(state, tree, verb)
      if (speaker) best = { distance, speaker }
    }
  if (best) return best.speaker
  for (const tree of touching) {
    const cited = accordingTo(state, tree)
    if (cited) return cited.speaker
  }
  return null
}

/** Fills `speakers`: spans sorted by start; direct quotes before the reported clauses that hold them. */
export const attributeSpeakers = (document: ExtractDocument): ExtractDocument => {
  const { article, syntax } = document
  const bySentence = syntax.sentences.map((): EntityMention[] => [])
  for (const mention of document.mentions) bySentence[mention.sentence]?.push(mention)
  const trees = syntax.sentences.map((sentence, i) => growTree(sentence, i, bySentence[i] ?? []))
  const quotes = findQuotes(article.text, syntax.paragraphs)
  const state: State = { document, trees, quotes, lastSpeaker: null }
  const spans: SpeakerSpan[] = []
  const spoken = quotes.filter((quote) => !isTerm(article.text, quote))

  const turns = interviewTurns(document)
  let nextQuote = 0
  const settle = (upTo: number): void => {
    while (nextQuote < spoken.length && (spoken[nextQuote]?.start ?? 0) < upTo) {
      const quote = spoken[nextQuote] as Quote
      nextQuote++
      let speaker = attributionOf(state, quote)
      const before = spans.filter((s) => s.direct).at(-1)
      if (!speaker && before) {
        const samePlace = paragraphOf(state, before.start) === paragraphOf(state, quote.start)
        if (samePlace || quote.continued) speaker = before.speaker
      }
      if (!speaker) {
        // A quote that opens its paragraph: the next attributed quote of the paragraph speaks for it.
        const later = spoken[nextQuote]
        if (later && paragraphOf(state, later.start) === paragraphOf(state, quote.start))
          speaker = attributionOf(state, later)
      }
      if (!speaker) speaker = state.lastSpeaker
      spans.push({ start: quote.start, end: quote.end, speaker, direct: true })
      if (speaker) state.lastSpeaker = speaker
    }
  }

  for (const tree of trees) {
    settle(tree.sentence.start)
    const turn = turns.find((t) => tree.sentence.start >= t.start && tree.sentence.start < t.end)
    if (turn?.speaker)
      spans.push({ start: tree.sentence.start, end: tree.sentence.end, speaker: turn.speaker, direct: false })
    const cited = accordingTo(state, tree)
    const source = citedIn(state, tree)
    let speaker = source ?? cited?.speaker ?? null
    for (const verb of reportingVerbs(state, tree)) {
      if (source || !reportsClause(state, tree, verb)) continue
      speaker = speakerOfVerb(state, tree, verb)
      if (speaker) break
    }
    if (speaker) {
      spans.push({ start: tree.sentence.start, end: tree.sentence.end, speaker, direct: false })
      state.lastSpeaker = speaker
    }
    settle(tree.sentence.end)
  }
  settle(Number.POSITIVE_INFINITY)
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  return { ...document, speakers: spans }
}

/** The speaker of an offset: the innermost span that holds it, direct quotes first. */
export const speakerOf = (document: ExtractDocument, offset: number): string | null => {
  const holding = document.speakers.filter((s) => offset >= s.start && offset < s.end)
  const direct = holding.find((s) => s.direct)
  return (direct ?? holding.at(-1))?.speaker ?? null
}
