/** What leaves the page: links, pictures, tables, one page without a server; and how little the page itself weighs. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { loadArticle } from '../../graph/load/load-article.ts'
import { packageFile } from '../../graph/package-root.ts'
import { sampleArticle } from '../helpers/sample-readings.ts'
import { describeViewer, drawn, pictureOf } from './viewer-suite.ts'

const exported = async (page: Page, name: string): Promise<{ file: string; bytes: Buffer; path: string }> => {
  await page.getByRole('button', { name: 'Share and export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
  const path = await download.path()
  return { file: download.suggestedFilename(), bytes: readFileSync(path), path }
}

describeViewer('sharing', (viewer) => {
  test('SVG: every node and edge, flags inside, no word of the data as markup', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const nodes = Number(await page.locator('.canvas').getAttribute('data-nodes'))
    const { file, bytes } = await exported(page, 'Drawing (SVG)')
    const text = bytes.toString('utf8')
    expect(file).toMatch(/\.svg$/)
    expect(text.match(/data-node=/g)?.length).toBe(nodes)
    expect(text).toContain('data:image/svg+xml')
    expect(text).not.toMatch(/<script|href="\/flags/)
    const picture = await page.evaluate(async (svg) => {
      const image = new Image()
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
      await image.decode()
      return image.naturalWidth
    }, text)
    expect(picture).toBe(1600)
  })

  test('PNG: a picture of double density that is not blank', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const { bytes } = await exported(page, 'Picture (PNG)')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.readUInt32BE(16)).toBe(3200)
    expect(bytes.length).toBeGreaterThan(40_000)
  })

  test('GEXF and CSV: the edges on screen, with modality; a field that starts like a formula is made harmless', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const edges = Number(await page.locator('.canvas').getAttribute('data-edges'))
    const gexf = (await exported(page, 'Graph for Gephi (GEXF)')).bytes.toString('utf8')
    const parsed = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'application/xml')
      return { errors: xml.querySelectorAll('parsererror').length, edges: xml.querySelectorAll('edge').length }
    }, gexf)
    expect(parsed).toEqual({ errors: 0, edges })
    const csv = (await exported(page, 'Table of relations (CSV)')).bytes.toString('utf8')
    expect(csv.trim().split('\r\n')).toHaveLength(edges + 1)
    expect(csv).toContain('Nordstål,Organization,DEVELOPS,Tema steel works,Project,planned')
  })

  test('one page without a server: opens from disk with drawing, table and sentences, without scripts', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const { bytes } = await exported(page, 'One page without a server (HTML)')
    const html = bytes.toString('utf8')
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<b>Accra</b>')
    const alone = await page.context().newPage()
    await alone.setContent(html)
    expect(await alone.locator('svg [data-node]').count()).toBeGreaterThan(10)
    expect(await alone.locator('blockquote').count()).toBeGreaterThan(10)
    expect((await pictureOf(alone, 'svg')).colours.size).toBeGreaterThan(60)
  })

  test('the matrix as CSV is what the table shows', async () => {
    const page = await viewer().open('/?view=matrix', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.locator('.notice', { hasText: 'Copied' }).waitFor()
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\r\n')
    expect(lines).toHaveLength((await page.locator('.matrix tbody tr').count()) + 2)
    expect(lines[0]).toContain('Norway')
  })

  test('a link copied from the page opens the same view', async () => {
    const page = await viewer().open('/?hide-types=Place&select=node~country:CHL', {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await drawn(page)
    await page.getByRole('button', { name: 'Share and export' }).click()
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await page.goto(link)
    await page.locator('.evidence h2', { hasText: 'Chile' }).waitFor()
  })

  test('the dossier of two countries that nothing links leads on to each of them', async () => {
    const page = await viewer().open('/dossier/NOR/PER')
    await page.locator('.note').getByRole('button', { name: 'Norway' }).click()
    await page.locator('.dossier-total').waitFor()
    expect(new URL(page.url()).pathname).toBe('/dossier/NOR')
  })

  test('a long dossier lists the newest, and all of them when asked', async () => {
    const { article, reading } = sampleArticle({
      id: 'many-cables',
      title: 'Cables and more cables',
      date: '2021-06-01',
      statements: Array.from({ length: 60 }, (_, at) => ({
        s: 'country:FIN',
        p: 'EXPORTS' as const,
        o: `commodity:cable-${at}`,
        counterpart: 'country:PER',
      })),
    })
    await loadArticle(viewer().store, article, reading)
    const page = await viewer().open('/dossier/PER/FIN')
    await page.locator('.dossier-total', { hasText: '60' }).waitFor()
    expect(await page.locator('.statement').count()).toBe(50)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator('.statement').nth(59).waitFor()
    expect(await page.getByRole('button', { name: 'Show all' }).count()).toBe(0)
    const planned = await viewer().server.get('/api/dossier/PER/FIN?modality=planned')
    expect(((await planned.json()) as { statements: { total: number } }).statements.total).toBe(0)
  })

  test('the dossier of two countries prints without the page around it', async () => {
    const page = await viewer().open('/dossier/NOR/GHA')
    await page.locator('.dossier-total').waitFor()
    expect(await page.locator('h1').textContent()).toMatch(/Norway and Ghana/)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top-bar').isVisible()).toBe(false)
    expect(await page.locator('.dossier-page .statement').first().isVisible()).toBe(true)
  })

  test('the first load is at most 150 kB of JavaScript, and the editor is not in it', async () => {
    const loaded = new Set<string>()
    const page = await viewer().open('about:blank'.replace('about:blank', '/?view=articles'))
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) loaded.add(new URL(response.url()).pathname)
    })
    await page.goto(`${viewer().server.url}/`)
    await drawn(page)
    const size = (path: string): number => gzipSync(readFileSync(packageFile(join('dist/viewer', path)))).length
    const total = [...loaded].reduce((sum, path) => sum + size(path), 0)
    expect(loaded.size).toBeGreaterThan(1)
    expect(total).toBeLessThan(150_000)
    expect([...loaded].some((path) => path.includes('cypher-editor'))).toBe(false)
    expect(readdirSync(packageFile('dist/viewer/assets')).some((file) => file.includes('cypher-editor'))).toBe(true)
  })
})
