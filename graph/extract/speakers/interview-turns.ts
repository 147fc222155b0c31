/**
 * The turns of an interview, with or without "Q:" and "A:": which paragraphs are answers, and whose. Works on paragraphs
 * and names; finds no statements.
 */
import type { ExtractDocument } from '../document.ts'

/** A paragraph that one person says. */
export interface Turn {
  start: number
  end: number
  speaker: string | null
}

/** Turns of an interview: "Ana Silva, director of X: …", then "A: …" for the same person; "Q: …" is nobody's. */
export const interviewTurns = (document: ExtractDocument): Turn[] => {
  const { article, syntax, mentions } = document
  const turns: Turn[] = []
  let guest: string | null = null
  for (const { start, end } of syntax.paragraphs) {
    const opening = article.text.slice(start, Math.min(end, start + 140))
    if (/^(?:Q|Question|Interviewer)\s*[:.–-]/.test(opening)) {
      // The question may name who is asked.
      guest ??= mentions.find((m) => m.type === 'Person' && m.start >= start && m.end <= end)?.entity ?? null
      continue
    }
    if (/^(?:A|Answer)\s*[:.–-]\s/.test(opening)) {
      turns.push({ start, end, speaker: guest })
      continue
    }
    const colon = opening.indexOf(':')
    const named =
      colon < 0
        ? undefined
        : mentions.find(
            (m) =>
              m.type === 'Person' &&
              m.kind === 'name' &&
              m.start >= start &&
              m.start <= start + 4 &&
              m.end <= start + colon,
          )
    if (!named || /[.!?“"]/.test(opening.slice(0, colon))) continue
    guest = named.entity
    turns.push({ start, end, speaker: guest })
  }
  return turns.length > 0 ? turns : answers(document)
}

/** Questions from which on a text is an interview. */
const QUESTIONS = 3
/** Longest question, in characters. */
const QUESTION = 400

/** An interview without marks: paragraphs that only ask, and the person of its headline or opening who answers them. */
const answers = (document: ExtractDocument): Turn[] => {
  const { article, syntax, mentions } = document
  const asks = syntax.paragraphs.map(({ start, end }) => {
    if (end - start > QUESTION) return false
    const text = article.text.slice(start, end).trim()
    return (
      /\?["”'’]?$/u.test(text) ||
      /^(?:please|could you|can you|tell us|kindly|what|how|why|which|do you|are you|is there)\b[^“”"]*[.…]$/iu.test(
        text,
      )
    )
  })
  const first = asks.indexOf(true)
  if (first < 0) return []
  const opening = syntax.paragraphs[first]!.end
  const told = /\b(?:interview|Q&A|spoke (?:to|with)|talks to)\b/i.test(
    `${article.title} ${article.text.slice(0, opening)}`,
  )
  if (asks.filter(Boolean).length < (told ? QUESTIONS - 1 : QUESTIONS)) return []
  const guest = mentions.find((m) => m.type === 'Person' && m.kind === 'name' && m.start < opening)?.entity
  if (!guest) return []
  return syntax.paragraphs.flatMap(({ start, end }, i) =>
    i > first && !asks[i] ? [{ start, end, speaker: guest }] : [],
  )
}
