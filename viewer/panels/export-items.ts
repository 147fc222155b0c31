/** The actions of "share and export". The files are made here, from what is on screen. */
import { scene } from '../graph-view/graph-canvas.tsx'
import { t } from '../messages.ts'
import { visible } from '../state/graph-data.ts'
import { say, theme } from '../state/page-state.ts'
import type { MenuItem } from './menu.tsx'

export const saveFile = (name: string, kind: string, content: string | Blob): void => {
  const blob = typeof content === 'string' ? new Blob([content], { type: kind }) : content
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const copyText = async (text: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Without permission, or on an address that is neither local nor encrypted: the old way through a selection.
    const field = document.createElement('textarea')
    field.value = text
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
  say(t('copied'))
}

const stem = (): string => `entente-${new Date().toISOString().slice(0, 10)}`

export const exportItems = (): MenuItem[] => {
  const withExports = async (
    act: (exports: typeof import('../graph-view/export-graph.ts')) => Promise<void> | void,
  ): Promise<void> => {
    await act(await import('../graph-view/export-graph.ts'))
  }
  return [
    { name: t('copyLink'), act: () => copyText(location.href) },
    {
      name: t('exportPng'),
      act: () =>
        withExports(async ({ svgFile, pngFile }) =>
          saveFile(`${stem()}.png`, 'image/png', await pngFile(await svgFile(scene.peek(), theme.peek()))),
        ),
    },
    {
      name: t('exportSvg'),
      act: () =>
        withExports(async ({ svgFile }) =>
          saveFile(`${stem()}.svg`, 'image/svg+xml', (await svgFile(scene.peek(), theme.peek())).text),
        ),
    },
    {
      name: t('exportGexf'),
      act: () => withExports(({ gexfFile }) => saveFile(`${stem()}.gexf`, 'application/xml', gexfFile(scene.peek()))),
    },
    {
      name: t('exportCsv'),
      act: () => withExports(({ csvFile }) => saveFile(`${stem()}.csv`, 'text/csv', csvFile(visible.peek()))),
    },
    {
      name: t('exportHtml'),
      act: () =>
        withExports(async ({ htmlFile }) =>
          saveFile(`${stem()}.html`, 'text/html', await htmlFile(scene.peek(), visible.peek(), theme.peek())),
        ),
    },
  ]
}
