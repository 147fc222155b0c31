/**
 * Writing statements that nobody waits for one by one: they run in the order given while the next rows are worked out.
 * Both engines run the statements of one transaction in order, so whatever is read behind a write sees it.
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
