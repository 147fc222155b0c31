/** A backup holds everything and either engine makes the same graph of it; one that is not whole is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { EntenteError } from '../../graph/errors.ts'
import { addStorySource, storeWatchState, unvisitedFeed } from '../../graph/feeds/watch-state.ts'
import { backupStore, restoreStore } from '../../graph/load/backup-store.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { mergeEntities, reviewStatement, undoReview } from '../../graph/load/review-statement.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { dumpGraph, type GraphDump } from '../helpers/dump-graph.ts'
import { generatedArticle } from '../helpers/generated-articles.ts'
import { samples } from '../helpers/sample-readings.ts'

const folder = mkdtempSync(join(tmpdir(), 'entente-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const backups = new Map<string, { file: string; dump: GraphDump }>()
const at = '2024-01-01T00:00:00Z'

await describeOnBothStores('a backup', (under) => {
  const file = join(folder, `${under.engine}.jsonl`)

  it('restores the very graph, reviews and merges included', async () => {
    const store = await under.fresh()
    for (const { article, reading } of [...samples, ...Array.from({ length: 20 }, (_, i) => generatedArticle(i, 0))])
      await loadArticle(store, article, reading)
    const [one, two] = samples[0]!.reading.statements
    await reviewStatement(store, one!.id, { decision: 'rejected', by: 'ann', at })
    await reviewStatement(store, two!.id, { decision: 'corrected', modality: 'planned', by: 'ann', at })
    await mergeEntities(store, 'org:nordstal', 'org:nord-stal', { at })
    await mergeEntities(store, 'org:body-1', 'org:body-2', { at })
    await undoReview(store, null, { at })
    const state = storeWatchState(store)
    await state.saveFeed(unvisitedFeed('https://news.example.org/feed'))
    await state.saveFeed(unvisitedFeed('https://news.example.org/old'))
    await state.removeFeed('https://news.example.org/old')
    const story = samples[0]!.article.id
    await addStorySource(store, story, { url: 'https://a.example.org/1', publisher: 'A' }, new Uint32Array(128).fill(3))
    await addStorySource(store, story, { url: 'https://b.example.org/2', publisher: 'B' })
    const dump = await dumpGraph(store)
    expect(await backupStore(store, file)).toEqual({ articles: 23, reviews: 5 })
    const empty = await under.fresh()
    expect(await restoreStore(empty, file, { batchStatements: 10 })).toMatchObject({
      loaded: 23,
      refused: 0,
      reviews: 5,
    })
    expect(await dumpGraph(empty)).toEqual(dump)
    expect((await checkStore(empty)).differences).toEqual([])
    expect((await storeWatchState(empty).feeds()).map(({ url }) => url)).toEqual(['https://news.example.org/feed'])
    expect(await storeWatchState(empty).stories(9)).toEqual([{ id: story, signature: new Uint32Array(128).fill(3) }])
    const again = `${file}.again`
    await backupStore(empty, again)
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'))
    backups.set(under.engine, { file, dump })
  })

  it('of the other engine makes the same graph', async () => {
    const other = backups.get(under.engine === 'neo4j' ? 'embedded' : 'neo4j')
    if (!other) return
    const store = await under.fresh()
    await restoreStore(store, other.file)
    expect(await dumpGraph(store)).toEqual(other.dump)
    expect(readFileSync(other.file, 'utf8')).toBe(readFileSync(file, 'utf8'))
  })

  it('is refused when it is cut short, changed or no backup, and into a store that is not empty', async () => {
    const store = await under.fresh()
    const refused = async (text: string): Promise<string> => {
      const path = join(folder, 'bad.jsonl')
      writeFileSync(path, text)
      return restoreStore(store, path).then(
        () => 'no error',
        (error: EntenteError) => `${error.kind}: ${error.message.replace(path, 'FILE')}`,
      )
    }
    const whole = readFileSync(file, 'utf8')
    const lines = whole.trimEnd().split('\n')
    expect(await refused(lines.slice(0, -1).join('\n'))).toBe(
      'InvalidInput: FILE is not whole: its last lines are missing',
    )
    expect(await refused([...lines.slice(0, 8), ...lines.slice(9)].join('\n'))).toContain('is not whole')
    expect(await refused(whole.slice(0, whole.length / 2))).toMatch(/line \d+ is not JSON/)
    expect(await refused('{"a": 1}\n')).toBe('InvalidInput: FILE is not a backup of this format')
    expect(await refused('')).toContain('InvalidInput')
    await expect(restoreStore(store, join(folder, 'none.jsonl'))).rejects.toMatchObject({ kind: 'InvalidInput' })
    expect(await dumpGraph(store)).toEqual({ nodes: [], edges: [] })
    await loadArticle(store, samples[0]!.article, samples[0]!.reading)
    await expect(restoreStore(store, file)).rejects.toMatchObject({ kind: 'Conflict' })
  })
})
