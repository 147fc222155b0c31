/**
 * Refuses, before either engine sees it, Cypher that a read-only engine would still run to reach files, addresses or
 * the server: LOAD CSV, procedures out of a short list, administration. Writes are refused by the engines themselves.
 */
import { invalidInput } from '../errors.ts'

/** Words that may open a reading query. */
const openings = new Set(['MATCH', 'OPTIONAL', 'UNWIND', 'WITH', 'RETURN', 'CALL'])

/** Procedures that both engines have, or that only read the graph's shape. */
export const readingProcedures: ReadonlySet<string> = new Set([
  'db.labels',
  'db.relationshiptypes',
  'db.propertykeys',
  'db.schema.visualization',
  'db.schema.nodetypeproperties',
  'db.schema.reltypeproperties',
])

/** The query without comments, its texts and quoted names blanked, so that words found in it are words of Cypher. */
const bareCypher = (cypher: string): string =>
  cypher.replace(
    /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n\r]*|'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|`(?:``|[^`])*`/g,
    (match) => (match.startsWith('/') ? ' ' : match.startsWith('`') ? 'quoted' : "''"),
  )

/**
 * @throws EntenteError `InvalidInput` that says what is refused
 */
export const refuseUnsafe = (cypher: string): void => {
  // Neo4j turns \u0041 into a letter before it parses, which would hide a word from this check.
  if (/\\u/i.test(cypher)) throw invalidInput('Escapes of the form \\uXXXX are not allowed in a query; use a parameter')
  const bare = bareCypher(cypher).trim()
  if (bare === '') throw invalidInput('The query is empty')
  if (/;\s*\S/.test(bare)) throw invalidInput('Only one statement can be run at a time')
  const words = bare.toUpperCase().match(/[A-Z_]+/g) ?? []
  const first = words[0] ?? ''
  if (!openings.has(first) && !bare.startsWith('('))
    throw invalidInput(
      `A reading query starts with MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN or CALL, not with ${first || bare.slice(0, 10)}`,
    )
  if (/\bLOAD\s+CSV\b/i.test(bare))
    throw invalidInput('LOAD CSV is not allowed: a query may not read files or addresses')
  if (/\bIN\s+(\d+\s+CONCURRENT\s+)?(CONCURRENT\s+)?TRANSACTIONS\b/i.test(bare))
    throw invalidInput('CALL … IN TRANSACTIONS is not allowed')
  for (const match of bare.matchAll(/\bCALL\s+([A-Za-z_][\w.]*|quoted)/gi)) {
    const name = match[1] ?? ''
    if (!readingProcedures.has(name.toLowerCase())) throw invalidInput(`The procedure ${name} is not allowed`)
  }
}
