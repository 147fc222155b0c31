/**
 * An article with what was read out of each sentence: statements with trigger, rule and ends, resolved mentions, and for
 * a sentence without statements the reason. A list of sections; text and HTML are made from it. Pure.
 */
import type { Statement } from '../contract.ts'
import type { DetailedReading } from '../read-article.ts'

export interface ExplainedMention {
  start: number
  end: number
  text: string
  entity: string
  kind: string
  rule: string
}
export interface ExplainedSentence {
  start: number
  end: number
  text: string
  mentions: ExplainedMention[]
  statements: Statement[]
  /** Why it gave none; null where it gave some. */
  reason: string | null
}

const LACKS = {
  subject: 'nobody who does it was found',
  object: 'nothing it is done to was found',
  condition: 'what else it needs is not there',
  type: 'the ends do not fit',
}

/** What each sentence gave, in text order. */
export const explainReading = (text: string, reading: DetailedReading): ExplainedSentence[] =>
  reading.syntax.sentences.map((sentence, index) => {
    const statements = reading.statements.filter((s) => s.end === sentence.end)
    const mentions = (reading.document?.mentions ?? [])
      .filter((m) => m.sentence === index)
      .map((m) => ({
        start: m.start,
        end: m.end,
        text: text.slice(m.start, m.end),
        entity: m.entity,
        kind: m.kind,
        rule: m.rule,
      }))
    let reason: string | null = null
    if (statements.length === 0) {
      const misses = reading.misses.filter((m) => m.sentence === index)
      const halves = misses.filter((m) => m.lacks !== 'condition')
      const [miss] = halves.length > 0 ? halves : misses
      const actors = mentions.filter((m) => /^(country|org|person|region|project|place):/.test(m.entity))
      if (sentence.kind === 'source') reason = 'a dateline or source line'
      else if (actors.length === 0) reason = 'no country, organisation, person or place is named'
      else if (!miss) reason = 'no word that any rule knows'
      else reason = `“${sentence.tokens[miss.trigger]?.text}” (${miss.rule}): ${LACKS[miss.lacks]}`
    }
    return {
      start: sentence.start,
      end: sentence.end,
      text: text.slice(sentence.start, sentence.end),
      mentions,
      statements,
      reason,
    }
  })
