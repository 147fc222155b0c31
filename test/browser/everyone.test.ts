/** For everyone: keyboard only, no WebGL, a phone, Russian, light and dark, a server that is gone, nothing to show. */
import { expect, test } from 'vitest'
import { violations } from './axe.ts'
import { describeViewer, drawn, openSearch, pictureOf } from './viewer-suite.ts'

describeViewer('for everyone', (viewer) => {
  test('by keyboard alone: from search to the sentence in its article', async () => {
    const page = await viewer().open()
    await drawn(page)
    await openSearch(page)
    await page.keyboard.type('ghana')
    await page.locator('.hit', { hasText: 'Ghana' }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.locator('.evidence h2', { hasText: 'Ghana' }).waitFor()
    await page.locator('.canvas').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.evidence h2').filter({ hasNotText: 'Ghana' }).waitFor()
    expect(await page.locator('.notice').textContent()).toMatch(/relations on screen/)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.closest('.evidence') !== null)).toBe(true)
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.classList.contains('sentence'))) break
    }
    await page.keyboard.press('Enter')
    await page.locator('.evidence-mark.is-chosen').waitFor()
  })

  test('by keyboard alone: the matrix is walked by arrows and opened by Enter', async () => {
    const page = await viewer().open('/?view=matrix')
    await page.locator('.matrix-cell').first().waitFor()
    await page.locator('.matrix-cell[tabindex="0"]').focus()
    const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.keyboard.press('ArrowDown')
    const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(second).not.toBe(first)
    await page.keyboard.press('Enter')
    await page.locator('.evidence .statement').first().waitFor()
    expect(await page.locator('.matrix-cell[tabindex="0"]').count()).toBe(1)
  })

  test('the table is in step with the graph: the same relations, the same selection', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const edges = Number(await page.locator('.canvas').getAttribute('data-edges'))
    await page.keyboard.press('t')
    await page.locator('.data-table tbody tr').first().waitFor()
    expect(await page.locator('.data-table tbody tr').count()).toBe(edges)
    await page.locator('.data-table tbody tr', { hasText: 'attends' }).getByRole('button', { name: 'attends' }).click()
    await page.locator('.data-table tr.is-selected', { hasText: 'attends' }).waitFor()
    await page.locator('.evidence .statement', { hasText: 'Lund spoke' }).waitFor()
  })

  test('a phone of 360 pixels shows everything without scrolling sideways', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
    for (const address of [
      '/',
      '/?view=matrix',
      '/?view=timeline',
      '/dossier/NOR/GHA',
      '/?view=cypher',
      '/?view=articles',
    ]) {
      const page = await viewer().open(address, phone)
      await page.waitForTimeout(500)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over, address).toBeLessThanOrEqual(0)
      await page.context().close()
    }
    const page = await viewer().open('/', phone)
    await drawn(page)
    await page.getByRole('button', { name: 'Legend and filters' }).tap()
    await page.locator('.legend-toggle', { hasText: 'Commodity' }).tap()
    await page.waitForFunction(() => location.search.includes('hide-types=Commodity'))
    await page.locator('.legend-close').tap()
    await page.locator('.view-tab', { hasText: 'Matrix' }).tap()
    await page.locator('.matrix-cell').first().tap()
    await page.locator('.evidence .statement').first().waitFor()
  })

  test('Russian: every label of the frame changes, and stays after a reload', async () => {
    const page = await viewer().open('/?select=node~country:NOR')
    await page.locator('.evidence .statement').first().waitFor()
    await page.getByRole('button', { name: /Language/ }).click()
    await page.getByRole('menuitemradio', { name: 'Русский' }).click()
    await page.locator('.view-tab', { hasText: 'Страны × отрасли' }).waitFor()
    await page.locator('.legend', { hasText: 'Организация' }).waitFor()
    await page.locator('.statement-facts', { hasText: 'Факт' }).first().waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await page.reload()
    await page.locator('.view-tab', { hasText: 'Хронология' }).waitFor()
  })

  test('the theme follows the system and the switch', async () => {
    const page = await viewer().open('/', { colorScheme: 'dark' })
    await drawn(page)
    expect((await pictureOf(page)).colours.get('#14171c') ?? 0).toBeGreaterThan(100_000)
    await page.getByRole('button', { name: 'Theme' }).click()
    await page.getByRole('menuitemradio', { name: 'Light' }).click()
    await page.waitForTimeout(600)
    expect((await pictureOf(page)).colours.get('#fbfaf7') ?? 0).toBeGreaterThan(100_000)
  })

  test('a server that does not answer is said in words, and trying again works', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    await page.context().setOffline(true)
    await page.locator('.view-tab', { hasText: 'Articles' }).click()
    await page.getByText('The server does not answer').first().waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.locator('.article-row').first().waitFor()
  })

  test('filters that leave nothing say so and offer the way back', async () => {
    const page = await viewer().open('/?from=1999-01-01&to=1999-12-31')
    await page.getByText('Nothing matches').waitFor()
    await page.locator('.cover').getByRole('button', { name: 'Reset filters' }).click()
    await drawn(page)
  })

  test('an address with nonsense still opens the graph', async () => {
    const page = await viewer().open(
      '/?view=nowhere&limit=-4&pin=a~b~c&select=x&from=yesterday&modality=maybe&ego=&path=~',
    )
    await drawn(page)
  })
})

describeViewer(
  'without WebGL',
  (viewer) => {
    test('the graph is a drawing all the same: pixels, clicks, evidence', async () => {
      const page = await viewer().open('/?linked=0')
      await drawn(page)
      expect(await page.locator('.canvas canvas').count()).toBe(0)
      expect((await pictureOf(page)).colours.size).toBeGreaterThan(60)
      await page.locator('.canvas [data-node="person:kari-lund"]').click()
      await page.locator('.evidence h2', { hasText: 'Kari Lund' }).waitFor()
      await page.locator('.strip', { hasText: 'without WebGL' }).waitFor()
      expect(await violations(page)).toEqual([])
    })

    test('a dragged node stays where it was dropped, after a reload too', async () => {
      const page = await viewer().open('/?linked=0')
      await drawn(page)
      const disc = page.locator('.canvas [data-node="event:tema-industry-forum"] circle').first()
      const middle = async (): Promise<[number, number]> => {
        const box = await disc.boundingBox()
        if (!box) throw new Error('the event is not on screen')
        return [box.x + box.width / 2, box.y + box.height / 2]
      }
      const [x, y] = await middle()
      const [toX, toY] = [x + (x > 760 ? -90 : 90), y + (y > 400 ? -60 : 60)]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(toX, toY, { steps: 5 })
      await page.mouse.up()
      await page.waitForFunction(() => location.search.includes('pin=event:tema-industry-forum'))
      await page.reload()
      await drawn(page)
      const [thenX, thenY] = await middle()
      expect(Math.hypot(thenX - toX, thenY - toY)).toBeLessThan(30)
    })
  },
  { args: ['--disable-3d-apis', '--disable-gpu'] },
)

describeViewer(
  'an empty store',
  (viewer) => {
    test('says that there is nothing yet and leads to loading', async () => {
      const page = await viewer().open()
      await page.getByText('No articles yet').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Load an article' }).click()
      await page.locator('.load-panel').waitFor()
    })
  },
  { articles: [] },
)
