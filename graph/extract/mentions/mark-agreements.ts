/**
 * Agreements that the text describes: "a ten-year contract", "a memorandum on seed breeding", "the Protocol".
 * One entity per agreement of an article: a repeated head without a description of its own is the one before.
 */
import { singularOf } from '../lexicon/fold-word.ts'
import { agreementHeads, cueWords } from '../lexicon/lexicons.ts'
import { describedId } from './described-id.ts'
import type { Draft, Span } from './draft.ts'
import { phraseStart } from './noun-phrases.ts'
import type { Word } from './words.ts'

const SIGN = cueWords('sign')
const NO_AGREEMENT = /^(?:in|into|by|without)$/
const ORDINALS = cueWords('ordinals')
const DATE_WORDS = cueWords('date-words')
const SAME = /^(?:joint|said|above|aforementioned|latest|signed|bilateral|new|present|mentioned|recent)$/
/** Heads that say little alone. */
const LOOSE = /^(?:contract|deal|licence|license|lease|concession|settlement|order)$/

interface Known {
  id: string
  head: string
  described: boolean
  /** Told by what it is on, not by its parties alone. */
  topic: boolean
  /** Named by the headline: the first of its kind in the text is the same one. */
  headline: boolean
}

/** The body right before the bracket that a short form in it belongs to, where its letters are the body's. */
const bracketed = (draft: Draft, sentence: number, from: number, to: number): string | undefined => {
  const words = draft.words[sentence]!
  if (words[from - 1]?.text !== '(' || words[to]?.text !== ')' || !/^\p{Lu}\p{Ll}?\p{Lu}$/u.test(words[from]!.text))
    return undefined
  // "Ministry of Agriculture of the Republic of X (MoA)": the country may stand between.
  let at = from - 2
  while (at > from - 9 && draft.at(sentence, at)?.type !== 'Organization' && at >= 0) at--
  const m = draft.at(sentence, at)
  const name = m?.type === 'Organization' ? draft.text(m) : ''
  return m &&
    /^(?:the )?\p{Lu}\p{L}+ (?:of|and) /u.test(name) &&
    name.replace(/[^\p{Lu}]/gu, '').startsWith(words[from]!.text.replace(/\p{Ll}/u, ''))
    ? m.entity
    : undefined
}

