/** The notes and buttons that lie over the drawing, as boxes in its own pixels: no label is put under them. */
import type { Box } from './label-placing.ts'

const coverings = '.strip, .toolbar-group, .graph-count'

/** Boxes in pixels of the container, which stands in the stage together with what covers it. */
export const coveredBoxes = (container: HTMLElement): Box[] => {
  const origin = container.getBoundingClientRect()
  return [...(container.closest('.stage')?.querySelectorAll(coverings) ?? [])].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    }
  })
}

/** Calls back whenever a note over the drawing comes or goes; returns how to stop. */
export const onCoveringChange = (container: HTMLElement, act: () => void): (() => void) => {
  const strips = container.closest('.stage')?.querySelector('.strips')
  if (!strips) return () => undefined
  const observer = new ResizeObserver(act)
  observer.observe(strips)
  return () => observer.disconnect()
}
