/**
 * First paint and panning of the viewer's drawing beside cytoscape.js and vis-network, on the same graphs in one run.
 * Run: `npm run bench:viewer`. Without a GPU the figures say how software drawing fares, and nothing about a GPU.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { packageFile } from '../graph/package-root.ts'
import { benchPages, buildPages, servePages } from './viewer-pages.ts'

const sizes = [
  [200, 600],
  [5000, 20_000],
  [20_000, 100_000],
] as const
type Library = (typeof benchPages)[number]

/** Milliseconds after which a page that has not painted is given up. */
const patience = 120_000
const panFor = 4000

interface Figures {
  library: Library
  nodes: number
  edges: number
  /** Seconds from navigation to the first frame that holds the graph. */
  firstPaint: number | null
  /** Longest block of the page's thread up to then, in seconds. */
  longestBlock: number
  /** Frames a second while the view is dragged. */
  panFrames: number | null
}

interface BenchWindow {
  painted: number | null
  longest: number
  drawnFrames: number
}

/** Drags the view to and fro; frames are counted by the page itself. */
const pan = async (page: Page): Promise<number> => {
  const frames = (): Promise<number> => page.evaluate(() => (window as unknown as BenchWindow).drawnFrames)
  await page.mouse.move(30, 30)
  await page.mouse.down()
  const before = await frames()
  const start = Date.now()
  for (let step = 0; Date.now() - start < panFor; step += 1) {
    await page.mouse.move(30 + (step % 40) * 4, 30 + (step % 25) * 3)
  }
  const seconds = (Date.now() - start) / 1000
  const after = await frames()
  await page.mouse.up()
  return (after - before) / seconds
}

const measure = async (
  executablePath: string,
  url: string,
  library: Library,
  nodes: number,
  edges: number,
): Promise<Figures> => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${url}/${library}.html?nodes=${nodes}`, { waitUntil: 'commit' })
    const painted = await page
      .waitForFunction(() => (window as unknown as BenchWindow).painted, null, { timeout: patience, polling: 50 })
      .then((handle) => handle.jsonValue() as Promise<number>)
      .catch(() => null)
    if (painted === null) return { library, nodes, edges, firstPaint: null, longestBlock: Number.NaN, panFrames: null }
    await page.waitForTimeout(2500)
    const longest = await page.evaluate(() => (window as unknown as BenchWindow).longest)
    const panFrames = await pan(page)
    return { library, nodes, edges, firstPaint: painted / 1000, longestBlock: longest / 1000, panFrames }
  } finally {
    await browser.close()
  }
}

const findBrowser = (): string => {
  const given = process.env.CHROME_PATH
  if (given) return given
  for (const name of ['chromium', 'google-chrome', 'chrome']) {
    for (const folder of (process.env.PATH ?? '').split(':')) {
      const path = join(folder, name)
      try {
        readFileSync(path, { flag: 'r' })
        return path
      } catch {
        // Not here: the next folder.
      }
    }
  }
  throw new Error('No Chromium found; set CHROME_PATH')
}

const shown = (value: number | null, digits: number): string =>
  value === null || Number.isNaN(value) ? '—' : value.toFixed(digits)

const run = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'))
  await buildPages(folder, benchPages)
  const server = await servePages(folder, sizes)
  const executablePath = findBrowser()
  const rows: Figures[] = []
  for (const [nodes, edges] of sizes) {
    for (const library of benchPages) {
      const figures = await measure(executablePath, server.url, library, nodes, edges)
      rows.push(figures)
      process.stderr.write(`${JSON.stringify(figures)}\n`)
    }
  }
  server.close()
  rmSync(folder, { recursive: true, force: true })
  const lines = [
    '# The viewer beside cytoscape.js and vis-network',
    '',
    `One run, ${cpus().length} processors, no GPU: WebGL is drawn in software, which says nothing about a machine with a GPU. All three draw the same graph from the same file with places given; each with its fastest settings. Entente paints graphs of usual size as SVG until its WebGL drawing is ready, and very large ones as pixels in a worker; while the view is dragged it moves the last picture and paints anew at rest.`,
    '',
    '| nodes / edges | drawing | first paint, s | longest block of the page, s | frames a second while dragging |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ nodes, edges, library, firstPaint, longestBlock, panFrames }) =>
        `| ${nodes} / ${edges} | ${library} | ${shown(firstPaint, 2)} | ${shown(longestBlock, 2)} | ${shown(panFrames, 1)} |`,
    ),
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  writeFileSync(packageFile('bench/viewer.md'), `${lines.join('\n')}\n`)
  process.stdout.write(`${JSON.stringify({ bench: 'viewer', rows })}\n`)
}

await run()
