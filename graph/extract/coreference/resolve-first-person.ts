/**
 * "We", "our", "us", "I", "my": the speaker of the quotation, or the one in whose voice the article is written (an
 * embassy's bulletin, a company's newsroom, a speech).
 */
import type { Discourse } from './discourse.ts'
import { isNational } from './discourse.ts'
import type { Reference, Routine } from './routine.ts'

const PLURAL = /^(?:we|us|our|ours|ourselves)$/
const SINGULAR = /^(?:i|my|me|myself)$/

export const resolveFirstPerson: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const word = words[token]!
  const plural = PLURAL.test(word.key)
  if ((!plural && !SINGULAR.test(word.key)) || word.upos === 'NOUN' || word.upos === 'PROPN') return null
  if (word.text === 'US' || discourse.at[sentence]![token]) return null
  const after = words[token + 1]?.key
  // "our two countries", "we both": both sides, not the speaker's alone.
  if (
    /^(?:two|both)$/.test(after ?? '') ||
    (words[token - 1]?.key === 'of' && /^(?:neither|both|each)$/.test(words[token - 2]?.key ?? ''))
  )
    return null
  const speaker = discourse.speakerAt(word.start)?.speaker ?? null
  const entity = speaker
    ? plural
      ? discourse.standsFor(speaker)
      : ownOf(discourse, speaker, word.key, after)
    : discourse.inQuote(word.start)
      ? null
      : voiceOf(discourse)
  if (!entity) return null
  return {
    from: token,
    to: token + 1,
    head: token,
    entities: [entity],
    kind: 'pronoun',
    rule: speaker ? 'we.speaker' : 'we.article',
  }
}

/** "My government", "my ministry" are the country's or the body's; "I" and "my friend" the person's. */
const ownOf = (discourse: Discourse, speaker: string, key: string, after: string | undefined): string | null =>
  key === 'my' &&
  /^(?:government|country|ministry|department|company|firm|nation|people|colleague|colleagues)$/.test(after ?? '')
    ? discourse.standsFor(speaker)
    : speaker

const voices = new WeakMap<Discourse, string | null>()

/** In whose voice an article says "we" outside quotations. */
const voiceOf = (discourse: Discourse): string | null => {
  const known = voices.get(discourse)
  if (known !== undefined) return known
  const { document } = discourse
  const { article, mentions } = document
  let voice: string | null = null
  const embassy = /Embassy of (?:the )?(\p{Lu}[\p{L} ]+?)(?: in| to|:|,|$)/u.exec(
    `${article.title}\n${article.publisher ?? ''}`,
  )?.[1]
  if (embassy)
    voice =
      [...document.entities.values()].find((e) => e.type === 'Country' && [e.name, ...e.aliases].includes(embassy))
        ?.id ?? null
  const speech =
    /\b(?:[Ee]xcellencies|[Ll]adies and [Gg]entlemen|[Dd]ear (?:friends|colleagues|guests))\b/.test(
      article.text.slice(0, 400),
    ) || /\b(?:speech|address|remarks)\b/i.test(article.title)
  if (!voice && speech) {
    const subject =
      mentions.find((m) => m.type === 'Country' && discourse.isSubject(m)) ?? mentions.find((m) => m.type === 'Country')
    voice = subject?.entity ?? null
  }
  if (!voice) {
    const body =
      mentions.find((m) => m.type === 'Organization' && m.sentence <= 2 && discourse.isSubject(m)) ??
      mentions.find((m) => m.type === 'Organization' && m.sentence <= 1)
    if (body) voice = isNational(body.entity) ? (discourse.countryOf(body.entity) ?? body.entity) : body.entity
  }
  voices.set(discourse, voice)
  return voice
}
