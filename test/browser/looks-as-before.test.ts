/**
 * Five views against stored pictures: small ones, in which letters are a grey haze, so that another version of the
 * browser or of a font passes and a view that lost a column, a colour or its layout does not.
 * `ENTENTE_RECORD=1` stores what is there now; look at the pictures before they are committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { describeViewer, drawn, stillPicture } from './viewer-suite.ts'

const folder = packageFile('test/browser/looks')
/** Each pixel of a stored picture is the mean of 8 × 8 on screen. */
const size = { width: 160, height: 100 }
/** A pixel differs where a channel is further off than this, of 255. */
const notable = 24
/** Share of differing pixels that is let pass: with the fonts of the stored pictures, and with others. */
const tolerance = { sameFonts: 0.01, otherFonts: 0.12 }

const views: readonly [name: string, address: string, ready: string, scheme?: 'dark'][] = [
  ['graph', '/', '.canvas[data-drawn="true"]'],
  ['evidence', '/?select=node~country:NOR', '.evidence .statement', 'dark'],
  ['matrix', '/?view=matrix&select=cell~country:NOR~sector:fisheries', '.evidence .statement'],
  ['dossier', '/dossier/NOR/GHA', '.dossier-page .statement'],
  ['article', '/?view=articles&open=harbour-steel', '.evidence-mark', 'dark'],
]

/** The page's picture made small, as PNG, and the width of a text, which tells one font from another. */
const lookOf = async (page: Page): Promise<{ png: string; textWidth: number }> => {
  const shot = (await page.screenshot()).toString('base64')
  return page.evaluate(
    async ({ data, width, height }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d') as CanvasRenderingContext2D
      context.imageSmoothingQuality = 'high'
      context.drawImage(image, 0, 0, width, height)
      const png = canvas.toDataURL('image/png').replace(/^.*,/, '')
      context.font = `16px ${getComputedStyle(document.body).fontFamily}`
      return { png, textWidth: Math.round(context.measureText('Who works with whom, on what?').width) }
    },
    { data: shot, ...size },
  )
}

/** Share of pixels that differ notably. */
const differing = (page: Page, one: string, other: string): Promise<number> =>
  page.evaluate(
    async ({ pictures, limit, width, height }) => {
      const pixels = await Promise.all(
        pictures.map(async (data) => {
          const image = new Image()
          image.src = `data:image/png;base64,${data}`
          await image.decode()
          const canvas = document.createElement('canvas')
          canvas.width = width
          canvas.height = height
          const context = canvas.getContext('2d') as CanvasRenderingContext2D
          context.drawImage(image, 0, 0)
          return context.getImageData(0, 0, width, height).data
        }),
      )
      const [a, b] = pixels as [Uint8ClampedArray, Uint8ClampedArray]
      let count = 0
      for (let at = 0; at < a.length; at += 4) {
        const off = [0, 1, 2].some((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)) > limit)
        count += off ? 1 : 0
      }
      return count / (width * height)
    },
    { pictures: [one, other], limit: notable, ...size },
  )

describeViewer('looks', (viewer) => {
  for (const [name, address, ready, colorScheme = 'light'] of views) {
    test(`the ${name} looks as it did`, async () => {
      const page = await viewer().open(address, { colorScheme })
      await page.locator(ready).first().waitFor()
      if (name === 'graph' || name === 'evidence') {
        await drawn(page)
        await stillPicture(page)
      }
      await page.waitForLoadState('networkidle')
      const { png, textWidth } = await lookOf(page)
      const file = join(folder, `${name}.png`)
      const widthFile = join(folder, 'text-width.txt')
      if (process.env.ENTENTE_RECORD === '1') {
        mkdirSync(folder, { recursive: true })
        writeFileSync(file, Buffer.from(png, 'base64'))
        writeFileSync(widthFile, `${textWidth}\n`)
      }
      const areFontsSame = Number(readFileSync(widthFile, 'utf8')) === textWidth
      const share = await differing(page, png, readFileSync(file).toString('base64'))
      expect(share).toBeLessThan(areFontsSame ? tolerance.sameFonts : tolerance.otherFonts)
    })
  }
})
