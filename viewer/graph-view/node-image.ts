/**
 * Pictures of discs: a flag or a pictogram with its rim, made once per kind as small bitmaps that the WebGL drawing
 * takes as textures and the page as images. Flags come from the page's own server.
 */
import type { EntityType } from '../../graph/contract.ts'
import { pictogramColour, rims, type Theme, typeStyles } from './palette.ts'

/** Pixels across; enough for a disc of 32 px radius on a screen of double density. */
const across = 128

export const flagAddress = (code: string): string => `/flags/${code}.svg`

const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
let ruler: CanvasRenderingContext2D | null = null

/** Width of a label as the SVG drawing will show it, in pixels. */
export const labelWidth = (text: string, isBold: boolean): number => {
  ruler ??= document.createElement('canvas').getContext('2d')
  if (!ruler) return text.length * 7
  ruler.font = isBold ? `650 13.5px ${family}` : `450 12px ${family}`
  return ruler.measureText(text).width
}

const loaded = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error(`no image at ${address}`))
    image.src = address
  })

const pictures = new Map<string, Promise<string | null>>()

const paint = async (type: EntityType, colour: string, flag: string | null, theme: Theme): Promise<string | null> => {
  const canvas = document.createElement('canvas')
  canvas.width = across
  canvas.height = across
  const context = canvas.getContext('2d')
  if (!context) return null
  const middle = across / 2
  context.beginPath()
  context.arc(middle, middle, middle, 0, Math.PI * 2)
  context.fillStyle = colour
  context.fill()
  if (flag) {
    context.save()
    context.clip()
    context.drawImage(await loaded(flagAddress(flag)), 0, 0, across, across)
    context.restore()
  } else {
    const scale = across / 40
    context.save()
    context.translate(middle - 12 * scale, middle - 12 * scale)
    context.scale(scale, scale)
    context.strokeStyle = pictogramColour[theme]
    context.lineWidth = 2
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.stroke(new Path2D(typeStyles[type].pictogram))
    context.restore()
  }
  context.beginPath()
  context.arc(middle, middle, middle - 3, 0, Math.PI * 2)
  context.globalAlpha = flag ? 0.75 : 0.45
  context.lineWidth = 6
  context.strokeStyle = rims[theme]
  context.stroke()
  return canvas.toDataURL('image/png')
}

/** The picture as a data address; null where it cannot be had, and the plain disc stays. */
export const nodePicture = (
  type: EntityType,
  colour: string,
  flag: string | null,
  theme: Theme,
): Promise<string | null> => {
  const key = `${type} ${colour} ${flag} ${theme}`
  const before = pictures.get(key)
  if (before) return before
  const picture = paint(type, colour, flag, theme).catch(() => (flag ? nodePicture(type, colour, null, theme) : null))
  pictures.set(key, picture)
  return picture
}
