/**
 * Colours and pictograms of types and modalities for both grounds. Checked by test: every disc stands out 3:1 from
 * its ground and from its pictogram. A type is never told by colour alone: each has a pictogram and a word.
 */
import type { EntityType, Modality } from '../../graph/contract.ts'

export type Theme = 'light' | 'dark'

/** The ground of the drawing; the style sheet's `--canvas` must be the same. */
export const grounds: Record<Theme, string> = { light: '#fbfaf7', dark: '#14171c' }

export interface TypeStyle {
  disc: Record<Theme, string>
  /** Strokes on a 24 × 24 grid, drawn in the pictogram's colour. */
  pictogram: string
}

/** Shades of the Okabe-Ito colours, deepened for the light ground and lifted for the dark one. */
export const typeStyles: Record<EntityType, TypeStyle> = {
  Country: {
    disc: { light: '#0b64a0', dark: '#56b4e9' },
    pictogram: 'M6 21V4M6 4.5c4-2.4 8 2.4 12 0v9c-4 2.4-8-2.4-12 0',
  },
  Region: {
    disc: { light: '#2a7f9e', dark: '#8fd3ef' },
    pictogram: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c3.4 3.2 3.4 14.8 0 18M12 3c-3.4 3.2-3.4 14.8 0 18',
  },
  Place: {
    disc: { light: '#00795b', dark: '#2bc79b' },
    pictogram:
      'M12 21.5c4.5-5 6.8-8.7 6.8-11.7a6.8 6.8 0 1 0-13.6 0c0 3 2.3 6.7 6.8 11.7ZM12 12.3a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  },
  Organization: {
    disc: { light: '#b84a00', dark: '#f0874a' },
    pictogram: 'M4 21V5.5L13 3v18M13 9.5l7 2V21M2.5 21h19M7.3 9h2.4M7.3 13h2.4M7.3 17h2.4M16.3 15h.9M16.3 18h.9',
  },
  Person: {
    disc: { light: '#a34a80', dark: '#e39ac5' },
    pictogram: 'M12 11.5a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4ZM4.2 21c.6-4.3 3.7-6.6 7.8-6.6s7.2 2.3 7.8 6.6',
  },
  Sector: {
    disc: { light: '#7d6a00', dark: '#efe04a' },
    pictogram: 'M3.5 20.5v-9l5.5 4v-4l5.5 4v-4l6 4.5v4.5ZM6.5 8l1-4.5h2L10.3 8',
  },
  Commodity: {
    disc: { light: '#9a6100', dark: '#e9a820' },
    pictogram: 'M12 3l8 4.4v9.2L12 21l-8-4.4V7.4ZM4.2 7.5L12 12l7.8-4.5M12 12v8.8',
  },
  Event: {
    disc: { light: '#6355a5', dark: '#b3a6ef' },
    pictogram: 'M4 6h16v14.5H4ZM4 10.5h16M8.5 3v5M15.5 3v5M8 14.5h3M8 17.3h6',
  },
  Project: {
    disc: { light: '#47535f', dark: '#b7c2cc' },
    pictogram: 'M7.5 21V4.5M4 21h7M7.5 4.5H20.5M7.5 8.5L12.5 4.5M17.5 4.5v6M15.5 10.5h4v3.5h-4Z',
  },
  Agreement: {
    disc: { light: '#7c4a2d', dark: '#d3a886' },
    pictogram: 'M6 3h8.5L18.5 7v14H6ZM14 3v4.5h4.5M9 12h6.5M9 15.5c1.5-1.6 2.2 1.6 3.7 0s1.6.8 2.8 0',
  },
}

export const pictogramColour: Record<Theme, string> = { light: '#ffffff', dark: '#14171c' }

/** Text and the mark of what is selected, on the drawing's ground. */
export const inks: Record<Theme, string> = { light: '#1f2328', dark: '#e8eaed' }
export const accents: Record<Theme, string> = { light: '#0b64a0', dark: '#7cc4f0' }

/** The rim of every disc: parts neighbours and flags from the ground. */
export const rims: Record<Theme, string> = { light: '#1f2328', dark: '#e8eaed' }

export type LineStyle = 'solid' | 'dashed' | 'dotted' | 'crossed'
export interface ModalityStyle {
  colour: Record<Theme, string>
  line: LineStyle
  /** Times the width that the number of statements gives. */
  width: number
}

export const modalityStyles: Record<Modality, ModalityStyle> = {
  actual: { colour: { light: '#57606a', dark: '#9aa4af' }, line: 'solid', width: 1 },
  planned: { colour: { light: '#c2500a', dark: '#f0874a' }, line: 'dashed', width: 1 },
  discussed: { colour: { light: '#0b72b5', dark: '#56b4e9' }, line: 'dotted', width: 0.85 },
  ended: { colour: { light: '#7f8791', dark: '#7d8793' }, line: 'crossed', width: 0.8 },
  denied: { colour: { light: '#a34a80', dark: '#e39ac5' }, line: 'crossed', width: 0.8 },
}

/** For communities, in order of size; the rest are grey. */
export const communityColours: Record<Theme, readonly string[]> = {
  light: ['#0b64a0', '#b84a00', '#00795b', '#a34a80', '#7d6a00', '#6355a5', '#47535f', '#7c4a2d'],
  dark: ['#56b4e9', '#f0874a', '#2bc79b', '#e39ac5', '#efe04a', '#b3a6ef', '#b7c2cc', '#d3a886'],
}

const channel = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const channels = (hex: string): [number, number, number] => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
]
const luminance = (hex: string): number => {
  const [red, green, blue] = channels(hex)
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
}

/** Contrast of two `#rrggbb` colours after WCAG 2.2, 1 to 21. */
export const contrast = (first: string, second: string): number => {
  const [high, low] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** `share` of the first colour mixed into the second. */
export const mixed = (first: string, second: string, share: number): string => {
  const a = channels(first)
  const b = channels(second)
  return `#${a
    .map((value, i) =>
      Math.round(value * share + (b[i] ?? 0) * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
