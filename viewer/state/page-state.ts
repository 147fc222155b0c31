/** What the page shows beside the data: theme, open dialogs, what is pointed at. Not part of the address. */
import { computed, effect, signal } from '@preact/signals'
import type { Theme } from '../graph-view/palette.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

const remembered = (): ThemeChoice => {
  const stored = localStorage.getItem('entente.theme')
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}
export const themeChoice = signal<ThemeChoice>(remembered())
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = signal(systemDark.matches)
systemDark.addEventListener('change', (event) => {
  systemIsDark.value = event.matches
})
export const theme = computed<Theme>(() => {
  if (themeChoice.value === 'system') return systemIsDark.value ? 'dark' : 'light'
  return themeChoice.value
})
effect(() => {
  document.documentElement.dataset.theme = theme.value
})
export const setTheme = (choice: ThemeChoice): void => {
  themeChoice.value = choice
  localStorage.setItem('entente.theme', choice)
}

const narrow = window.matchMedia('(max-width: 760px)')
export const isNarrow = signal(narrow.matches)
narrow.addEventListener('change', (event) => {
  isNarrow.value = event.matches
})

/** What a first visitor is told, until it was followed or put away. */
export const hintSeen = signal(localStorage.getItem('entente.hint') === 'seen')
export const putHintAway = (): void => {
  if (hintSeen.peek()) return
  hintSeen.value = true
  localStorage.setItem('entente.hint', 'seen')
}

export const searchOpen = signal(false)
export const helpOpen = signal(false)
/** The legend is a column on wide screens and a sheet on narrow ones. */
export const legendOpen = signal(!narrow.matches)
export const tableOpen = signal(false)
export const areaMode = signal(false)
/** Nodes framed together. */
export const areaNodes = signal<readonly string[]>([])
/** Node from which a path is being asked; the next click gives its end. */
export const pathStart = signal<string | null>(null)
export const hoveredNode = signal<string | null>(null)
export const hoveredEdge = signal<string | null>(null)
export const hasWebGl = signal(true)

/** One line that screen readers speak and everyone sees for a moment. */
export const notice = signal('')
let noticeTimer: ReturnType<typeof setTimeout> | undefined
export const say = (text: string): void => {
  notice.value = text
  clearTimeout(noticeTimer)
  noticeTimer = setTimeout(() => {
    notice.value = ''
  }, 4000)
}
