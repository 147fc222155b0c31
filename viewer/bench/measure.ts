/** What the three pages of the benchmark share: the graph they draw, and the clock that they stop. */
import type { GraphView } from '../../graph/contract.ts'

export interface BenchGraph {
  view: GraphView
  /** Places of the nodes, in their order: x, y, x, y … */
  places: number[]
}

declare global {
  interface Window {
    /** Milliseconds from navigation to the first frame with the graph in it; null until then. */
    painted: number | null
    /** The longest time that the page's thread was busy at a stretch, in milliseconds. */
    longest: number
    drawnFrames: number
    /** The node that was clicked last. */
    chosen: string | null
  }
}

window.painted = null
window.longest = 0
window.drawnFrames = 0
window.chosen = null
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration)
}).observe({ type: 'longtask', buffered: true })
const count = (): void => {
  window.drawnFrames += 1
  requestAnimationFrame(count)
}
requestAnimationFrame(count)

export const stage = document.getElementById('stage') as HTMLElement

export const loadGraph = async (): Promise<BenchGraph> => (await fetch(`/graph.json${location.search}`)).json()

/** Called when the library says that it has drawn: the frame after the next holds it for certain. */
export const hasPainted = (): void => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.painted ??= performance.now()
    }),
  )
}
