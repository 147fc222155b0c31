/** The frame that a layout fills within the drawing: layout and camera must agree on it. */

/** Pixels that the drawing keeps free at its edges, for labels. */
export const edgeMargin = (width: number): number => (width < 600 ? 32 : 64)

export interface Frame {
  width: number
  height: number
}

/** The part of the drawing in which the nodes stand; its middle is the layout's origin. */
export const innerFrame = ({ width, height }: Frame): Frame => {
  const margin = edgeMargin(width)
  return { width: width - margin * 2.5, height: height - margin * 2 }
}
