/**
 * Loads many articles in small transactions, telling after each how many are in. Run as a process of its own by the kill
 * test of bulk loads: node bulk-load.mjs SETTINGS_JSON ARTICLES_FILE
 */
import { readFileSync } from 'node:fs'
import { loadMany } from '../../dist/graph/load/load-many.js'
import { openStore } from '../../dist/graph/store/open-store.js'

const [settings, file] = process.argv.slice(2)
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const store = await openStore(JSON.parse(settings))
tell({ open: true })
await loadMany(store, JSON.parse(readFileSync(file, 'utf8')), {
  batchStatements: 12,
  onProgress: ({ loaded, replaced, unchanged }) => tell({ in: loaded + replaced + unchanged }),
})
await store.close()
