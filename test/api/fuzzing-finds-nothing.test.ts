// Promise: a fuzzer that reads the OpenAPI document and knows nothing else finds no fault in the answers, on either engine.
// Runs where schemathesis is installed (pip install schemathesis; SCHEMATHESIS names the program), else says so.
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { loadArticle } from '../../graph/load/load-article.ts'
import { packageFile } from '../../graph/package-root.ts'
import { apiOver } from '../helpers/api-server.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { samples } from '../helpers/sample-readings.ts'

/** Seconds of one engine; ENTENTE_FUZZ_SECONDS and ENTENTE_FUZZ_EXAMPLES for longer searches. */
const seconds = process.env.ENTENTE_FUZZ_SECONDS || '40'
const examples = process.env.ENTENTE_FUZZ_EXAMPLES || '5'
const program = process.env.SCHEMATHESIS || 'schemathesis'
const found = spawnSync(program, ['--version']).status === 0
if (!found) process.stderr.write('SKIPPED: the fuzzing of the API, since schemathesis is not installed\n')

await describeOnBothStores('fuzzing', (under) => {
  test.skipIf(!found)(
    'all checks pass',
    async () => {
      const store = await under.fresh()
      for (const { article, reading } of samples) await loadArticle(store, article, reading)
      const api = await apiOver(store, { queryTimeMs: 500 })
      try {
        const settings = ['--config-file', packageFile('test/api/schemathesis.toml')]
        const run = ['run', `${api.url}/api/openapi.json`, '--checks', 'all', '--no-color', '--seed', '1']
        run.push('-n', examples, '--max-time', seconds)
        await promisify(execFile)(program, [...settings, ...run], { maxBuffer: 1e8 }).catch(
          (error: { stdout: string }) => {
            expect.fail((error.stdout.split('= FAILURES')[1] ?? error.stdout).slice(-6000))
          },
        )
        expect((await api.get('/health')).status).toBe(200)
      } finally {
        await api.stop()
      }
    },
    (Number(seconds) + 120) * 1000,
  )
})
