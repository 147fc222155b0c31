/**
 * How loading and each question grow with the number of articles, on one engine: time and memory at each size, fitted
 * exponents at the end. The statements are the generator's own, so that the store is measured and not the reader.
 *   node dist/bench/scale.js --sizes 1000,10000 [--batch 32] [--seed 1] [--runs 15] [--check]
 *   NEO4J_URI=… node dist/bench/scale.js --sizes 1000,10000      (an empty database; --engine embedded in spite of it)
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '../graph/errors.ts'
import { drawsOf } from '../graph/generate/random.ts'
import { checkStore } from '../graph/load/check-store.ts'
import { prepareStore } from '../graph/load/prepare-store.ts'
import { dossier } from '../graph/query/dossier.ts'
import { entityProfile } from '../graph/query/entity-profile.ts'
import { findEntities } from '../graph/query/find-entities.ts'
import { getArticle } from '../graph/query/get-article.ts'
import { graphView } from '../graph/query/graph-view.ts'
import { countrySectorTotals, listCountrySectors, listParentSectors } from '../graph/query/list-country-sectors.ts'
import { listStatements } from '../graph/query/list-statements.ts'
import { neighbours } from '../graph/query/neighbours.ts'
import { searchStore } from '../graph/query/search.ts'
import { shortestPaths } from '../graph/query/shortest-paths.ts'
import { storeStats } from '../graph/query/store-stats.ts'
import { timeline } from '../graph/query/timeline.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import { openStore } from '../graph/store/open-store.ts'
import { storeSettingsFrom } from '../graph/store/store-settings.ts'
import { writeReadings } from '../graph/work/write-readings.ts'
import { growthExponent, median } from './fit-growth.ts'
import { generatedReadings } from './generated-readings.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: process.env.NEO4J_URI ? 'neo4j' : 'embedded' },
    sizes: { type: 'string', default: '1000,10000' },
    batch: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '15' },
    check: { type: 'boolean', default: false },
  },
})
const sizes = values.sizes
  .split(',')
  .map(Number)
  .sort((a, b) => a - b)
const seed = Number(values.seed)
const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'))

const settings = storeSettingsFrom({ ...process.env, ENTENTE_DATA: folder })
if (values.engine === 'neo4j' && !settings.neo4j) throw new Error('NEO4J_URI must say where an empty Neo4j is')
if (values.engine === 'embedded') delete settings.neo4j

/** Memory in megabytes and processor seconds of this process and its children (the embedded engine is one). */
const footprint = (): { memory: number; cpu: number } => {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,rss,cputimes']).toString().trim().split('\n').slice(1)
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number, number])
  const own = new Set([process.pid])
  for (const [pid, parent] of rows) if (own.has(parent)) own.add(pid)
  const mine = rows.filter(([pid]) => own.has(pid))
  return {
    memory: mine.reduce((sum, [, , rss]) => sum + rss, 0) / 1024,
    cpu: mine.reduce((sum, [, , , cpu]) => sum + cpu, 0),
  }
}
const diskMb = (): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6

/** Each question with what it is asked about: names drawn from those that the graph holds, the same at every size. */
const questions = (
  store: GraphStore,
  countries: string[],
  companies: string[],
  articles: number,
): Record<string, (n: number) => Promise<unknown>> => {
  const draws = drawsOf(seed, 99)
  const country = (): string => draws.pick(countries)
  const company = (): string => draws.pick(companies)
  const two = (): [string, string] => {
    const first = country()
    return [first, draws.pick(countries.filter((id) => id !== first))]
  }
  return {
    'article by id': () => getArticle(store, `gen-${seed}-${draws.below(articles)}`),
    'company, everything on it': () => entityProfile(store, company()),
    'company, its neighbours': () => neighbours(store, company()),
    'entities by first letters': (n) =>
      findEntities(store, { q: ['Mar', 'Sol', 'Tur', 'Zel', 'Bor'][n % 5] as string, limit: 20 }),
    'statements of a company': () => listStatements(store, { entity: company() }, { limit: 50 }),
    'paths between two companies': () => shortestPaths(store, company(), company(), { max: 4 }),
    'country, everything on it': () => entityProfile(store, country()),
    'dossier of two countries': () => dossier(store, ...two(), { limit: 50 }),
    'sectors of a country': () => listCountrySectors(store, { countries: [country()] }),
    'countries x sectors, all': () => listCountrySectors(store),
    'parent sectors of all, and sums': () => Promise.all([listParentSectors(store), countrySectorTotals(store)]),
    'timeline of a country': () => timeline(store, { countries: [country()] }),
    'search for words': (n) =>
      searchStore(store, ['wheat', 'steel pipes', 'Marbaban', 'memorandum', 'Peru'][n % 5] as string, { limit: 20 }),
    'the drawing of 300 nodes': () => graphView(store, {}, { limit: 300 }),
    statistics: () => storeStats(store),
  }
}

