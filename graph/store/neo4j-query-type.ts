/**
 * The type that Neo4j's EXPLAIN gives a query: a layer of its own before the READ session, which refuses by itself.
 * "r" alone says nothing of procedures that reach files or addresses; the lists before it do.
 */
import type { ResultSummary } from 'neo4j-driver'
import { invalidInput } from '../errors.ts'

/** What a session or a transaction of the driver offers here. */
export interface CypherRunner {
  run(cypher: string, parameters?: Record<string, unknown>): PromiseLike<{ summary: ResultSummary }>
}

const words: Readonly<Record<string, string>> = {
  rw: 'would read and write',
  w: 'would write',
  s: 'would change the schema or the server',
}

const explain = 'EXPLAIN\n'

/** The server's complaint of the query behind EXPLAIN, in the lines of the query alone. */
const withoutFirstLine = (message: string): string =>
  message
    .replace(/\(line (\d+),/g, (_, line: string) => `(line ${Number(line) - 1},`)
    .replace(/\(offset: (\d+)\)/g, (_, offset: string) => `(offset: ${Number(offset) - explain.length})`)

/**
 * Plans the query without running it.
 * @throws EntenteError `InvalidInput` where its type is other than reading; the driver's own error where it is wrong
 */
export const refuseUnlessReading = async (
  runner: CypherRunner,
  cypher: string,
  parameters: Record<string, unknown>,
): Promise<void> => {
  let summary: ResultSummary
  try {
    summary = (await runner.run(`${explain}${cypher}`, parameters)).summary
  } catch (error) {
    if (error instanceof Error) error.message = withoutFirstLine(error.message)
    throw error
  }
  const type = String(summary.queryType)
  if (type !== 'r' || !summary.plan)
    throw invalidInput(`Only reading is allowed here, and the query ${words[type] ?? 'is of no known type'}`)
}
