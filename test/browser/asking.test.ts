/** Questions in plain words, and the time that is played. */
import { expect, test } from 'vitest'
import { describeViewer, drawn, openSearch } from './viewer-suite.ts'

describeViewer('asking', (viewer) => {
  test('a question in the search box is answered in words, with the table, the sentences and the query', async () => {
    const page = await viewer().open()
    await drawn(page)
    await openSearch(page)
    await page.keyboard.insertText('Which countries are linked to metallurgy?')
    const ask = page.locator('.hit', { hasText: 'Ask:' })
    await ask.waitFor()
    await ask.click()
    await page.locator('.question-text').waitFor({ timeout: 60_000 })
    expect(await page.locator('.question-text').textContent()).toMatch(/Norway|Ghana/)
    expect(await page.locator('.question .data-table').textContent()).toContain('Norway')
    await page.locator('.question summary').click()
    expect(await page.locator('.question .code').textContent()).toContain('MATCH')
    await page.getByRole('button', { name: 'Open in the query view' }).click()
    await page.waitForFunction(() => location.search.includes('view=cypher'))
    await page.getByRole('button', { name: /^Run/ }).click()
    await page.locator('.cypher-result .data-table').waitFor({ timeout: 60_000 })
    expect(await page.locator('.cypher-result .data-table').textContent()).toContain('Norway')
  }, 120_000)

  test('a question that cannot be read says so and offers others', async () => {
    const page = await viewer().open()
    await openSearch(page)
    await page.keyboard.insertText('why does the moon sing blue songs')
    await page.locator('.hit', { hasText: 'Ask:' }).click()
    await page.locator('.question-text').waitFor({ timeout: 60_000 })
    const first = await page.locator('.question-text').textContent()
    await page.locator('.suggestions button').first().click()
    await page.waitForFunction((before) => {
      const text = document.querySelector('.question-text')?.textContent
      return text !== undefined && text !== before
    }, first)
  })

  test('time plays: the span moves on by itself until it is stopped', async () => {
    const page = await viewer().open('/?from=2020-10-01&to=2021-03-31&linked=0')
    await page.getByRole('button', { name: 'Play' }).click()
    await page.waitForFunction(() => !location.search.includes('from=2020-10-01'))
    await page.getByRole('button', { name: 'Pause' }).click()
    const stopped = page.url()
    await page.waitForTimeout(1500)
    expect(page.url()).toBe(stopped)
  })

  test('the span is set by keyboard too', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const start = page.getByLabel('First month')
    await start.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => /from=2020-\d\d-01/.test(location.search))
    await page.locator('.time-brush').waitFor()
  })
})
