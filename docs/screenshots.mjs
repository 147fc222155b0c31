/**
 * Makes the pictures of the README: starts the program on a store of its own with the seeds, opens the page in a
 * browser and photographs five views. Run: `npm run screenshots`. Writes docs/images only.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = dirname(fileURLToPath(import.meta.url))
const images = join(here, 'images')

const browserPath = () => {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'google-chrome', 'chrome']) {
      if (existsSync(join(folder, name))) return join(folder, name)
    }
  }
  return chromium.executablePath()
}

/** The program's address, once it has said it. */
const started = (program) =>
  new Promise((resolve, reject) => {
    program.stdout.on('data', (chunk) => {
      const address = /http:\/\/\S+/.exec(String(chunk))?.[0]
      if (address) resolve(address)
    })
    program.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })

const shots = [
  { file: 'graph.png', path: '/', ready: '.canvas[data-drawn="true"]' },
  {
    file: 'evidence.png',
    path: '/?select=node~{country}',
    ready: '.evidence .statement',
    dark: true,
  },
  { file: 'article.png', path: '/?view=articles&open={article}~{statement}', ready: '.evidence-mark.is-chosen' },
  {
    file: 'matrix.png',
    path: '/?view=matrix&select=cell~{cell}',
    ready: '.evidence .statement',
    act: async (page) => {
      const unfold = page.getByRole('button', { name: 'Unfold all sectors' })
      if (await unfold.isVisible()) await unfold.click()
    },
  },
  {
    file: 'query.png',
    path: '/?view=cypher',
    ready: '.cypher-editor',
    dark: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.getByRole('menuitem', { name: 'Sectors as a graph' }).click()
      await page.locator('.segments').getByText('Graph').click({ timeout: 60_000 })
      await page.locator('.preview-graph [data-node]').first().waitFor()
    },
  },
]

const data = mkdtempSync(join(tmpdir(), 'entente-screenshots-'))
const program = spawn(process.execPath, [join(here, '../dist/graph/cli/entente.js'), 'start'], {
  env: { ...process.env, ENTENTE_DATA: data, PORT: '0', ENTENTE_LOG: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
})
try {
  const url = await started(program)
  const ask = async (path) => (await fetch(`${url}${path}`)).json()
  // What to show is asked of the data, so that other seeds give other pictures and not none.
  const country = (await ask('/api/entities?type=Country&limit=1')).items[0]
  const statement = (await ask(`/api/statements?entity=${encodeURIComponent(country.id)}&limit=1`)).items[0]
  const cell = (await ask('/api/country-sectors')).items.sort((a, b) => b.statements - a.statements)[0]
  const values = {
    country: country.id,
    article: statement.article.id,
    statement: statement.id,
    cell: `${cell.country}~${cell.sector}`,
  }
  mkdirSync(images, { recursive: true })
  for (const { file, path, ready, dark, act } of shots) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    // As a reader sees it who has been here before.
    await page.addInitScript(() => localStorage.setItem('entente.hint', 'seen'))
    await page.goto(url + path.replace(/\{(\w+)\}/g, (_, name) => values[name]))
    await page.locator(ready).first().waitFor({ timeout: 60_000 })
    await act?.(page)
    await page.mouse.move(640, 4)
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(images, file) })
    await page.close()
    process.stdout.write(`docs/images/${file}\n`)
  }
} finally {
  await browser.close()
  program.kill('SIGTERM')
  await new Promise((resolve) => program.once('exit', resolve))
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
}
