/**
 * Whether the embedded engine's own plan of a query (its EXPLAIN) only reads. Neo4j names the type of a query; this engine
 * names the steps of its plan, so each step must be on the list of reading ones. Says nothing of what a query costs.
 */
import { invalidInput } from '../../errors.ts'
import { readingProcedures } from '../untrusted-cypher.ts'

/** The first word of each line of a plan. What is new in an engine stays out until it is known to read. */
const readingSteps = new Set([
  'Aggregate',
  'Apply',
  'CallProcedure',
  // The rows that a subquery is given; this release prints the step by its number only.
  'Discriminant(51)',
  'Distinct',
  'Empty',
  'Expand',
  'Filter',
  'Join',
  'LeftJoin',
  'Limit',
  'NodeScan',
  'Project',
  'Return',
  'ShortestPath',
  'Skip',
  'Sort',
  'Union',
  'Unwind',
])

/**
 * @param plan the text that the engine answers to EXPLAIN: one step a line
 * @throws EntenteError `InvalidInput` that names the first step that does more than read
 */
export const refusePlan = (plan: string): void => {
  const lines = plan.split('\n').filter((line) => line.trim())
  if (lines.length === 0) throw invalidInput('The engine has no plan for the query, so it cannot be known to read only')
  for (const line of lines) {
    const [, step = '', name] = /^\s*(\S+)(?:\s+\(([^)]*))?/.exec(line) ?? []
    if (!readingSteps.has(step))
      throw invalidInput(`Only reading is allowed here, and the engine would carry out ${step.slice(0, 40)}`)
    if (step === 'CallProcedure' && !readingProcedures.has((name ?? '').toLowerCase()))
      throw invalidInput(`The procedure ${(name ?? '').slice(0, 60)} is not allowed`)
  }
}

/** An engine's complaint of `EXPLAIN\n<query>` in the lines of the query alone. */
export const withoutFirstLine = (message: string): string =>
  /GRAFEO-X001/.test(message)
    ? 'Only reading is allowed here, and the engine has no plan for such a command'
    : message
        .replace(/query:(\d+):/g, (_, line: string) => `query:${Number(line) - 1}:`)
        .replace(
          /^( *)(\d+)( \|)/gm,
          (_, before: string, line: string, after: string) => `${before}${Number(line) - 1}${after}`,
        )