export const markAgreements = (draft: Draft): void => {
  const known: Known[] = []
  const bodies = new Map<string, string>()
  draft.words.forEach((words, sentence) => {
    const headed = draft.syntax.sentences[sentence]!.kind === 'headline'
    const stop = (i: number): boolean =>
      draft.at(sentence, i) !== undefined &&
      draft.at(sentence, i)!.kind !== 'adjective' &&
      draft.at(sentence, i)!.type !== 'Commodity'
    for (let i = 0; i < words.length; i++) {
      const named = draft.at(sentence, i)
      if (named) {
        // "the Velkora-Peru Agreement": later "the agreement" means it.
        if (named.type === 'Agreement' && !known.some((k) => k.id === named.entity))
          known.push({
            id: named.entity,
            head: kindOf(words, named.from, named.to),
            described: true,
            topic: false,
            headline: headed,
          })
        continue
      }
      const hit = agreementHeads.match(words, i, false)
      if (!hit || hit.value === 'none' || !draft.isFree({ sentence, from: hit.from, to: hit.to })) continue
      i = hit.to - 1
      const last = words[hit.to - 1]!
      if (!/^(?:NOUN|PROPN)$/.test(last.upos)) continue
      // "the Ministry of Agriculture (MoA)": short for the body, here and later.
      const owner = bracketed(draft, sentence, hit.from, hit.to) ?? bodies.get(last.text)
      if (owner && hit.to - hit.from === 1) {
        bodies.set(last.text, owner)
        draft.entity(owner, 'Organization', draft.entities.get(owner)!.name, [last.text])
        draft.mention({
          sentence,
          from: hit.from,
          to: hit.to,
          entity: owner,
          type: 'Organization',
          kind: 'name',
          rule: 'name.organization',
        })
        continue
      }
      const after = words[hit.to]
      // "contract manufacturing", "licence fee": the word only describes another.
      if (after && after.upos === 'NOUN' && last.token.deprel === 'compound' && !after.joint) continue
      if (after?.joint && words[hit.to + 1]?.upos !== 'PROPN') continue
      let from = phraseStart(words, hit.from, stop)
      while (from > 0 && (ORDINALS.has(words[from - 1]!.key) || isTerm(words, from - 1)))
        from = /^(?:year|month|term)$/.test(words[from - 1]!.key) ? from - 3 : from - 1
      if (from < 0) from = 0
      const before = words[from - 1]
      const determined =
        /^(?:DET|PRON)$/.test(before?.upos ?? '') ||
        before?.token.xpos === 'POS' ||
        before?.upos === 'ADJ' ||
        draft.at(sentence, from - 1) !== undefined
      const tail = complementEnd(draft, sentence, hit.to)
      const bare = from === hit.from && tail === hit.to
      if (!determined && bare && !(hit.from > 0 && last.capital)) continue
      if (!determined && NO_AGREEMENT.test(before?.key ?? '')) continue
      if (hit.value === 'weak' && !(signed(words, hit.from, hit.to) && (determined || !bare))) continue
      const span: Span = { sentence, from, to: hit.to }
      const core = draft.text(span)
      const full = tail > hit.to ? draft.text({ sentence, from, to: tail }) : core
      const head = kindOf(words, hit.from, hit.to)
      // "memorandum of understanding (MoU)": the bracket repeats it.
      const last0 = known.at(-1)
      if (before?.text === '(' && words[hit.to]?.text === ')' && last0) {
        draft.entity(last0.id, 'Agreement', core)
        draft.mention({ ...span, entity: last0.id, type: 'Agreement', kind: 'nominal', rule: 'agreement.again' })
        continue
      }
      const shortForm = last.text === last.text.toUpperCase() || /^Mo[UC]$/.test(last.text)
      const definite =
        (shortForm && !determined) ||
        before?.key === 'the' ||
        before?.key === 'this' ||
        before?.key === 'that' ||
        (before !== undefined && before.token.xpos === 'PRP$') ||
        // "Wednesday's agreement".
        (before?.token.xpos === 'POS' && DATE_WORDS.has(words[from - 2]?.key ?? ''))
      // "the joint MoU", "the latest contract": words that do not tell it from the one before.
      // "the agreement with Peru": so does the party alone.
      const party =
        /^(?:with|between)$/.test(words[hit.to]?.key ?? '') && onlyParties(draft, sentence, hit.to + 1, tail)
      const plain = bare || ((tail === hit.to || party) && words.slice(from, hit.from).every((w) => SAME.test(w.key)))
      const earlier =
        plain && definite
          ? // "The agreement", "the deal" may be the memorandum before it; "the licence" is none.
            ([...known].reverse().find((k) => k.head === head && !(party && k.topic)) ??
            (/^(?:agreement|document)$/.test(head) ? known.at(-1) : undefined) ??
            null)
          : (known.find((k) => k.head === head && sameCore(draft, k.id, core) && tail === hit.to) ?? null)
      if (earlier) {
        draft.mention({
          ...span,
          entity: earlier.id,
          type: 'Agreement',
          kind: bare ? 'nominal' : 'name',
          rule: 'agreement.again',
        })
        continue
      }
      // "the value of the contract": one that nobody has spoken of.
      if (bare && definite && !last.capital && LOOSE.test(head)) continue
      const titled = headed ? undefined : known.find((k) => k.headline && k.head === head)
      if (titled) {
        titled.headline = false
        draft.entity(titled.id, 'Agreement', full, [core])
        draft.mention({ ...span, entity: titled.id, type: 'Agreement', kind: 'name', rule: 'agreement.again' })
        continue
      }
      const id = describedId(draft, 'agreement', sentence, full, core)
      draft.entity(id, 'Agreement', full, [core, ...topicNames(draft, sentence, hit.to, tail, head)])
      draft.mention({ ...span, entity: id, type: 'Agreement', kind: 'name', rule: 'agreement' })
      known.push({ id, head, described: !bare, topic: tail > hit.to && !party, headline: headed })
    }
  })
}

