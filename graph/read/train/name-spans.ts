/**
 * Gold names for training: the proper-name core of GUM's entity mentions, in the manner of Universal NER (no article,
 * no title, no possessor), as tags `O`, `B-PER`, `I-PER` …
 */
import { wordClass } from '../word-lists.ts'
import type { GoldSentence, GoldToken } from './treebank.ts'

const TYPES: Readonly<Record<string, string>> = { person: 'PER', organization: 'ORG', place: 'LOC', event: 'EVENT' }
const LINKS = new Set([
  'of',
  'and',
  'for',
  'the',
  '-',
  '–',
  '&',
  'de',
  'la',
  'du',
  'on',
  'in',
  'to',
  "'s",
  '’s',
  'al',
  'el',
  'von',
  'van',
])

interface Span {
  from: number
  to: number
  type: string
}

/** Entity mentions of a sentence as GUM's MISC column has them, ends inclusive. */
const mentions = (tokens: readonly GoldToken[]): Span[] => {
  const spans: Span[] = []
  const open: { id: string; type: string; from: number }[] = []
  tokens.forEach((token, i) => {
    const value = /(?:^|\|)Entity=([^|]*)/.exec(token.misc)?.[1]
    if (!value) return
    for (const match of value.matchAll(/\((\d+)-([a-z]+)-[^()]*|(\d+)\)|\)/g)) {
      if (match[2] !== undefined) open.push({ id: match[1]!, type: match[2], from: i })
      else {
        const at = match[3] === undefined ? open.length - 1 : open.findLastIndex((o) => o.id === match[3])
        const [closed] = at >= 0 ? open.splice(at, 1) : []
        if (closed) spans.push({ from: closed.from, to: i, type: closed.type })
      }
    }
  })
  return spans
}

const isCapital = (t: GoldToken | undefined): boolean =>
  t !== undefined && /^[\p{Lu}\p{N}]/u.test(t.form) && /^(?:NNP|NN|JJ|CD|VBG|VBN|FW)/.test(t.xpos)

const TITLE =
  /^(?:president|minister|mr|mrs|ms|dr|prof|professor|king|queen|prince|princess|sir|lord|lady|pope|senator|governor|chancellor|judge|justice|general|captain|secretary|ambassador|chairman|director|st)\.?$/i

/** Words that name nothing by themselves in Universal NER's manner, though GUM marks them for what they stand for. */
const GENERIC =
  /^(?:state|nation|court|house|church|government|administration|academy|assembly|committee|commission|council|board|department|ministry|university|college|school|army|navy|party|club|league|society|association|bank|company|union|city|county|region|province|earth|space|north|south|east|west|northeast|southwest|northwest|southeast)$/i

const COUNTRY_CLASS = 1
const PLACE_CLASS = 7

/** Countries are places, whatever they do; one general word is no name. */
const inManner = (tokens: readonly GoldToken[], span: Span): Span | null => {
  const words = tokens.slice(span.from, span.to + 1).map((t) => t.form)
  if (words.length === 1 && GENERIC.test(words[0]!)) return null
  const classes = words.map(wordClass)
  const country = classes.includes(COUNTRY_CLASS) && classes.every((c) => c === COUNTRY_CLASS || c === PLACE_CLASS)
  return span.type === 'ORG' && country ? { ...span, type: 'LOC' } : span
}

const core = (tokens: readonly GoldToken[], span: Span, peoples: boolean): Span | null => {
  const type = TYPES[span.type]
  if (!type) return null
  let head = -1
  for (let i = span.from; i <= span.to; i++) {
    const h = tokens[i]!.head
    if (h < span.from || h > span.to) head = i
  }
  if (head < 0) return null
  const proper = (t: GoldToken | undefined): boolean =>
    t !== undefined && /^NNPS?$/.test(t.xpos) && /\p{Lu}/u.test(t.form)
  if (!proper(tokens[head])) return null
  // Peoples ("Americans") are persons to GUM, no names to Universal NER.
  if (!peoples && type === 'PER' && (tokens[head]!.xpos === 'NNPS' || wordClass(tokens[head]!.form) === 2)) return null
  let from = head
  let to = head
  if (type === 'PER') {
    // A title takes its name as a flat; a name may take a title as a compound or description.
    while (from > span.from && proper(tokens[from - 1]) && /^(?:flat|compound)$/.test(tokens[from - 1]!.deprel)) from--
    while (
      to < span.to &&
      (proper(tokens[to + 1]) || LINKS.has(tokens[to + 1]!.form)) &&
      tokens[to + 1]!.deprel !== 'case'
    ) {
      if (!/^(?:flat|goeswith|punct)/.test(tokens[to + 1]!.deprel)) break
      to++
    }
    while (from < to && TITLE.test(tokens[from]!.form)) from++
    return TITLE.test(tokens[from]!.form) && from === to ? null : { from, to, type }
  }
  while (from > span.from) {
    const t = tokens[from - 1]!
    if (
      isCapital(t) &&
      /^(?:NNP|JJ|NN|CD)/.test(t.xpos) &&
      !(t.xpos === 'JJ' && t.head !== head && t.deprel !== 'amod')
    )
      from--
    else if (
      (t.form === '-' || t.form === '–' || t.form === '&') &&
      isCapital(tokens[from - 2]) &&
      from - 2 >= span.from
    )
      from -= 2
    else break
  }
  while (to < span.to) {
    if (isCapital(tokens[to + 1]) && tokens[to + 1]!.deprel !== 'appos') to++
    else {
      let next = to + 1
      while (next <= span.to && LINKS.has(tokens[next]!.form.toLowerCase()) && next - to < 3) next++
      if (next > to + 1 && next <= span.to && proper(tokens[next])) to = next
      else break
    }
  }
  return { from, to, type }
}

/** The names of one sentence as tags, outermost first; with `peoples` nearer to GUM's manner: those of peoples too. */
export const nameTags = (sentence: GoldSentence, peoples = false): string[] => {
  const tags: string[] = sentence.tokens.map(() => 'O')
  const cores = mentions(sentence.tokens).map((span) => {
    const found = core(sentence.tokens, span, peoples)
    return found && !peoples ? inManner(sentence.tokens, found) : found
  })
  for (const span of cores.filter((c) => c !== null).sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (tags.slice(span.from, span.to + 1).some((tag) => tag !== 'O')) continue
    for (let i = span.from; i <= span.to; i++) tags[i] = `${i === span.from ? 'B' : 'I'}-${span.type}`
  }
  return tags
}
