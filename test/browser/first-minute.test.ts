/** What an analyst wants to know in the first minute, click by click, without having seen a graph tool before. */
import { expect, test } from 'vitest'
import { describeViewer, drawn, openSearch } from './viewer-suite.ts'

describeViewer('the first minute', (viewer) => {
  test('says once how to begin, and never again after the first click', async () => {
    const page = await viewer().open()
    await drawn(page)
    const hint = page.locator('.strip', { hasText: 'Click a disc or a line' })
    await hint.getByText('Got it').click()
    await hint.waitFor({ state: 'detached' })
    await page.reload()
    await drawn(page)
    expect(await hint.count()).toBe(0)
    const other = await viewer().open('/?select=node~country:CHL')
    await other.locator('.evidence .statement').first().waitFor()
    expect(await other.locator('.strip').count()).toBe(0)
  })

  test('which countries are linked to a sector: two clicks, a third for the sentence', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    await page
      .getByRole('button', { name: /^Search/ })
      .first()
      .click()
    await page.locator('.hit', { hasText: /Which countries are linked to/ }).click()
    await page.locator('.question-text').waitFor({ timeout: 60_000 })
    expect(await page.locator('.question-text').textContent()).toMatch(/countr(y is|ies are) linked to/)
    await page.locator('.question .sentence').first().click()
    await page.locator('.evidence-mark.is-chosen').waitFor()
  })

  test('a sector lists its countries; one opens its sentences, all of them go to the graph', async () => {
    const page = await viewer().open('/?linked=0&select=node~sector:fisheries')
    const countries = page.locator('.tag-country')
    await countries.first().waitFor()
    expect((await countries.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual(['Ghana 4', 'Norway 3'])
    await page.getByRole('button', { name: 'Show all 2 in the graph' }).click()
    await page.waitForFunction(() => location.search.includes('sector=sector:fisheries'))
    await drawn(page)
    expect(page.url()).toContain('linked=1')
    await countries.filter({ hasText: 'Norway' }).click()
    await page.locator('.statements-count', { hasText: '3 statements' }).waitFor()
    expect(page.url()).toContain('select=cell~country:NOR~sector:fisheries')
  })

  test('what two countries do together: the question that begins on screen, asked by Enter', async () => {
    const page = await viewer().open()
    await drawn(page)
    await openSearch(page)
    await page.keyboard.insertText('What do Norway and Ghana do together')
    await page.locator('.hit[aria-selected=true]', { hasText: 'Ask:' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.question .statement').first().waitFor({ timeout: 60_000 })
    expect(await page.locator('.question').textContent()).toContain('said by Kari Lund')
  })

  test('a query’s answer on the graph is in the link', async () => {
    const page = await viewer().open('/?view=cypher')
    await page.locator('.example', { hasText: 'Countries that work together' }).click()
    await page.getByRole('button', { name: 'Show instead of the graph' }).click({ timeout: 60_000 })
    await drawn(page)
    await page.locator('.strip', { hasText: 'a query’s answer' }).waitFor()
    const shown = await page.locator('.canvas').getAttribute('data-nodes')
    const link = page.url()
    expect(link).toContain('answer=replace')
    const other = await viewer().open(link.replace(viewer().server.url, ''))
    await drawn(other)
    expect(await other.locator('.canvas').getAttribute('data-nodes')).toBe(shown)
    await other.getByText('Back to the whole graph').click()
    await other.waitForFunction((few) => document.querySelector('.canvas')?.getAttribute('data-nodes') !== few, shown)
    expect(other.url()).not.toContain('answer')
  }, 120_000)

  test('the correction form has the width of its card, and its first choice is ready', async () => {
    const page = await viewer().open('/?select=node~country:CHL')
    const card = page.locator('.statement').first()
    await card.getByRole('button', { name: 'Correct' }).click()
    const form = await card.locator('.correction').boundingBox()
    const whole = await card.boundingBox()
    expect(form?.width).toBeGreaterThan((whole?.width ?? 0) * 0.95)
    expect(await card.locator('.source-title').isVisible()).toBe(true)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
  })

  test('the dossier of two fits a phone, and on paper names its sources', async () => {
    const page = await viewer().open('/dossier/NOR/GHA', { viewport: { width: 360, height: 740 } })
    await page.locator('.statement').first().waitFor()
    for (const choice of await page.locator('.country-choice select').all()) {
      const box = await choice.boundingBox()
      expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(360)
    }
    const sources = page.locator('.printed-sources')
    expect(await sources.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await sources.isVisible()).toBe(true)
    expect(await sources.textContent()).toContain('Norway and Ghana plan a steel works, Harbour Gazette, 4 Mar 2021')
    expect(await page.locator('.review').first().isVisible()).toBe(false)
  })
})
