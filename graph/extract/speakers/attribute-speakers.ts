/**
 * Who says what: direct quotes in all their styles, continued quotes, "according to", and reported clauses, each tied to
 * the person or body that the text names for it. Works on names; "he added" and "the Minister explained" are resolved to
 * the last speaker or person. Finds no statements.
 */
import { ancestors, childrenIn, growTree, lemmaAt, relation, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention, ExtractDocument, SpeakerSpan } from '../document.ts'
import { findRoles } from '../mentions/find-roles.ts'
import { accordingTo, citedIn } from './cited-sources.ts'
import { findQuotes, isTerm, type Quote } from './find-quotes.ts'
import { interviewTurns } from './interview-turns.ts'
import { INDIRECT, NOTING, VERBS } from './reporting-words.ts'
import { inQuote, type Reporting, SPEAKERS, speakerOfVerb } from './who-speaks.ts'

const reportingVerbs = (state: Reporting, tree: SentenceTree): number[] =>
  tree.tokens.flatMap((token, i) =>
    token.upos === 'VERB' && VERBS.has(token.lemma.toLowerCase()) && !inQuote(state.quotes, token.start) ? [i] : [],
  )

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
const reportsClause = (state: Reporting, tree: SentenceTree, verb: number): boolean => {
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
  // "noted the growth of exports to X", "highlighted the role of X": what is noted is told by whoever notes it.
  if (NOTING.has(lemmaAt(tree, verb)) && childrenIn(tree, verb, 'obj').some((c) => tree.tokens[c]?.upos === 'NOUN'))
    return true
  const rel = relation(tree.tokens[verb])
  // "…, Minister X told journalists": the reported clause is the main one.
  return (
    rel === 'parataxis' ||
    (rel === 'ccomp' && ancestors(tree, verb).length > 0 && (tree.tokens[verb]?.head ?? verb) < verb)
  )
}

const paragraphOf = (state: Reporting, offset: number): number =>
  state.document.syntax.paragraphs.findIndex((p) => offset >= p.start && offset <= p.end)

/** Speaker of a quote from the words around it in its sentences, or null. */
const attributionOf = (state: Reporting, quote: Quote): string | null => {
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
  const titles = new Map<string, Set<string>>()
  for (const { person, title } of findRoles(document))
    titles.set(person, new Set([...(titles.get(person) ?? []), ...title.toLowerCase().split(/[^\p{L}]+/u)]))
  const state: Reporting = { document, trees, quotes, lastSpeaker: null, lastSaid: -1, titles }
  const spans: SpeakerSpan[] = []
  const spoken = quotes.filter((quote) => !isTerm(article.text, quote))

  const remember = (speaker: string, offset: number): void => {
    state.lastSpeaker = speaker
    state.lastSaid = trees.findLastIndex((tree) => tree.sentence.start <= offset)
  }

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
      if (speaker) remember(speaker, quote.start)
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
      remember(speaker, tree.sentence.start)
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
