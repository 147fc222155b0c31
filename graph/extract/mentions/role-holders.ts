/**
 * Whose title it is: the name after it, before it ("X, an adviser at Y"), or after its body ("the president of Y, X").
 * Looks at words and mentions beside the title; says nothing of where it is held.
 */
import type { EntityMention } from '../document.ts'
import { titleModifiers } from '../lexicon/lexicons.ts'
import type { TitleHit } from './find-titles.ts'
import type { RoleReader } from './role-reader.ts'
import type { Word } from './words.ts'

const GAP_LIMIT = 8
/** Words that may stand between "X," and the title. */
const BETWEEN = /^(?:DET|ADJ|NUM|PROPN|NOUN|PART|PRON|ADV)$/

const personAt = (reader: RoleReader, sentence: number, i: number): EntityMention | null => {
  const mention = reader.at[sentence]?.[i]
  return mention?.type === 'Person' && mention.kind === 'name' ? mention : null
}

const skipHonorifics = (reader: RoleReader, sentence: number, from: number): number => {
  let i = from
  for (;;) {
    const next = reader.titles[sentence]!.find((t) => t.from === i && t.kind === 'honorific')
    if (next) i = next.to
    else if (i > from && reader.words[sentence]![i]?.text === '.') i++
    else return i
  }
}

/** "X – director general of Y": a dash with spaces around it, as good as a comma. */
const isDash = (line: readonly Word[], i: number): boolean => /^[-–—]$/.test(line[i]!.text) && !line[i]!.joint

/** The mention of the person who holds a title, or null. */
export const holderOf = (reader: RoleReader, title: TitleHit): EntityMention | null => {
  const line = reader.words[title.sentence]!
  const { sentence } = title
  // "Minister Ivan Petrov", with "Dr" or "Mr" between.
  const k = skipHonorifics(reader, sentence, title.to)
  const right = personAt(reader, sentence, k)
  if (right && right.from === k) return right
  // "X, an adviser at", "X, the Russian ambassador", "X is the chairman".
  let i = title.from - 1
  let steps = 0
  while (
    i >= 0 &&
    steps < GAP_LIMIT &&
    line[i]!.text !== ',' &&
    line[i]!.text !== '(' &&
    !isDash(line, i) &&
    !personAt(reader, sentence, i)
  ) {
    const word = line[i]!
    if (
      !BETWEEN.test(word.upos) &&
      word.token.xpos !== 'POS' &&
      !titleModifiers.has(word.key) &&
      word.key !== 'and' &&
      !word.joint &&
      !/^(?:is|was|as|who|became|becomes|remains)$/.test(word.key)
    )
      break
    i--
    steps++
  }
  if (i >= 0 && (/^[,(]$/.test(line[i]!.text) || isDash(line, i))) {
    let p = i - 1
    // "X, chairman and owner" and "X, who is the chairman".
    if (line[p]?.text === ')') while (p > 0 && line[p]!.text !== '(') p--
    const left = personAt(reader, sentence, p) ?? (line[p]?.text === '(' ? personAt(reader, sentence, p - 1) : null)
    // "X, as well as the ambassador": somebody else.
    if (left && title.kind && line[i + 1]?.key !== 'as' && line[i + 1]?.key !== 'and') return left
  } else if (i >= 0) {
    const left = personAt(reader, sentence, i)
    const added = line.slice(i + 1, title.from).some((w) => w.key === 'well')
    if (
      left &&
      !added &&
      line.slice(i + 1, title.from).some((w) => /^(?:is|was|as|became|becomes|remains)$/.test(w.key))
    )
      return left
  }
  // "its managing director, X", "the president of the Northern Textile Council, X".
  let end = title.to
  let inside = 0
  while (line[end] && line[end]!.text !== ',' && inside < 14) {
    const word = line[end]!
    if (/^(?:VERB|AUX|SCONJ|PRON)$/.test(word.upos) && !reader.at[sentence]![end]) break
    if (personAt(reader, sentence, end)) break
    end++
    inside++
  }
  let p = end
  if (line[p]?.text === ',') p++
  p = skipHonorifics(reader, sentence, p)
  const later = personAt(reader, sentence, p)
  if (later && later.from === p && (p > end || end > title.to)) {
    // "the minister, X said" is one; "the minister told X" is not: nothing but the body may stand between.
    const between = line.slice(title.to, end)
    if (between.every((w) => !/^(?:VERB|AUX|CCONJ)$/.test(w.upos) || reader.at[sentence]![line.indexOf(w)])) {
      const after = line[later.to]
      if (
        p === end ||
        after?.text === ',' ||
        after?.text === '.' ||
        after?.text === '”' ||
        after?.text === ')' ||
        // "…, X here on Thursday said", "…, X who met"
        /^(?:VERB|AUX|ADV|ADP|CCONJ|PRON)$/.test(after?.upos ?? '') ||
        !after ||
        after.text === ';'
      )
        return later
    }
  }
  return null
}
