/**
 * Finds the paragraphs of a text and says what each is: headline, body, bullet or credit line. Lines wrapped by hand are
 * joined again; offsets are those of the original text. Looks at marks, case and length only.
 */
import type { SentenceKind } from './syntax.ts'

export interface Paragraph {
  start: number
  end: number
  kind: SentenceKind
  /** Where its words begin, after a bullet or number. */
  body: number
}

const BULLET = /^(?:[•·▪‣◦●○■□►▶✓*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*/u
const CREDIT =
  /^\(?(?:sources?|original|photos?(?: credit| by)?|images?|picture|credit|read more|read also|related|see also|translated by|translation|reporting by|(?:additional )?reporting|writing by|editing by|edited by|published|updated|last updated|contact|media contact|for (?:more|further) information|press contact|tags?|keywords|copyright|share|follow us)\b[^.]{0,40}:|^©|^\(?(?:reporting|writing|editing|edited|photo) by\b/iu
/** A line that opens what a page shows beside its article: links to others, comments, buttons. */
const ASIDE =
  /^(?:[-–—=*_~|#•·]+\s*)?(?:(?:you (?:may|might) (?:also )?(?:like|be interested in)|related(?: (?:news|articles?|stor(?:y|ies)|posts?|topics?|content|links?|coverage|reading|items))?|(?:more|other|latest|recent|top|popular|trending|breaking) (?:news|stories|articles|posts|headlines|from|on|in)\b.{0,40}|most (?:read|popular|viewed|shared|commented)|recommended(?: (?:for you|articles|stories|reading))?|read (?:also|next|more|this)|(?:also|don['’]t miss|see also|next) read|also read|don['’]t miss|editor['’]?s['’]? (?:picks?|choice)|what to read next|leave a (?:reply|comment)|(?:post|add|write|no|\d+) comments?|comments?(?: \(\d+\))?|join the (?:conversation|discussion)|tags?|topics|categories|filed under|share(?: this)?(?: (?:on|via|article|post|story|page|with).{0,30})?|follow us\b.{0,40}|follow (?:the author|our)\b.{0,60}|subscribe(?: (?:now|to|for)\b.{0,60})?|sign up\b.{0,60}|newsletter|advertisement|on the same subject|news|headlines|write to us|want to continue\?|ads?|sponsored(?: content)?|public notice|about the author|print(?: this page)?|email(?: this)?|back to top|previous (?:article|post)|next (?:article|post)|latest|disclaimer|cookies?(?: (?:policy|settings|notice))?|privacy policy|terms (?:of use|and conditions))\s*[:.…»>-]*\s*$)/iu
/** Sentences that speak to the page's visitor, not of the article's matter. */
const VISITOR =
  /^(?:would you like to comment|sign (?:up|in)\b|please (?:read|note|log|sign|enter|fill|subscribe|leave)\b|fill in your details|you are commenting|click here|subscribe (?:to|now|for)\b|follow (?:us|the author|our)\b|download (?:our|the) app\b|get (?:the latest|our|them on)\b|join (?:us|our) (?:on|channel|whatsapp|telegram)\b|(?:this|our) (?:website|site) uses cookies|we use cookies|by (?:clicking|continuing|subscribing|signing)\b|all rights reserved|copyright\b|©|no .{0,40} journalist was involved|(?:image|photo|picture|video)s? (?:via|by|courtesy|credit|from)\b|-+ ?end(?:s)? ?-+|this (?:article|story|content|report|post) (?:was|has been|is) (?:first |originally |curated |auto)|\(?with inputs? from\b|don['’]t miss\b)/iu
const BYLINE = /^by\s+\p{Lu}[\p{L}'’.-]+(?:\s+(?:and\s+)?\p{Lu}[\p{L}'’.-]+){0,5}\s*$/iu
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
/** A date as newsrooms write it, without anchors. */
export const DATE = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s+)?(?:\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:${MONTHS})\\.?|(?:${MONTHS})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?)(?:,?\\s+\\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}`
const DATE_LINE = new RegExp(`^(?:${DATE})(?:,?\\s*\\d{1,2}[:.]\\d{2}(?:\\s*[ap]m)?(?:\\s+[A-Z]{2,4})?)?\\s*$`, 'iu')
/** Those of them after which nothing of the article comes. */
const ASIDE_TO_END =
  /^\W*(?:you (?:may|might)|related|most |recommended|leave a|(?:post|add|write) a? ?comments?|(?:more|other) (?:news|stories|articles|posts|from)|what to read next|editor|on the same subject|about the author|tags?\b|follow us)/iu
/** A desk, a date and a time: "Staff Report 28 Feb, 2023 01:47pm". */
const STAMPED = new RegExp(`^(?:[\\p{L}'’.&|/,-]+\\s+){0,7}(?:${DATE})\\W+\\d{1,2}[:.]\\d{2}.{0,20}$`, 'iu')
const SENTENCE_END = /[.!?…:;,]["'”’»)\]]*\s*$/u

/** Longest line that can be a heading. */
const HEADING_LENGTH = 140

interface Line {
  start: number
  end: number
}

const linesOf = (text: string): Line[] => {
  const lines: Line[] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 10 : text.charCodeAt(i)
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) {
      lines.push({ start, end: i })
      start = i + 1
    }
  }
  return lines
}

const trimmed = (text: string, line: Line): Line => {
  let { start, end } = line
  while (start < end && /[\s\p{Cc}\ufeff\u200b]/u.test(text[start]!)) start++
  while (end > start && /[\s\p{Cc}\ufeff\u200b]/u.test(text[end - 1]!)) end--
  return { start, end }
}

/** True if the text's line breaks come from wrapping at a fixed width, not from paragraphs. */
const isWrapped = (text: string, lines: readonly Line[]): boolean => {
  let long = 0
  let open = 0
  for (let i = 0; i < lines.length; i++) {
    const length = lines[i]!.end - lines[i]!.start
    if (length > 110) return false
    if (length < 45) continue
    const next = lines[i + 1]
    if (!next || next.end === next.start) continue
    long++
    if (!SENTENCE_END.test(text.slice(lines[i]!.end - 4, lines[i]!.end))) open++
  }
  return long >= 3 && open > long * 0.5
}

const kindOf = (text: string, first: boolean, last: boolean, alone: boolean): SentenceKind => {
  if (
    text.length < 300 &&
    (CREDIT.test(text) || BYLINE.test(text) || DATE_LINE.test(text) || (text.length < 100 && STAMPED.test(text)))
  )
    return 'source'
  if (BULLET.test(text)) return 'bullet'
  if (text.length > HEADING_LENGTH || SENTENCE_END.test(text) || alone) return 'body'
  const words = text.split(/\s+/)
  const letters = text.replace(/\P{L}/gu, '')
  if (letters.length > 3 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'headline'
  if (words.length > 18 || letters.length === 0) return 'body'
  // A line without an end mark above other text heads it; the last line may be a sentence cut short.
  return first || !last ? 'headline' : 'body'
}

/** Longest paragraph that can be a link or a button. */
const LINK_LENGTH = 170

/** Makes credit lines of what stands beside the article: a line such as "Related news", with the links without an end mark after it. */
const setAside = (text: string, paragraphs: readonly Paragraph[]): Paragraph[] => {
  let aside = false
  let ended = false
  const half = (paragraphs.at(-1)?.end ?? 0) / 2
  return paragraphs.map((paragraph, i) => {
    const part = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + LINK_LENGTH + 1))
    const short = part.length <= LINK_LENGTH
    const opens = i > 0 && short && ASIDE.test(part)
    ended ||= opens && paragraph.start > half && ASIDE_TO_END.test(part)
    // A line that is long or ends as sentences do is the article again.
    aside = opens || (i > 0 && short && aside && (!SENTENCE_END.test(part) || /(?:\.\.\.|…|\?)$/u.test(part)))
    return aside || ended || (i > 0 && short && VISITOR.test(part)) ? { ...paragraph, kind: 'source' } : paragraph
  })
}

/** The paragraphs of `text`, in order; empty ones are left out. */
export const splitParagraphs = (text: string): Paragraph[] => {
  const lines = linesOf(text).map((line) => trimmed(text, line))
  const wrapped = isWrapped(text, lines)
  const spans: Line[] = []
  let open: Line | null = null
  for (const line of lines) {
    if (line.end === line.start) {
      open = null
      continue
    }
    const joins = wrapped && open !== null && !BULLET.test(text.slice(line.start, line.start + 8))
    if (joins) open!.end = line.end
    else {
      open = { ...line }
      spans.push(open)
    }
  }
  const paragraphs = spans.map(({ start, end }, i): Paragraph => {
    const part = text.slice(start, Math.min(end, start + 400))
    const kind = kindOf(part, i === 0, i === spans.length - 1, spans.length === 1)
    const mark = kind === 'bullet' ? BULLET.exec(part) : null
    return { start, end, kind, body: start + (mark?.[0].length ?? 0) }
  })
  return setAside(text, paragraphs)
}
