/** For tests of the mention and coreference stages: an article of own sentences, read up to the stage, as plain lists. */
import { resolveReferences } from '../../graph/extract/coreference/resolve-references.ts'
import type { ExtractDocument, SpeakerSpan } from '../../graph/extract/document.ts'
import { markNames } from '../../graph/extract/mentions/mark-names.ts'
import { parseText } from '../../graph/read/parse-text.ts'

export const documentOf = (text: string, title = ''): ExtractDocument => {
  const article = { id: 'test', title, date: '2024-05-06', language: 'en', url: null, publisher: null, text }
  return markNames(article, parseText(text, { title }))
}

/** Ids of the entities of one type, sorted. */
export const idsOf = (document: ExtractDocument, type: string): string[] =>
  [...document.entities.values()]
    .filter((e) => e.type === type)
    .map((e) => e.id.slice(e.id.indexOf(':') + 1))
    .sort()

/** What stands at `words`: the entities of the mentions that cover exactly them, sorted. */
export const entitiesAt = (document: ExtractDocument, words: string, nth = 0): string[] => {
  let at = -1
  for (let i = 0; i <= nth; i++) at = document.article.text.indexOf(words, at + 1)
  return [
    ...new Set(
      document.mentions
        .filter((m) => m.start === at && m.end === at + words.length && m.type !== 'Sector')
        .map((m) => m.entity),
    ),
  ].sort()
}

/** Coreference over a text, with the speakers given by their words. */
export const resolved = (
  text: string,
  speakers: { words: string; speaker: string; direct: boolean }[] = [],
  title = '',
): ExtractDocument => {
  const document = documentOf(text, title)
  const spans = speakers.map(({ words, speaker, direct }): SpeakerSpan => {
    const start = text.indexOf(words)
    return { start, end: start + words.length, speaker, direct }
  })
  return resolveReferences({ ...document, speakers: spans })
}
