/**
 * One drawing for the page, whatever draws it: WebGL for graphs of usual size, pixels from a worker for very large ones,
 * SVG where there is no WebGL, and SVG at once while the WebGL code is still on its way. Passes everything on.
 */
import type { Drawing, DrawingEvents } from './drawing.ts'
import { type Marks, noMarks } from './marks.ts'
import { flagAddress, labelWidth } from './node-image.ts'
import type { Theme } from './palette.ts'
import { isLarge, type Scene } from './scene.ts'
import { createSvgDrawing } from './svg-drawing.ts'
import { svgText } from './svg-text.ts'

type Kind = 'sigma' | 'large' | 'svg'

export interface DrawingHost extends Drawing {
  /** What draws now; null before the first scene. */
  kind(): Kind | null
}

export const canDrawWebGl = (): boolean => {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}

/** The scene as it will look, in the place of the drawing that is being loaded. */
const paintFirst = (container: HTMLElement, scene: Scene, theme: Theme, marks: Marks): HTMLElement => {
  const sheet = document.createElement('div')
  sheet.className = 'first-drawing'
  sheet.setAttribute('aria-hidden', 'true')
  const [width, height] = [Math.max(200, container.clientWidth), Math.max(200, container.clientHeight)]
  sheet.innerHTML = svgText(scene, { theme, width, height, marks, flagOf: flagAddress, widthOf: labelWidth, title: '' })
  container.append(sheet)
  return sheet
}

export interface HostOptions {
  /** False takes the SVG drawing. */
  webGl: boolean
  /** Called when a scene is on screen for the first time, and whenever what draws changes. */
  onDrawn: (kind: Kind) => void
  /** WebGL was there, but the drawing could not be made with it. */
  onWebGlLost: () => void
}

export const createDrawing = (container: HTMLElement, events: DrawingEvents, options: HostOptions): DrawingHost => {
  let current: Drawing | null = null
  let kind: Kind | null = null
  let hasWebGl = options.webGl
  let last: { scene: Scene; theme: Theme; wordOf: (edge: string) => string } | null = null
  let marks: Marks = noMarks
  let isArea = false
  let isClosed = false
  let first: HTMLElement | null = null

  const clearFirst = (): void => {
    first?.remove()
    first = null
  }
  const adopt = (made: Drawing, its: Kind): void => {
    if (isClosed || kind !== its || !last) {
      made.close()
      return
    }
    current = made
    made.show(last.scene, last.theme, last.wordOf)
    made.mark(marks)
    made.setAreaMode(isArea)
    made.fit()
    clearFirst()
    if (its !== 'large') options.onDrawn(its)
  }
  const make = (its: Kind): void => {
    current?.close()
    current = null
    kind = its
    if (its === 'svg') {
      adopt(createSvgDrawing(container, events), its)
      return
    }
    if (its === 'large') {
      import('./large-drawing.ts').then(({ createLargeDrawing }) =>
        adopt(
          createLargeDrawing(container, events, () => options.onDrawn('large')),
          its,
        ),
      )
      return
    }
    if (last) first = paintFirst(container, last.scene, last.theme, marks)
    // One frame for the first drawing to be seen before the page is busy with the second.
    const loaded = import('./sigma-drawing.ts')
    requestAnimationFrame(() => {
      setTimeout(() => {
        loaded
          .then(({ createSigmaDrawing }) => adopt(createSigmaDrawing(container, events), its))
          .catch(() => {
            hasWebGl = false
            options.onWebGlLost()
            clearFirst()
            make('svg')
          })
      }, 0)
    })
  }

  return {
    kind: () => kind,
    show: (scene, theme, wordOf) => {
      last = { scene, theme, wordOf }
      if (scene.nodes.size === 0 && kind === null) return
      const wanted: Kind = isLarge(scene.nodes.size, scene.edges.size) ? 'large' : hasWebGl ? 'sigma' : 'svg'
      if (wanted !== kind) make(wanted)
      else current?.show(scene, theme, wordOf)
    },
    mark: (next) => {
      marks = next
      current?.mark(next)
    },
    fit: () => current?.fit(),
    zoom: (factor) => current?.zoom(factor),
    reveal: (id) => current?.reveal(id),
    setAreaMode: (on) => {
      isArea = on
      current?.setAreaMode(on)
    },
    close: () => {
      isClosed = true
      current?.close()
      clearFirst()
    },
  }
}
