/** axe finds nothing on any view, in light and dark, nor in the dialogs and forms on them. */
import { expect, test } from 'vitest'
import { violations } from './axe.ts'
import { describeViewer, openSearch } from './viewer-suite.ts'

const views: readonly [name: string, address: string, ready: string][] = [
  ['graph at the first visit', '/', '.strip'],
  ['graph with a sector', '/?linked=0&select=node~sector:fisheries', '.tag-country'],
  ['graph with evidence', '/?select=node~country:NOR', '.evidence .statement'],
  ['graph as a table', '/?select=edge~country:NOR SUPPLIES country:GHA', '.evidence .statement'],
  ['matrix with a cell', '/?view=matrix&select=cell~country:NOR~sector:fisheries', '.evidence .statement'],
  ['timeline', '/?view=timeline', '.statement'],
  ['dossier', '/dossier/NOR/GHA', '.dossier-total'],
  ['query', '/?view=cypher&query=RETURN 1 AS one', '.cypher-editor'],
  ['articles', '/?view=articles', '.article-row'],
  ['one article', '/?view=articles&open=harbour-steel', '.evidence-mark'],
]

describeViewer('accessible', (viewer) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing to mend on any view, ${colorScheme}`, async () => {
      for (const [name, address, ready] of views) {
        const page = await viewer().open(address, { colorScheme })
        await page.locator(ready).first().waitFor()
        if (name === 'graph as a table') await page.keyboard.press('t')
        // What the theme changes is colour only; the other rules need no second look.
        expect(await violations(page, colorScheme === 'dark' ? ['color-contrast'] : undefined), name).toEqual([])
        await page.context().close()
      }
    })
  }

  test('axe finds nothing to mend in search, help and the correction form', async () => {
    const page = await viewer().open('/?select=node~country:NOR')
    await page.locator('.evidence .statement').first().waitFor()
    await page.getByRole('button', { name: 'Correct' }).first().click()
    expect(await violations(page), 'correction').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('h1').first().focus()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await openSearch(page)
    await page.keyboard.type('nor')
    await page.locator('.hit').first().waitFor()
    expect(await violations(page), 'search').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.locator('.key-list').waitFor()
    expect(await violations(page), 'help').toEqual([])
  })
})
