/** The steps of someone who sees the page for the first time: look, filter, search, click, read, ask. */
import { expect, test } from 'vitest'
import { grounds, typeStyles } from '../../viewer/graph-view/palette.ts'
import { describeViewer, drawn, openSearch, pictureOf, stillPicture } from './viewer-suite.ts'

describeViewer('a first look', (viewer) => {
  test('the graph is drawn: discs of every type, in pixels and not only in the page', async () => {
    const page = await viewer().open()
    await drawn(page)
    const { colours, width, height } = await pictureOf(page)
    const ground = colours.get(grounds.light) ?? 0
    expect(ground).toBeGreaterThan(width * height * 0.5)
    expect(ground).toBeLessThan(width * height * 0.99)
    for (const type of ['Organization', 'Person', 'Sector', 'Commodity', 'Event', 'Project'] as const) {
      expect(colours.get(typeStyles[type].disc.light) ?? 0, type).toBeGreaterThan(60)
    }
    // Flags bring many colours that no disc has.
    expect(colours.size).toBeGreaterThan(60)
  })

  test('the same address draws the same picture', async () => {
    const pictures: string[] = []
    for (let i = 0; i < 2; i += 1) {
      const page = await viewer().open()
      await drawn(page)
      pictures.push(await stillPicture(page))
    }
    expect(pictures[0]).toBe(pictures[1])
  })

  test('the legend counts, and a click on an entry takes its nodes away and back', async () => {
    const page = await viewer().open()
    await drawn(page)
    const entry = page.locator('.legend-toggle', { hasText: 'Commodity' })
    expect(await entry.locator('.count').textContent()).toBe('2')
    const before = await page.locator('.canvas').getAttribute('data-nodes')
    await entry.click()
    await page.mouse.move(640, 4)
    expect(await entry.getAttribute('aria-pressed')).toBe('false')
    await page.locator(`.canvas[data-nodes="${Number(before) - 2}"]`).waitFor()
    await drawn(page)
    expect((await pictureOf(page)).colours.get(typeStyles.Commodity.disc.light) ?? 0).toBeLessThan(20)
    expect(page.url()).toContain('hide-types=Commodity')
    await entry.click()
    await page.locator(`.canvas[data-nodes="${before}"]`).waitFor()
  })

  test('facts alone: plans and talks leave the graph, and their number shows', async () => {
    const page = await viewer().open()
    await drawn(page)
    const all = Number(await page.locator('.canvas').getAttribute('data-edges'))
    const entry = page.locator('.legend-entry', { hasText: 'Fact' })
    await entry.hover()
    await entry.getByText('only').click()
    await page.waitForFunction(
      (edges) => Number(document.querySelector('.canvas')?.getAttribute('data-edges')) < edges,
      all,
    )
    expect(page.url()).toContain('modality=actual')
    await page.keyboard.press('t')
    const words = await page.locator('.data-table tbody .modality').allInnerTexts()
    expect(new Set(words)).toEqual(new Set(['Fact']))
  })

  test('search finds a name by a few letters and opens what is said of it', async () => {
    const page = await viewer().open()
    await drawn(page)
    await openSearch(page)
    await page.keyboard.type('nordst')
    await page.locator('.hit', { hasText: 'Nordstål' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.evidence h2', { hasText: 'Nordstål' }).waitFor()
    await page.locator('.statement', { hasText: 'Nordstål is based in Norway.' }).waitFor()
    expect(page.url()).toContain('select=node~org:nordstal')
  })

  test('a click on a disc opens its statements: sentence, speaker, date, modality, publisher', async () => {
    const page = await viewer().open()
    await drawn(page)
    const spot = (await pictureOf(page)).find(typeStyles.Project.disc.light)
    if (!spot) throw new Error('no project on screen')
    await page.mouse.click(spot.x, spot.y)
    await page.locator('.evidence h2', { hasText: 'Tema steel works' }).waitFor()
    const card = page.locator('.statement').first()
    await card.waitFor()
    expect(await card.textContent()).toContain('Nordstål is to set up the Tema steel works for 2 billion kroner.')
    for (const part of ['Plan', '4 Mar 2021', 'Harbour Gazette', '2 billion NOK', 'Confidence']) {
      expect(await card.textContent()).toContain(part)
    }
  })

  test('a click on an edge opens the sentences behind it', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const picture = await pictureOf(page)
    const person = picture.find(typeStyles.Person.disc.light)
    const event = picture.find(typeStyles.Event.disc.light)
    if (!person || !event) throw new Error('the two ends are not on screen')
    await page.mouse.click((person.x + event.x) / 2, (person.y + event.y) / 2)
    await page.locator('.evidence h2', { hasText: 'attends' }).waitFor()
    await page.locator('.statement', { hasText: 'Lund spoke at the Tema Industry Forum' }).waitFor()
  })

  test('from the statement to its article, where the sentence is marked and all others are too', async () => {
    const page = await viewer().open('/?select=node~project:tema-steel-works')
    await page.locator('.statement .sentence').first().click()
    await page.locator('h1', { hasText: 'Norway and Ghana plan a steel works' }).waitFor()
    const chosen = page.locator('.evidence-mark.is-chosen')
    await chosen.waitFor()
    expect(await chosen.textContent()).toBe('Nordstål is to set up the Tema steel works for 2 billion kroner.')
    expect(await page.locator('.evidence-mark').count()).toBe(6)
    expect(await page.locator('.article-text').textContent()).toContain('to <West Africa> & beyond.')
    await page.goBack()
    await page.locator('.evidence h2', { hasText: 'Tema steel works' }).waitFor()
  })

  test('words of an article cannot become markup', async () => {
    const page = await viewer().open('/?view=articles&open=fjord-fish')
    await page.locator('h1', { hasText: 'Fish for <b>Accra</b> & "others"' }).waitFor()
    expect(await page.locator('h1 b').count()).toBe(0)
  })

  test('countries × sectors: a cell opens its sentences and the way into the graph', async () => {
    const page = await viewer().open()
    await page.getByRole('button', { name: 'Countries × sectors' }).click()
    const cell = page.getByRole('button', { name: /^Norway, Fishing and aquaculture: \d+ statement/ })
    await cell.click()
    await page.locator('.evidence .statement', { hasText: 'Norway sold more cod to Ghana' }).waitFor()
    expect(page.url()).toContain('select=cell~country:NOR~sector:fisheries')
    await page.getByRole('button', { name: 'Show in the graph' }).click()
    await drawn(page)
    expect(page.url()).toContain('country=country:NOR')
    expect(page.url()).toContain('sector=sector:fisheries')
  })

  test('the matrix folds its tree, sorts by a country', async () => {
    const page = await viewer().open('/?view=matrix')
    const row = (name: string) => page.locator('.matrix tbody tr', { hasText: name })
    // Few sectors stand open from the start.
    await row('Metallurgy').waitFor()
    await page.getByRole('button', { name: /^Fold Manufacturing/ }).click()
    await row('Metallurgy').waitFor({ state: 'detached' })
    await row('Mining of metal ores').waitFor()
    await page.getByRole('button', { name: /^Unfold Manufacturing/ }).click()
    await row('Metallurgy').waitFor()
    await page.getByRole('button', { name: 'Fold all sectors' }).click()
    await row('Mining of metal ores').waitFor({ state: 'detached' })
    await page.locator('.matrix-country button', { hasText: 'GHA' }).click()
    const first = await page.locator('.matrix tbody tr').first().textContent()
    expect(first).toMatch(/Fishing|Manufacturing/)
  })

  test('a folded sector counts a statement on two of its sectors once, as its evidence, totals and CSV do', async () => {
    const page = await viewer().open('/?view=matrix', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: /^Fold Manufacturing/ }).click()
    const row = page.locator('.matrix tbody tr', { hasText: 'Manufacturing' })
    await page.getByRole('button', { name: /^Norway, Manufacturing, .*: 3 statements/ }).click()
    await page.locator('.statements-count', { hasText: '3 statements' }).waitFor()
    // What Norway and Ghana plan together is in both cells and once in the total.
    expect(await row.locator('td:not(:empty)').allInnerTexts()).toEqual(['3', '3', '1', '4'])
    const totals = (await page.locator('.matrix tfoot td').allInnerTexts()).map(Number)
    for (const [at, country] of (await page.locator('.matrix-country [aria-hidden=true]').allInnerTexts()).entries()) {
      const answer = await page.request.get(
        `${viewer().server.url}/api/country-sectors?country=country:${country.trim()}&parents=true`,
      )
      expect(totals[at], country).toBe((await answer.json()).totals.statements)
    }
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.locator('.notice', { hasText: 'Copied' }).waitFor()
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\r\n')
    expect(lines.find((line) => line.includes('Manufacturing'))).toMatch(/,4$/)
    expect(lines.at(-1)).toBe(`,Total,${totals.join(',')}`)
  })

  test('Cypher: an example answers as table and as graph, and a mistake is said in words', async () => {
    const page = await viewer().open('/?view=cypher')
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('menuitem', { name: 'Countries that work together' }).click()
    await page.locator('.data-table tbody tr').first().waitFor({ timeout: 30_000 })
    expect(await page.locator('.data-table').textContent()).toContain('Norway')
    await page.locator('.segments').getByText('Graph').click()
    await page.locator('.preview-graph svg [data-node]').first().waitFor()
    expect(await page.locator('.preview-graph svg [data-node="country:NOR"]').count()).toBe(1)
    await page.locator('.cypher-editor').click()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('MATCH (a:Country) RETURN')
    await page.keyboard.press('Control+Enter')
    const alert = page.locator('[role=alert]')
    await alert.waitFor()
    expect((await alert.textContent())?.length).toBeGreaterThan(20)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('MATCH (a) DETACH DELETE a')
    await page.keyboard.press('Control+Enter')
    await page.waitForFunction(() =>
      /read|write|DELETE/i.test(document.querySelector('[role=alert]')?.textContent ?? ''),
    )
    expect(await page.locator('.canvas').count()).toBe(0)
  })
})
