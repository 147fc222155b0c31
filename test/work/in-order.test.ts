// The stream that works ahead keeps its order, its bounds and its manners when something fails.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inGroups, inOrder } from '../../graph/work/in-order.ts'

const collect = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = []
  for await (const item of stream) items.push(item)
  return items
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

test('results come in the order of the source, though later ones are done first', async () => {
  const order: number[] = []
  const results = await collect(
    inOrder(numbers(20), { size: 5 }, async (n) => {
      await sleep(n % 5 === 0 ? 20 : 1)
      order.push(n)
      return n
    }),
  )
  expect(results).toEqual(numbers(20))
  expect(order).not.toEqual(numbers(20))
})

test('no more is begun than the window allows, and nothing beyond what was taken plus the window', async () => {
  let [active, most, begun] = [0, 0, 0]
  const stream = inOrder(numbers(1_000_000), { size: 4 }, async (n) => {
    begun++
    most = Math.max(most, ++active)
    await sleep(1)
    active--
    return n
  })
  for (let i = 0; i < 10; i++) await stream.next()
  await sleep(20)
  expect(most).toBeLessThanOrEqual(4)
  expect(begun).toBeLessThanOrEqual(14)
  await stream.return(undefined)
})

test('heavy items wait for each other, one heavier than the limit goes alone', async () => {
  const weights = [10, 60, 60, 500, 10, 10]
  let [weight, most] = [0, 0]
  const results = await collect(
    inOrder(weights, { size: 10, weight: 100, weightOf: (n) => n }, async (n) => {
      weight += n
      most = Math.max(most, weight)
      await sleep(2)
      weight -= n
      return n
    }),
  )
  expect(results).toEqual(weights)
  expect(most).toBeLessThan(700)
})

test('a failure comes at the place of its item, and the source is closed', async () => {
  let closed = false
  const source = (async function* () {
    try {
      yield* numbers(100)
    } finally {
      closed = true
    }
  })()
  const seen: number[] = []
  const run = async (): Promise<void> => {
    for await (const n of inOrder(source, { size: 4 }, async (n) => {
      if (n === 7) throw new Error('seven')
      return n
    }))
      seen.push(n)
  }
  await expect(run()).rejects.toThrow('seven')
  expect(seen).toEqual(numbers(7))
  expect(closed).toBe(true)
})

test('groups end when they are full or when the next item must not join', async () => {
  const stream = (async function* () {
    yield* [1, 2, 3, 3, 4, 5]
  })()
  expect(await collect(inGroups(stream, 4, (group, next) => group.includes(next)))).toEqual([
    [1, 2, 3],
    [3, 4, 5],
  ])
})
