/** Promise: the two threads of a training hold the same weights, give the same bytes twice, and add up to whole batches. */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { builtModule } from '../../graph/package-root.ts'

const module = (name: string): string => JSON.stringify(pathToFileURL(builtModule(`graph/read/${name}`)).href)

/** Trains on drills in two threads; each prints a digest of its weights and the losses. `team` false trains in one alone. */
const program = (team: boolean, drop: number): string => `
  const { isMainThread } = await import('node:worker_threads')
  const { createHash } = await import('node:crypto')
  const { writeSync } = await import('node:fs')
  const { startTeam, joinTeam } = await import(${module('train/team.ts')})
  const { drills } = await import(${module('train/drills.ts')})
  const { configFrom, trainNetwork } = await import(${module('train/train-network.ts')})
  const { packNetwork } = await import(${module('neural/network-file.ts')})
  const team = ${team} ? (isMainThread ? startTeam(new URL('data:text/javascript,' + encodeURIComponent(process.env.PROGRAM))) : joinTeam()) : null
  const lessons = drills(120, 5)
  const config = configFrom(lessons.map((l) => l.gold))
  const settings = { rate: 0.005, inputDrop: ${drop}, layerDrop: ${drop}, roleDrop: ${drop}, tagWeight: 1, nameWeight: 1 }
  const losses = []
  const course = { settings, epochs: 3, end: 3, seed: 3, hints: true }
  const trainer = trainNetwork(lessons, config, course, (_, loss) => losses.push(loss), team)
  const digest = createHash('sha256').update(packNetwork(config, trainer.weights())).digest('hex')
  writeSync(1, JSON.stringify({ first: isMainThread, digest, losses }) + '\\n')
`

interface Answer {
  first: boolean
  digest: string
  losses: number[]
}

const run = (team: boolean, drop: number): Answer[] => {
  const source = program(team, drop)
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    env: { ...process.env, PROGRAM: source },
    encoding: 'utf8',
    timeout: 120_000,
  })
  expect(stderr).toBe('')
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
}

describe('a training in two threads', () => {
  it('ends with the same weights in both, and the same in every run', () => {
    const once = run(true, 0.2)
    expect(once.map((a) => a.first).sort()).toEqual([false, true])
    expect(once[0]!.digest).toBe(once[1]!.digest)
    expect(run(true, 0.2)[0]!.digest).toBe(once[0]!.digest)
  }, 240_000)

  it('learns what one thread learns, where nothing is dropped by chance', () => {
    const [together] = run(true, 0)
    const [alone] = run(false, 0)
    expect(together!.losses).toHaveLength(3)
    together!.losses.forEach((loss, i) => {
      expect(Math.abs(loss - alone!.losses[i]!)).toBeLessThan(0.02 * alone!.losses[i]!)
    })
  }, 240_000)
})
