// Threat: names, titles, sentences and values of a query that are markup, links that run, or marks that turn a line.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeViewer, drawn } from '../browser/viewer-suite.ts'
import { sampleArticle } from '../helpers/sample-readings.ts'

const script = '<script>window.attacked = 1</script>'
const image = '"><img src=x onerror="window.attacked = 2">'
const turned = 'evil\u202egnp.exe'
const template = '{{constructor.constructor("window.attacked = 3")()}}'

const hostile = sampleArticle({
  id: 'hostile',
  title: `Steel ${script} and ${image}`,
  date: '2021-03-04',
  publisher: `Press ${image}`,
  names: {
    'country:NOR': { name: 'Norway' },
    'org:hostile': { name: `Works ${image}`, aliases: [script] },
    'person:hostile': { name: turned },
    'project:hostile': { name: template },
  },
  statements: [
    { s: 'org:hostile', p: 'LOCATED_IN', o: 'country:NOR', sectors: ['sector:metallurgy'], amount: script },
    { s: 'person:hostile', p: 'HOLDS_ROLE_IN', o: 'org:hostile', title: `head ${image}` },
    {
      s: 'org:hostile',
      p: 'DEVELOPS',
      o: 'project:hostile',
      speaker: 'person:hostile',
      text: `He said: ${script}${image}.`,
    },
  ],
})

/** Nothing ran, and nothing of the markup became a part of the page. */
const expectHarmless = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => (window as { attacked?: number }).attacked)).toBeUndefined()
  expect(await page.locator('[onerror], img[src="x"], a[href^="javascript:" i], body script').count()).toBe(0)
}

describeViewer(
  'markup is shown as text',
  (viewer) => {
    for (const address of [
      '/?linked=0',
      '/?linked=0&select=node~org:hostile',
      '/?linked=0&select=node~project:hostile',
      '/?view=matrix',
      '/?view=timeline',
      '/?view=articles',
      '/?view=articles&open=hostile',
      `/?linked=0&select=node~${encodeURIComponent(image)}`,
      `/?view=cypher&query=${encodeURIComponent(image)}`,
    ])
      test(`at ${address.slice(0, 50)}`, async () => {
        const page = await viewer().open(address)
        if (address.startsWith('/?linked')) await drawn(page)
        else await page.waitForTimeout(500)
        await expectHarmless(page)
      })

    test('a title and a sentence stand there letter by letter', async () => {
      const page = await viewer().open('/?view=articles&open=hostile')
      const title = page.getByRole('heading', { level: 1 }).first()
      await title.waitFor()
      await page.waitForFunction(() => document.querySelector('.article-body h1')?.textContent?.includes('Steel'))
      expect(await page.locator('.article-body h1').textContent()).toBe(`Steel ${script} and ${image}`)
      expect(await page.locator('.article-body').textContent()).toContain(`He said: ${script}${image}.`)
      await expectHarmless(page)
    })

    test('values and columns of a query, as a table and as a graph', async () => {
      const page = await viewer().open('/?view=cypher')
      await page.locator('.cypher-editor').click()
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText(
        `MATCH (o:Organization)-[r]-(x) RETURN o, r, x, '${script.replaceAll("'", '')}' AS \`${image}\`, 'javascript:alert(1)' AS link`,
      )
      await page.keyboard.press('Control+Enter')
      await page.locator('.data-table tbody tr').first().waitFor({ timeout: 30_000 })
      const table = (await page.locator('.data-table').textContent()) ?? ''
      expect(table).toContain(script)
      expect(table).toContain(image)
      await expectHarmless(page)
      await page.locator('.segments').getByText('Graph').click()
      await page.locator('.preview-graph svg [data-node]').first().waitFor()
      await expectHarmless(page)
    })

    test('the search, its suggestions and an answer to a question', async () => {
      const page = await viewer().open('/?linked=0')
      await drawn(page)
      for (const words of ['Works', image, `What is ${script}?`]) {
        await page.keyboard.press('/')
        await page.keyboard.press('Control+A')
        await page.keyboard.insertText(words)
        await page.locator('.hit').first().waitFor()
        await expectHarmless(page)
        await page.keyboard.press('Escape')
      }
      await page.keyboard.press('/')
      await page.keyboard.press('Control+A')
      await page.keyboard.insertText('Which companies are in Norway?')
      await page.locator('.hit', { hasText: 'Ask:' }).click()
      await page.locator('.question-text').waitFor({ timeout: 30_000 })
      expect(await page.locator('.question').textContent()).toContain(`Works ${image}`)
      await expectHarmless(page)
    })

    test('an article whose address would run is refused', async () => {
      for (const url of [
        'javascript:alert(1)',
        'JaVaScRiPt:alert(1)',
        'data:text/html,x',
        'vbscript:x',
        'file:///etc/hostname',
      ]) {
        const line = JSON.stringify({ id: 'link', title: 'Link', text: 'Norway sells cod to Ghana.', url })
        const response = await viewer().server.post('/api/articles?name=a.jsonl', line, {
          'content-type': 'application/octet-stream',
        })
        expect(response.status, `${url} ${await response.text()}`).toBe(400)
      }
    })
  },
  { articles: [hostile] },
)
