/** `entente query`: runs Cypher and prints the answer as a table, JSON or CSV. */
import { type Command, Option } from 'commander'
import type { CypherAnswer, CypherValue } from '../contract.ts'

type Format = 'table' | 'json' | 'csv'

const collectParameter = (pair: string, before: Record<string, unknown>): Record<string, unknown> => {
  const cut = pair.indexOf('=')
  const name = cut < 0 ? pair : pair.slice(0, cut)
  const text = cut < 0 ? '' : pair.slice(cut + 1)
  // `n=3` is a number and `name=Japan` a text; a text that looks like JSON is given in its quotes.
  let value: unknown = text
  try {
    value = JSON.parse(text)
  } catch {}
  return { ...before, [name]: value }
}

/** A value in one cell: nodes and relationships by their names, all else as JSON. */
const cellOf = (value: CypherValue): string | number | null => {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'object' && '$type' in value) {
    if (value.$type === 'node') {
      const { properties, labels } = value as { properties: Record<string, CypherValue>; labels: string[] }
      return `(${String(properties.name ?? properties.title ?? properties.id ?? '')}:${labels.filter((label) => label !== 'Entity').join(':')})`
    }
    if (value.$type === 'relationship') return `[:${String((value as { type: string }).type)}]`
  }
  return JSON.stringify(value)
}

const write = async (answer: CypherAnswer, format: Format): Promise<void> => {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(answer)}\n`)
    return
  }
  const rows = answer.rows.map((row) => row.map(cellOf))
  if (format === 'csv') {
    const { csvCell } = await import('../export/csv.ts')
    for (const row of [answer.columns, ...rows]) process.stdout.write(`${row.map(csvCell).join(',')}\r\n`)
  } else {
    const { formatTable } = await import('./table.ts')
    if (answer.columns.length) process.stdout.write(`${formatTable(answer.columns, rows)}\n`)
    process.stderr.write(`${rows.length} rows in ${Math.round(answer.ms)} ms\n`)
  }
  if (answer.truncated) process.stderr.write('The answer was cut: more rows match (--limit raises the limit)\n')
}

interface QueryOptions {
  param: Record<string, unknown>
  format: Format
  limit: string
  timeout: string
  write?: boolean
}

export const registerQuery = (program: Command): void => {
  program
    .command('query')
    .description('run Cypher; reading only, unless --write')
    .argument('<cypher>', 'the query')
    .option('-p, --param <name=value>', 'a parameter; the value is JSON, or else text', collectParameter, {})
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['table', 'json', 'csv']).default('table'))
    .option('--limit <rows>', 'rows at most', '1000')
    .option('--timeout <ms>', 'milliseconds at most', '5000')
    .option('--write', 'run it with the right to write: past every check, for the owner of the store')
    .action(async (cypher: string, options: QueryOptions) => {
      const { runQuery } = await import('./run-query.ts')
      await write(await runQuery(cypher, options), options.format)
    })
}
