/**
 * Joins articles that are ready at the same time into one transaction: while one batch is being written, the next one
 * gathers. A lone article is written at once. Each caller hears of its own article only.
 */
import type { GraphStore } from '../store/graph-store.ts'
import { type ReadyArticle, type WriteOutcome, writeReadings } from './write-readings.ts'

export interface BatchWriter {
  /** @throws EntenteError `StoreUnavailable` */
  write(item: ReadyArticle): Promise<WriteOutcome>
}

interface Waiting {
  item: ReadyArticle
  resolve: (outcome: WriteOutcome) => void
  reject: (error: unknown) => void
}

/** @param maxBatch articles in one transaction at most */
export const openBatchWriter = (store: GraphStore, maxBatch = 32): BatchWriter => {
  let waiting: Waiting[] = []
  let running = false

  const take = (): Waiting[] => {
    const batch: Waiting[] = []
    const rest: Waiting[] = []
    const ids = new Set<string>()
    for (const entry of waiting) {
      const { id } = entry.item.article
      // An article that stands twice is written in two batches, one after the other.
      if (batch.length < maxBatch && !ids.has(id)) {
        ids.add(id)
        batch.push(entry)
      } else rest.push(entry)
    }
    waiting = rest
    return batch
  }
  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      const batch = take()
      try {
        const outcomes = await writeReadings(
          store,
          batch.map(({ item }) => item),
        )
        batch.forEach(({ resolve }, i) => {
          resolve(outcomes[i] as WriteOutcome)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }
  return {
    write: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!running) void run()
      }),
  }
}
