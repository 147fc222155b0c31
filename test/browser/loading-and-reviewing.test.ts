/** Bringing articles in and deciding on statements: what the page sends is kept by the real store. */
import { expect, test } from 'vitest'
import { describeViewer, drawn } from './viewer-suite.ts'

describeViewer('loading and reviewing', (viewer) => {
  test('pasted text becomes an article that opens with its text', async () => {
    const page = await viewer().open('/?view=articles')
    await page.locator('.load-panel').getByRole('button', { name: 'Text' }).click()
    await page.getByLabel('Title').fill('Peru and Kenya sign on tea')
    await page.getByLabel('Date', { exact: true }).fill('2022-05-06')
    await page
      .locator('.load-panel textarea')
      .fill('Peru and Kenya signed an agreement on tea in Lima. Kenya exports tea to Peru, the minister said.')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.locator('h1', { hasText: 'Peru and Kenya sign on tea' }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.article-text').textContent()).toContain('Kenya exports tea to Peru')
    await page.getByRole('button', { name: 'All articles' }).click()
    await page.locator('.article-row', { hasText: 'Peru and Kenya sign on tea' }).waitFor()
  })

  test('a chosen file is loaded, and the same file again changes nothing', async () => {
    const page = await viewer().open('/?view=articles')
    const file = {
      name: 'baltic-rails.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(
        '---\ntitle: Rails for the Baltic\ndate: 2021-07-08\n---\n\nPoland and Latvia plan a railway.\n',
      ),
    }
    await page.locator('.file-choice input').setInputFiles(file)
    await page.locator('h1', { hasText: 'Rails for the Baltic' }).waitFor({ timeout: 60_000 })
    const { total } = (await (await viewer().server.get('/api/articles')).json()) as { total: number }
    await page.getByRole('button', { name: 'All articles' }).click()
    await page.locator('.file-choice input').setInputFiles(file)
    await page.locator('h1', { hasText: 'Rails for the Baltic' }).waitFor({ timeout: 60_000 })
    expect(((await (await viewer().server.get('/api/articles')).json()) as { total: number }).total).toBe(total)
  })

  test('a file that cannot be read gets a sentence, and nothing is loaded', async () => {
    const page = await viewer().open('/?view=articles')
    const { total } = (await (await viewer().server.get('/api/articles')).json()) as { total: number }
    await page.locator('.file-choice input').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"text": '),
    })
    await page.locator('.form-error').waitFor()
    expect((await page.locator('.form-error').textContent())?.length).toBeGreaterThan(15)
    expect(((await (await viewer().server.get('/api/articles')).json()) as { total: number }).total).toBe(total)
  })

  test('an article is removed only after a second word', async () => {
    const page = await viewer().open('/?view=articles&open=quay-accord')
    await page.getByRole('button', { name: 'Remove article' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Remove article' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.locator('.article-row').first().waitFor()
    expect((await viewer().server.get('/api/articles/quay-accord')).status).toBe(404)
  })

  test('accept marks a statement, a second press takes it back', async () => {
    const page = await viewer().open('/?select=edge~country:NOR SUPPLIES country:GHA')
    const card = page.locator('.statement').first()
    await card.getByRole('button', { name: 'Accept' }).click()
    await card.locator('.review-state', { hasText: 'Accepted' }).waitFor()
    const id = encodeURIComponent((await card.getAttribute('data-statement')) ?? '')
    const review = async (): Promise<unknown> =>
      ((await (await viewer().server.get(`/api/statements/${id}`)).json()) as { review: unknown }).review
    expect(await review()).toBe('accepted')
    await card.getByRole('button', { name: 'Accept' }).click()
    await card.locator('.review-state').waitFor({ state: 'detached' })
    expect(await review()).toBe(null)
  })

  test('a rejected statement leaves the graph', async () => {
    const page = await viewer().open('/?linked=0&select=node~region:west-africa')
    await drawn(page)
    await page.locator('.evidence .statement').first().getByRole('button', { name: 'Reject' }).click()
    await page.waitForFunction(async () => {
      const view = (await (await fetch('/api/graph?limit=100')).json()) as { edges: { predicate: string }[] }
      return !view.edges.some((edge) => edge.predicate === 'OPERATES_IN')
    })
    await page.locator('.legend-toggle', { hasText: 'Region' }).waitFor({ state: 'detached' })
  })

  test('a correction changes the modality in the graph', async () => {
    const page = await viewer().open('/?linked=0&select=edge~person:kari-lund ATTENDS event:tema-industry-forum')
    const card = page.locator('.statement').first()
    await card.getByRole('button', { name: 'Correct' }).click()
    await card.locator('.correction').getByLabel('How sure').selectOption('discussed')
    await card.getByRole('button', { name: 'Save correction' }).click()
    await card.locator('.review-state', { hasText: 'Corrected' }).waitFor()
    await page.locator('.evidence-head .modality', { hasText: 'Talk' }).waitFor()
  })

  test('a correction turns a statement round, puts in another end and adds a sector', async () => {
    const page = await viewer().open('/?select=node~country:GHA')
    const card = page.locator('.statement', { hasText: 'Norway delivered cold stores' })
    await card.getByRole('button', { name: 'Correct' }).click()
    const form = card.locator('.correction')
    await form.getByRole('button', { name: 'Swap' }).click()
    await form.getByLabel('To', { exact: true }).fill('Chi')
    await form.locator('option[value="Chile (Country)"]').waitFor({ state: 'attached' })
    await form.getByRole('button', { name: 'Save correction' }).click()
    expect(await form.isVisible(), 'half a name is not sent').toBe(true)
    await form.getByLabel('To', { exact: true }).fill('Chile (Country)')
    await form.locator('.correction-sectors select').selectOption('sector:mining')
    await form.getByRole('button', { name: 'Save correction' }).click()
    await card.locator('.review-state', { hasText: 'Corrected' }).waitFor()
    expect(await card.locator('.statement-head').textContent()).toMatch(/Ghana.*Chile/)
    const { items } = (await (
      await viewer().server.get('/api/statements?subject=country:GHA&object=country:CHL&predicate=SUPPLIES')
    ).json()) as { items: { sectors: string[]; review: string }[] }
    expect(items).toMatchObject([{ review: 'corrected', sectors: ['sector:fisheries', 'sector:mining'] }])
  })
})
