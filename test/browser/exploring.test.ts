/** Exploring: expand, fold, surroundings, paths, pins, hiding, undo, areas, communities; and the address that brings it all back. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { typeStyles } from '../../viewer/graph-view/palette.ts'
import { describeViewer, drawn, pictureOf, stillPicture } from './viewer-suite.ts'

const nodes = async (page: Page): Promise<number> => Number(await page.locator('.canvas').getAttribute('data-nodes'))
const untilNodes = (page: Page, count: number): Promise<void> =>
  page.locator(`.canvas[data-nodes="${count}"]`).waitFor()
const spotOf = async (page: Page, type: keyof typeof typeStyles): Promise<{ x: number; y: number }> => {
  const spot = (await pictureOf(page)).find(typeStyles[type].disc.light)
  if (!spot) throw new Error(`no ${type} on screen`)
  return spot
}

describeViewer('exploring', (viewer) => {
  test('a double click expands a node beyond the start view, another folds it again', async () => {
    const page = await viewer().open('/?limit=4&linked=0')
    await drawn(page)
    expect(await nodes(page)).toBe(4)
    await page.locator('.canvas').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.evidence h2').waitFor()
    await page.keyboard.press('e')
    await page.waitForFunction(() => Number(document.querySelector('.canvas')?.getAttribute('data-nodes')) > 4)
    expect(page.url()).toContain('expand=')
    await page.keyboard.press('e')
    await page.waitForFunction(() => Number(document.querySelector('.canvas')?.getAttribute('data-nodes')) <= 4)
  })

  test('a double click on a disc expands, without zooming', async () => {
    const page = await viewer().open('/?limit=14&linked=0')
    await drawn(page)
    const before = await spotOf(page, 'Event').catch(() => spotOf(page, 'Person'))
    await page.mouse.dblclick(before.x, before.y)
    await page.waitForFunction(() => location.search.includes('expand='))
  })

  test('expanding by one relation brings that relation only', async () => {
    const page = await viewer().open('/?limit=2&linked=0&select=node~country:NOR')
    await drawn(page)
    await page.locator('.evidence summary', { hasText: 'Expand by relation' }).click()
    await page.locator('.expand-list .row-button', { hasText: 'exports' }).click()
    await page.waitForFunction(() => location.search.includes('country:NOR~EXPORTS'))
    await page.keyboard.press('t')
    await page.locator('.data-table', { hasText: 'ferrosilicon' }).waitFor()
    expect(await page.locator('.data-table').textContent()).not.toContain('is located in')
  })

  test('surroundings show a node and what touches it, and Esc leads out', async () => {
    const page = await viewer().open('/?linked=0&select=node~country:VNM')
    await drawn(page)
    const all = await nodes(page)
    await page.keyboard.press('o')
    await page.waitForFunction(
      (before) => Number(document.querySelector('.canvas')?.getAttribute('data-nodes')) < before,
      all,
    )
    expect(await nodes(page)).toBe(4)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await untilNodes(page, all)
  })

  test('the shortest path between two: from one, click the other', async () => {
    const page = await viewer().open('/?linked=0&select=node~agreement:quay-accord')
    await drawn(page)
    await page.keyboard.press('p')
    const region = await spotOf(page, 'Region')
    await page.mouse.click(region.x, region.y)
    await page.locator('.strip', { hasText: 'Shortest paths from Quay accord to West Africa' }).waitFor()
    expect(page.url()).toContain('path=agreement:quay-accord~region:west-africa')
    await drawn(page)
    // What is off the path has stepped back: its disc has lost its colour.
    expect((await pictureOf(page)).colours.get(typeStyles.Commodity.disc.light) ?? 0).toBeLessThan(20)
    await page.locator('.strip', { hasText: 'Shortest paths' }).getByText('Clear').click()
    await page.waitForFunction(() => !location.search.includes('path='))
  })

  test('a dragged node stays where it was dropped, after a reload too', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const from = await spotOf(page, 'Event')
    const to = { x: from.x + (from.x > 760 ? -120 : 120), y: from.y + (from.y > 400 ? -90 : 90) }
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 })
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.mouse.up()
    await page.waitForFunction(() => location.search.includes('pin=event:tema-industry-forum'))
    await page.mouse.move(640, 4)
    await page.waitForTimeout(400)
    const there = await spotOf(page, 'Event')
    expect(Math.hypot(there.x - to.x, there.y - to.y)).toBeLessThan(12)
    await page.reload()
    await drawn(page)
    const again = await spotOf(page, 'Event')
    expect(Math.hypot(again.x - there.x, again.y - there.y)).toBeLessThan(30)
  })

  test('hide, undo, redo', async () => {
    const page = await viewer().open('/?linked=0&select=node~event:tema-industry-forum')
    await drawn(page)
    const all = await nodes(page)
    await page.keyboard.press('h')
    await untilNodes(page, all - 1)
    await page.locator('.strip', { hasText: '1 hidden' }).waitFor()
    await page.keyboard.press('Control+z')
    await untilNodes(page, all)
    await page.keyboard.press('Control+Shift+z')
    await untilNodes(page, all - 1)
    await page.getByText('Show again').click()
    await untilNodes(page, all)
  })

  test('an area frames several nodes, which can be hidden together', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const all = await nodes(page)
    await page.getByRole('button', { name: 'Select an area' }).click()
    const box = await page.locator('.canvas').boundingBox()
    if (!box) throw new Error('no canvas')
    await page.mouse.move(box.x + 5, box.y + 70)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 5, box.y + box.height - 5, { steps: 4 })
    await page.mouse.up()
    const strip = page.locator('.strip', { hasText: 'selected' })
    await strip.waitFor()
    const count = Number((await strip.textContent())?.match(/\d+/)?.[0])
    expect(count).toBeGreaterThan(4)
    await strip.getByText('Hide').click()
    await page.waitForFunction((left) => {
      const shown = document.querySelector('.canvas')?.getAttribute('data-nodes')
      return Number(shown ?? 0) === left
    }, all - count)
  })

  test('communities colour groups, and the types come back', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    await page.getByRole('button', { name: 'Communities' }).click()
    await page.waitForTimeout(600)
    expect((await pictureOf(page)).colours.get(typeStyles.Commodity.disc.light) ?? 0).toBeLessThan(20)
    await page.getByRole('button', { name: 'Communities' }).click()
    await page.waitForTimeout(600)
    expect((await pictureOf(page)).colours.get(typeStyles.Commodity.disc.light) ?? 0).toBeGreaterThan(60)
  })

  test('zoom and fit change the picture and bring it back', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    await stillPicture(page)
    const first = (await pictureOf(page)).colours.get(typeStyles.Sector.disc.light) ?? 0
    const project = await spotOf(page, 'Project')
    await page.mouse.move(project.x, project.y)
    await page.mouse.wheel(0, -600)
    await page.waitForTimeout(900)
    expect((await pictureOf(page)).colours.get(typeStyles.Sector.disc.light) ?? 0).not.toBe(first)
    await page.getByRole('button', { name: 'Fit to view' }).click()
    await page.mouse.move(640, 4)
    await page.waitForTimeout(900)
    await stillPicture(page)
    expect((await pictureOf(page)).colours.get(typeStyles.Sector.disc.light) ?? 0).toBe(first)
  })

  test('the time brush filters the graph, and the whole time comes back', async () => {
    const page = await viewer().open('/?linked=0')
    await drawn(page)
    const all = await nodes(page)
    const track = await page.locator('.time-track').boundingBox()
    if (!track) throw new Error('no timeline')
    await page.mouse.move(track.x + track.width * 0.7, track.y + 10)
    await page.mouse.down()
    await page.mouse.move(track.x + track.width - 2, track.y + 12, { steps: 4 })
    await page.mouse.up()
    await page.waitForFunction(
      (before) => Number(document.querySelector('.canvas')?.getAttribute('data-nodes')) < before,
      all,
    )
    expect(page.url()).toMatch(/from=2021-\d\d-01.*to=2022-02-28/)
    await page.getByText('Whole time').click()
    await untilNodes(page, all)
  })

  test('an address of all of it restores all of it', async () => {
    const address =
      '/?modality=actual,planned&minConfidence=0.5&hide-types=Place&linked=0&hide=commodity:cod&select=edge~org:nordstal DEVELOPS project:tema-steel-works'
    const page = await viewer().open(address)
    await drawn(page)
    await page.locator('.evidence .statement', { hasText: 'Tema steel works' }).waitFor()
    expect(await page.locator('.legend-toggle', { hasText: 'Talk' }).getAttribute('aria-pressed')).toBe('false')
    await page.locator('.strip', { hasText: '1 hidden' }).waitFor()
    const restored = new URL(page.url()).searchParams
    expect(restored.get('modality')).toBe('actual,planned')
    expect(restored.get('select')).toBe('edge~org:nordstal DEVELOPS project:tema-steel-works')
  })
})
