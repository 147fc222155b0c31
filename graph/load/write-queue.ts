/**
 * Writing statements that nobody waits for one by one: they run in the order given while the next rows are worked out.
 * Both engines run the statements of one transaction in order, so whatever is read behind a write sees it. And rows in
 * the form that the engines take fastest.
 */
import type { CypherParameters, WriteTransaction } from '../store/graph-store.ts'

export interface WriteQueue {
  /** Sends the statement; a failure is told by `done`. */
  put(cypher: string, parameters: CypherParameters): void
  /** Waits for all that was put. @throws the first failure */
  done(): Promise<void>
}

export const writeQueue = (transaction: Pick<WriteTransaction, 'run'>): WriteQueue => {
  const sent: Promise<unknown>[] = []
  return {
    put: (cypher, parameters) => {
      const run = transaction.run(cypher, parameters)
      // `done` may never be reached when something else fails first.
      run.catch(() => {})
      sent.push(run)
    },
    done: async () => {
      await Promise.all(sent)
    },
  }
}

/** Cypher in which `variable.name` is the value of that name in a list that holds them in the order of `names`. */
export const onLists = (variable: string, names: readonly string[], cypher: string): string =>
  cypher.replace(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'), (_, name: string) => {
    const place = names.indexOf(name)
    if (place < 0) throw new Error(`no value of the rows is called ${name}`)
    return `${variable}[${place}]`
  })

/** The pattern of these properties, each from the value of its name in `variable`. Faster than a map that is set. */
export const spelt = (variable: string, names: readonly string[]): string =>
  `{${names.map((name) => `${name}: ${variable}.${name}`).join(', ')}}`

/**
 * Puts `cypher` behind `UNWIND $rows AS row`, where `row.name` is a row's value of that name. The rows go as lists: the
 * embedded engine takes a map four times as slowly as a list of the same values. Nothing is put for no rows.
 */
export const putRows = <Name extends string>(
  queue: Pick<WriteQueue, 'put'>,
  names: readonly Name[],
  cypher: string,
  rows: readonly Readonly<Partial<Record<Name, unknown>>>[],
): void => {
  if (rows.length === 0) return
  queue.put(`UNWIND $rows AS row\n${onLists('row', names, cypher)}`, { rows: listsOf(names, rows) })
}

/** The values of these names of each row; null where there is none. */
export const listsOf = <Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Partial<Record<Name, unknown>>>[],
): unknown[][] => rows.map((row) => names.map((name) => row[name] ?? null))

/** A queue that only keeps what is put, to be put into another one later. */
export const keptWrites = (): WriteQueue & { into(queue: WriteQueue): void } => {
  const writes: [string, CypherParameters][] = []
  return {
    put: (cypher, parameters) => {
      writes.push([cypher, parameters])
    },
    done: async () => {},
    into: (queue) => {
      for (const [cypher, parameters] of writes) queue.put(cypher, parameters)
    },
  }
}
