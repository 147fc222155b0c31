/**
 * The first look at Cypher that anyone may have typed: its characters, quotes, comments and nesting.
 * Linear in the text and without a grammar, so that no text is too wild for it; what passes goes to the grammar.
 */
import { EntenteError, invalidInput, limitExceeded } from '../errors.ts'

export const maxQueryBytes = 8 * 1024
/** Brackets and braces within each other, a CASE counting as two; a grammar's stack and time grow with them. */
export const maxNesting = 24

/** Line and column, from 1, of an offset. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

const at = (query: string, offset: number): string => {
  const { line, column } = placeOf(query, offset)
  return `line ${line}, column ${column}`
}

// Characters that show as nothing or as something else: controls, bidi marks, zero-width joints, odd spaces.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u
const plainSpace = /[\t\n\r]/

interface Piece {
  end: number
  /** What the text lacks at its end, or null. */
  unclosed: string | null
}

/** Where a text, a quoted name or a comment that starts at `from` ends; null where none starts there. */
const quotedPiece = (query: string, from: number): Piece | null => {
  const opening = query[from]
  if (opening === '/' && query[from + 1] === '/') {
    const end = query.indexOf('\n', from)
    return { end: end < 0 ? query.length : end, unclosed: null }
  }
  if (opening === '/' && query[from + 1] === '*') {
    const end = query.indexOf('*/', from + 2)
    return end < 0 ? { end: query.length, unclosed: 'comment' } : { end: end + 2, unclosed: null }
  }
  if (opening !== "'" && opening !== '"' && opening !== '`') return null
  for (let i = from + 1; i < query.length; i++) {
    if (query[i] === '\\' && opening !== '`') i++
    else if (query[i] === opening) {
      if (opening === '`' && query[i + 1] === '`') i++
      else return { end: i + 1, unclosed: null }
    }
  }
  return { end: query.length, unclosed: opening === '`' ? 'quoted name' : 'text' }
}

/**
 * The query with every text empty and the numbers of LIMIT and SKIP 1, its comments blank: what it means does not hang on
 * these. Quoted names stay as they are.
 */
export const withoutValues = (query: string): string => {
  let plain = ''
  for (let i = 0; i < query.length; i++) {
    const piece = quotedPiece(query, i)
    const opening = query[i] ?? ''
    plain += !piece ? opening : opening === '/' ? ' ' : opening === '`' ? query.slice(i, piece.end) : "''"
    if (piece) i = piece.end - 1
  }
  return plain.replace(/\b(LIMIT|SKIP)(\s+)\d{1,9}\b(?!\.)/gi, (_, word: string, space: string) => `${word}${space}1`)
}

const checkNesting = (query: string): void => {
  let depth = 0
  for (let i = 0; i < query.length; i++) {
    const piece = quotedPiece(query, i)
    if (piece) {
      if (piece.unclosed)
        throw invalidInput(`The query has a ${piece.unclosed} that is never closed, from ${at(query, i)}`)
      i = piece.end - 1
      continue
    }
    const character = query[i] ?? ''
    const word = /\w/.test(query[i - 1] ?? '') ? null : /^(case|end)\b/i.exec(query.slice(i, i + 5))?.[1]?.toLowerCase()
    // A CASE within a CASE costs the grammar more than any bracket.
    if ('([{'.includes(character)) depth++
    else if (word === 'case') depth += 2
    else if (')]}'.includes(character)) depth--
    else if (word === 'end') depth -= 2
    if (depth > maxNesting)
      throw limitExceeded(`The query is nested more than ${maxNesting} deep, at ${at(query, i)} (maxNesting)`)
  }
}

/**
 * @throws EntenteError `LimitExceeded` for a query too long or too deeply nested, `InvalidInput` for one that is empty,
 *   hides characters or leaves a quote or comment open; each says where
 */
export const checkCypherText = (query: string): void => {
  const bytes = Buffer.byteLength(query)
  if (bytes > maxQueryBytes)
    throw limitExceeded(
      `The query has ${bytes} bytes; it may have ${maxQueryBytes}. Put long lists into parameters (maxQueryBytes)`,
    )
  if (!query.trim()) throw invalidInput('The query is empty')
  if (!query.isWellFormed()) throw invalidInput('The query is not well-formed Unicode')
  let offset = 0
  for (const character of query) {
    if (hidden.test(character) && !plainSpace.test(character)) {
      const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
      throw invalidInput(
        `The query holds the hidden character U+${code} at ${at(query, offset)}; put it into a parameter`,
      )
    }
    offset += character.length
  }
  // Some dialects turn \u0041 into A before they read the words, and so could hide any word from a reader.
  const escaped = /\\u/i.exec(query)
  if (escaped)
    throw invalidInput(
      `Escapes such as \\u0041 are not allowed, at ${at(query, escaped.index)}; put the text into a parameter`,
    )
  checkNesting(query)
}

const maxParameterBytes = 64 * 1024
const maxParameterDepth = 8

const depthOf = (value: unknown, most: number): number => {
  if (most < 0) return 1
  if (typeof value !== 'object' || value === null) return 0
  let deepest = 0
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, most - 1))
  return deepest + 1
}

/**
 * Parameters as plain JSON values under names that cannot mean anything else.
 * @throws EntenteError `InvalidInput` | `LimitExceeded`
 */
export const checkParameters = (parameters: unknown): Record<string, unknown> => {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters))
    throw invalidInput('The parameters must be an object of names and values')
  const checked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name) || name in Object.prototype)
      throw invalidInput(`"${name.slice(0, 40)}" cannot be a parameter’s name: letters, digits and _ after a letter`)
    if (depthOf(value, maxParameterDepth) > maxParameterDepth)
      throw limitExceeded(`The parameter ${name} is nested more than ${maxParameterDepth} deep (maxParameterDepth)`)
    checked[name] = value
  }
  let text: string
  try {
    text = JSON.stringify(checked)
  } catch (cause) {
    throw new EntenteError('InvalidInput', 'The parameters must be plain JSON values', { cause })
  }
  if (Buffer.byteLength(text) > maxParameterBytes)
    throw limitExceeded(`The parameters have more than ${maxParameterBytes} bytes (maxParameterBytes)`)
  return checked
}
