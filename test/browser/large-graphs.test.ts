/** 20,000 nodes and 100,000 edges: drawn, alive while loading, moved, and clicked. On the drawing that the page uses. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPages, servePages } from '../../bench/viewer-pages.ts'
import { findBrowser } from '../helpers/find-browser.ts'
import { pictureOf } from './viewer-suite.ts'

interface BenchWindow {
  painted: number | null
  longest: number
  chosen: string | null
}

const executablePath = findBrowser()

describe.skipIf(executablePath === null)('a very large graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-large-'))
  let browser: Browser
  let server: { url: string; close: () => void }
  beforeAll(async () => {
    await buildPages(folder, ['entente'])
    server = await servePages(folder, [[20_000, 100_000]])
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } })
    await page.goto(`${server.url}/entente.html?nodes=20000`)
    await page.waitForFunction(() => (window as unknown as BenchWindow).painted !== null, null, { timeout: 60_000 })
    return page
  }

  test('is on screen, and the page was never held up for more than a small part of the loading', async () => {
    const page = await open()
    const { colours, width, height } = await pictureOf(page, '#stage')
    expect(colours.size).toBeGreaterThan(500)
    expect(colours.get('#fbfaf7') ?? 0).toBeLessThan(width * height * 0.95)
    const { painted, longest } = await page.evaluate(() => {
      const { painted: at, longest: block } = window as unknown as BenchWindow
      return { painted: at as number, longest: block }
    })
    // A share, not a time: a busy machine stretches both.
    expect(longest / painted).toBeLessThan(0.4)
    await page.close()
  })

  test('follows the hand at once and is painted anew when it rests', async () => {
    const page = await open()
    const before = (await page.locator('#stage').screenshot()).toString('base64')
    await page.mouse.move(500, 350)
    await page.mouse.down()
    await page.mouse.move(620, 420, { steps: 4 })
    expect(await page.locator('.large-layer').first().getAttribute('style')).toMatch(/translate/)
    await page.mouse.up()
    await page.waitForFunction(() => !document.querySelector<HTMLElement>('.large-layer')?.style.transform)
    expect((await page.locator('#stage').screenshot()).toString('base64')).not.toBe(before)
    await page.mouse.wheel(0, -500)
    await page.waitForFunction(() => !document.querySelector<HTMLElement>('.large-layer')?.style.transform)
    await page.close()
  })

  test('a click on a disc chooses its node', async () => {
    const page = await open()
    const spot = (await pictureOf(page, '#stage')).find('#0b64a0')
    if (!spot) throw new Error('no disc on screen')
    await page.mouse.click(spot.x, spot.y)
    await page.waitForFunction(() => (window as unknown as BenchWindow).chosen !== null)
    await page.close()
  })
})
