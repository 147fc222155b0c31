/**
 * Two threads that train one network in step: both run the whole training, each takes half of every batch, and their gradients
 * are added in a fixed order, so both hold the same weights at every step and any machine gives the same bytes.
 */
import { Worker, workerData } from 'node:worker_threads'
import type { Parameters } from './parameters.ts'

const SIZE = 2
/** Floats that one of them can hand over: all dense gradients and the rows of vectors that half a batch touches. */
const ROOM = 4_000_000
const PATIENCE_MS = 600_000

export interface Team {
  /** 0 or 1: which of them this is. */
  readonly index: number
  /** This one's part of a batch, empty if the other took all. */
  part: <T extends { words: ArrayLike<number> }>(sentences: readonly T[]) => T[]
  /** Makes the gradients those of the whole batch; returns the sum of `loss`. */
  add: (parameters: Parameters, loss: number) => number
}

interface Shared {
  /** How many wait, and how often all have met. */
  gate: SharedArrayBuffer
  floats: SharedArrayBuffer
}

const memberOf = ({ gate, floats }: Shared, index: number): Team => {
  const meeting = new Int32Array(gate)
  const places = Array.from({ length: SIZE }, (_, i) => new Float32Array(floats, i * ROOM * 4, ROOM))
  const meet = (): void => {
    const round = Atomics.load(meeting, 1)
    if (Atomics.add(meeting, 0, 1) === SIZE - 1) {
      Atomics.store(meeting, 0, 0)
      Atomics.add(meeting, 1, 1)
      Atomics.notify(meeting, 1)
    } else {
      while (Atomics.load(meeting, 1) === round)
        if (Atomics.wait(meeting, 1, round, PATIENCE_MS) === 'timed-out')
          throw new Error('the other thread of the training does not answer')
    }
  }
  return {
    index,
    part: (sentences) => {
      const total = sentences.reduce((sum, s) => sum + s.words.length, 0)
      let before = 0
      return sentences.filter(({ words }) => {
        const mine = before * SIZE < total ? 0 : 1
        before += words.length
        return mine === index
      })
    },
    add: (parameters, loss) => {
      const place = places[index]!
      place[0] = loss
      parameters.writeGradients(place.subarray(1))
      meet()
      parameters.sumGradients(places.map((p) => p.subarray(1)))
      const sum = places.reduce((all, p) => all + p[0]!, 0)
      // Nobody writes again before all have read.
      meet()
      return sum
    },
  }
}

/** Starts the same program in a second thread and gives the first one's place; arguments are passed on. */
export const startTeam = (program: URL): Team => {
  const shared: Shared = { gate: new SharedArrayBuffer(8), floats: new SharedArrayBuffer(SIZE * ROOM * 4) }
  new Worker(program, { argv: process.argv.slice(2), workerData: shared })
  return memberOf(shared, 0)
}

/** The second thread's place. */
export const joinTeam = (): Team => memberOf(workerData as Shared, 1)