/** Whether a complement names nothing but countries, bodies and persons: "with Peru", "between Velkora and Oman". */
const onlyParties = (draft: Draft, sentence: number, from: number, to: number): boolean => {
  const words = draft.words[sentence]!
  for (let i = from; i < to; i++)
    if (
      !/^(?:Country|Organization|Person|Region)$/.test(draft.at(sentence, i)?.type ?? '') &&
      !/^(?:the|and|of|,|'s|’s|government|governments)$/.test(words[i]!.key)
    )
      return false
  return to > from
}

/** What a later "the memorandum", "the MoU" or "the deal" goes by. */
const kindOf = (words: readonly Word[], from: number, to: number): string => {
  const key = words
    .slice(from, to)
    .map((w) => w.key)
    .join(' ')
  if (/memorand|\bmo[uc]\b/.test(key)) return 'memorandum'
  if (/agreement|accord|pact|deal|treaty|\bfta\b/.test(key)) return 'agreement'
  return singularOf(words[to - 1]!.key)
}

const sameCore = (draft: Draft, id: string, core: string): boolean => {
  const entity = draft.entities.get(id)
  return (
    entity !== undefined &&
    core.includes(' ') &&
    [entity.name, ...entity.aliases].some((n) => n.toLowerCase() === core.toLowerCase())
  )
}

/** "ten-year", "five-month", "long-term" before the head. */
const isTerm = (words: readonly Word[], i: number): boolean =>
  /^(?:year|month|term)$/.test(words[i]?.key ?? '') &&
  words[i - 1]?.joint === true &&
  /^(?:NUM|NOUN|ADJ)$/.test(words[i - 2]?.upos ?? '')

const signed = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = Math.max(0, from - 8); i < Math.min(words.length, to + 8); i++)
    if (SIGN.has(words[i]!.token.lemma) && words[i]!.token.lemma !== 'agree' && words[i]!.upos === 'VERB') return true
  return false
}

/** End of "on the protection of investments", "for the supply of four turbines": a short noun phrase or two. */
const complementEnd = (draft: Draft, sentence: number, from: number): number => {
  const words = draft.words[sentence]!
  const link = words[from]?.key
  if (!link || !/^(?:on|for|of|between|to|about|with)$/.test(link)) return from
  if (link === 'to' && words[from + 1]?.upos !== 'VERB') return from
  // "signed the contract on June 30": when, not what on.
  if (DATE_WORDS.has(words[from + 1]?.key ?? '') || (words[from + 1]?.upos === 'NUM' && link === 'on')) return from
  let end = from
  for (let i = from + 1; i < Math.min(words.length, from + 12); i++) {
    const word = words[i]!
    if (word.upos === 'NOUN' || word.upos === 'PROPN' || draft.at(sentence, i)) end = i + 1
    else if (
      /^(?:DET|ADJ|NUM|PART)$/.test(word.upos) ||
      word.joint ||
      /^(?:of|for|and|to|the|in|between)$/.test(word.key)
    ) {
      if (/^(?:for|in)$/.test(word.key) && end > from && link !== 'for') break
    } else if (word.upos === 'VERB' && /^VB[NG]?$/.test(word.token.xpos) && (link === 'to' || i === from + 1)) continue
    else break
  }
  return end
}

/** Short names from the topic: "agreement on grading" is also a "grading agreement". */
const topicNames = (draft: Draft, sentence: number, from: number, to: number, head: string): string[] => {
  const words = draft.words[sentence]!
  const nouns: string[] = []
  for (let i = from + 1; i < to; i++) {
    const word = words[i]!
    if (/^(?:NOUN|PROPN|ADJ)$/.test(word.upos) || draft.at(sentence, i)?.type === 'Commodity')
      nouns.push(singularOf(word.key) === word.key ? word.text : singularOf(word.text.toLowerCase()))
  }
  return nouns.length > 0 && nouns.length < 5 ? [`${nouns.join(' ')} ${head}`] : []
}