const store = await openStore(settings)
try {
  await prepareStore(store)
  const [held] = await store.read('MATCH (a:Article) RETURN count(a) AS n')
  if (Number(held?.n) > 0) throw new Error('the store must be empty')
  const { engine, version } = await store.facts()
  console.log(`${engine} (${version}), batches of ${values.batch}`)
  const batch = Number(values.batch)
  let done = 0
  let seconds = 0
  let cpu = 0
  const loads: {
    size: number
    seconds: number
    cpu: number
    perSecond: number
    memory: number
    disk: number
    statements: number
  }[] = []
  const answers = new Map<string, [number, number][]>()
  for (const size of sizes) {
    const from = done
    const before = seconds
    const cpuBefore = footprint().cpu
    let group: {
      article: Parameters<typeof writeReadings>[1][number]['article']
      reading: Parameters<typeof writeReadings>[1][number]['reading']
    }[] = []
    const flush = async (): Promise<void> => {
      const started = performance.now()
      const outcomes = await writeReadings(store, group)
      seconds += (performance.now() - started) / 1000
      const failed = outcomes.find(({ outcome }) => outcome === 'failed')
      if (failed) throw new Error(JSON.stringify(failed))
      done += group.length
      group = []
    }
    for (const item of generatedReadings({ articles: size - from, from, seed })) {
      group.push(item)
      if (group.length === batch) await flush()
    }
    await flush()
    const { memory, cpu: cpuNow } = footprint()
    cpu += cpuNow - cpuBefore
    const [counted] = await store.read('MATCH (s:Statement) RETURN count(s) AS n')
    loads.push({
      size,
      seconds,
      perSecond: (size - from) / (seconds - before),
      cpu,
      memory,
      disk: values.engine === 'embedded' ? diskMb() : Number.NaN,
      statements: Number(counted?.n),
    })
    console.log(
      `${size} articles, ${counted?.n} statements: ${seconds.toFixed(1)} s, last part ${((size - from) / (seconds - before)).toFixed(1)} articles/s, ${memory.toFixed(0)} MB`,
    )
    const ids = async (label: string): Promise<string[]> =>
      (await store.read(`MATCH (e:${label}) WHERE e.statements > 0 RETURN e.id AS id ORDER BY e.id LIMIT 400`)).map(
        ({ id }) => String(id),
      )
    const asked = questions(store, await ids('Country'), await ids('Organization'), size)
    for (const [name, ask] of Object.entries(asked)) {
      const times: number[] = []
      try {
        for (let n = 0; n < Number(values.runs); n++) {
          const started = performance.now()
          await ask(n)
          times.push(performance.now() - started)
        }
      } catch (error) {
        // A question that fails at this size is a finding, not an end.
        console.log(`${name} failed at ${size} articles: ${messageOf(error)}`)
        continue
      }
      answers.set(name, [...(answers.get(name) ?? []), [size, median(times)]])
    }
  }
  console.log(
    `\n${'articles'.padStart(9)} ${'statements'.padStart(11)} ${'seconds'.padStart(9)} ${'cpu s'.padStart(7)} ${'articles/s'.padStart(11)} ${'MB memory'.padStart(10)} ${'MB disk'.padStart(8)}`,
  )
  for (const { size, statements, seconds: s, cpu: c, perSecond, memory, disk } of loads)
    console.log(
      `${String(size).padStart(9)} ${String(statements).padStart(11)} ${s.toFixed(1).padStart(9)} ${c.toFixed(0).padStart(7)} ${perSecond.toFixed(1).padStart(11)} ${memory.toFixed(0).padStart(10)} ${disk.toFixed(0).padStart(8)}`,
    )
  const loadExponent = growthExponent(loads.map(({ size, seconds: s }) => [size, s]))
  // On a machine that does other things beside, processor time tells more than the clock.
  const cpuExponent = growthExponent(loads.map(({ size, cpu: c }) => [size, c]))
  console.log(
    `exponent of loading: ${loadExponent.toFixed(2)} by the clock, ${cpuExponent.toFixed(2)} by processor time\n`,
  )
  console.log(
    `${'question, median ms at'.padEnd(30)} ${sizes.map((size) => String(size).padStart(9)).join('')}  exponent`,
  )
  for (const [name, points] of answers)
    console.log(
      `${name.padEnd(30)} ${sizes.map((size) => (points.find(([at]) => at === size)?.[1].toFixed(1) ?? 'failed').padStart(9)).join('')}  ${growthExponent(points).toFixed(2).padStart(8)}`,
    )
  const differences = values.check ? (await checkStore(store)).differences.length : null
  console.log(
    `\n${JSON.stringify({ bench: 'scale', engine, version, batch, loads, loadExponent, cpuExponent, differences, questions: Object.fromEntries([...answers].map(([name, points]) => [name, { ms: points.map(([, ms]) => Math.round(ms * 10) / 10), exponent: growthExponent(points) }])) })}`,
  )
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}
