/** Runs axe-core on a page of the browser tests. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** Rules broken on the page, each with the elements that break it. */
export const violations = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  // The page's own policy refuses foreign scripts, as it should: the tool comes in as the debugger's does.
  await page.evaluate(axeSource)
  return page.evaluate(async (only) => {
    interface Result {
      violations: { id: string; nodes: { html: string; any: { data: unknown }[] }[] }[]
    }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } }
    const { violations: found } = await axe.run(only ? { runOnly: only } : {})
    return found.map(({ id, nodes }) => {
      const where = nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 120)} ${JSON.stringify(any[0]?.data)}`)
      return `${id}: ${where.join(' | ')}`
    })
  }, rules)
}
