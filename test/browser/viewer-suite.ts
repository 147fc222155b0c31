/**
 * The built page in a real browser, served by the real server over a real embedded store. Watches every page for
 * script errors, for breaches of the content policy and for requests that leave the server.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import type { Article, Reading } from '../../graph/contract.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { packageFile } from '../../graph/package-root.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { type ApiUnderTest, apiOver } from '../helpers/api-server.ts'
import { findBrowser } from '../helpers/find-browser.ts'
import { samplePress } from './sample-press.ts'

export interface Viewer {
  server: ApiUnderTest
  store: GraphStore
  /** A page at the given address, once the graph (or the view's heading) is there. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>
}

export interface SuiteOptions {
  articles?: readonly { article: Article; reading: Reading }[]
  /** Further arguments of the browser, e.g. to take WebGL away. */
  args?: readonly string[]
}

const baseArguments = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

export const describeViewer = (
  name: string,
  define: (viewer: () => Viewer) => void,
  options: SuiteOptions = {},
): void => {
  const executablePath = findBrowser()
  describe.skipIf(executablePath === null)(name, () => {
    let viewer: Viewer | null = null
    let browser: Browser | null = null
    let troubles: string[] = []
    const folder = mkdtempSync(join(tmpdir(), 'entente-viewer-'))

    beforeAll(async () => {
      const store = await openStore({ dataFolder: folder })
      await prepareStore(store)
      for (const { article, reading } of options.articles ?? samplePress) await loadArticle(store, article, reading)
      const server = await apiOver(store, {}, { viewerFolder: packageFile('dist/viewer') })
      browser = await chromium.launch({
        executablePath: executablePath as string,
        args: [...baseArguments, ...(options.args ?? [])],
      })
      const open: Viewer['open'] = async (path = '/', contextOptions = {}) => {
        const context = await (browser as Browser).newContext({
          viewport: { width: 1280, height: 800 },
          locale: 'en-GB',
          timezoneId: 'UTC',
          reducedMotion: 'reduce',
          ...contextOptions,
        })
        const page = await context.newPage()
        page.setDefaultTimeout(15_000)
        page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
        page.on('console', (message) => {
          if (/Content Security Policy|Refused to/.test(message.text())) troubles.push(`policy: ${message.text()}`)
        })
        page.on('request', (request) => {
          const address = request.url()
          if (!address.startsWith(server.url) && !/^(data|blob):/.test(address)) troubles.push(`leaves: ${address}`)
        })
        await page.goto(server.url + path)
        await page.locator('h1').first().waitFor({ state: 'attached' })
        return page
      }
      viewer = { server, store, open }
    })
    afterEach(async () => {
      const seen = troubles
      troubles = []
      for (const context of browser?.contexts() ?? []) await context.close()
      expect(seen).toEqual([])
    })
    afterAll(async () => {
      await browser?.close()
      await viewer?.server.stop()
      await viewer?.store.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    })
    define(() => viewer as Viewer)
  })
}

/** Waits until the drawing holds nodes and has been still for a moment. */
export const drawn = async (page: Page): Promise<void> => {
  await page.locator('.canvas:not([data-nodes="0"])').waitFor()
  await page.locator('.cover').waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.querySelector('.canvas')?.getAttribute('data-drawn') === 'true')
  await page.waitForTimeout(250)
}

/** Opens the search by its key, and waits until what is typed goes into it. */
export const openSearch = async (page: Page): Promise<void> => {
  await page.keyboard.press('/')
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox')
}

/** The drawing once it changes no more: flags come in one by one, and a busy machine takes its time. */
export const stillPicture = async (page: Page): Promise<string> => {
  const shot = async (): Promise<string> => (await page.locator('.canvas').screenshot()).toString('base64')
  let before = await shot()
  for (let tries = 0; tries < 30; tries += 1) {
    await page.waitForTimeout(300)
    const now = await shot()
    if (now === before) return now
    before = now
  }
  throw new Error('the drawing does not come to rest')
}

export interface Picture {
  /** Pixels by `#rrggbb`. */
  colours: Map<string, number>
  width: number
  height: number
  /** Middle of the largest patch of a colour, in pixels of the page; null where fewer than 20 pixels have it. */
  find(colour: string): { x: number; y: number } | null
}

/** What is really on screen inside an element: the screenshot's pixels, read by the browser itself. */
export const pictureOf = async (page: Page, selector = '.canvas'): Promise<Picture> => {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not on screen`)
  const shot = (await page.screenshot({ clip: box })).toString('base64')
  const { pixels, width, height } = await page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    context.drawImage(image, 0, 0)
    const { data: bytes } = context.getImageData(0, 0, image.width, image.height)
    const words: string[] = []
    for (let at = 0; at < bytes.length; at += 4) {
      words.push(
        (((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)).toString(16),
      )
    }
    return { pixels: words.join(' '), width: image.width, height: image.height }
  }, shot)
  const values = pixels.split(' ').map((word) => `#${word.padStart(6, '0')}`)
  const colours = new Map<string, number>()
  for (const value of values) colours.set(value, (colours.get(value) ?? 0) + 1)
  const find: Picture['find'] = (colour) => {
    // Patches are told apart on a coarse grid: the cell with most of the colour, and the mean around it.
    const cells = new Map<string, [number, number, number]>()
    values.forEach((value, at) => {
      if (value !== colour) return
      const [x, y] = [at % width, Math.floor(at / width)]
      const key = `${Math.floor(x / 40)} ${Math.floor(y / 40)}`
      const cell = cells.get(key) ?? [0, 0, 0]
      cells.set(key, [cell[0] + 1, cell[1] + x, cell[2] + y])
    })
    const best = [...cells.values()].sort((a, b) => b[0] - a[0])[0]
    if (!best || best[0] < 20) return null
    const [x, y] = [best[1] / best[0], best[2] / best[0]]
    let [count, sumX, sumY] = [0, 0, 0]
    values.forEach((value, at) => {
      const [px, py] = [at % width, Math.floor(at / width)]
      if (value !== colour || Math.hypot(px - x, py - y) > 40) return
      count += 1
      sumX += px
      sumY += py
    })
    return { x: box.x + sumX / count, y: box.y + sumY / count }
  }
  return { colours, width, height, find }
}
