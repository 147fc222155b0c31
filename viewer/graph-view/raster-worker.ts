/** Paints large graphs off the page's thread. Keeps the last graph; each message with a view gives one picture. */
import { type PackedGraph, type RasterView, rasterise } from './raster.ts'

export type RasterRequest =
  | { kind: 'graph'; graph: PackedGraph }
  | { kind: 'view'; ticket: number; view: RasterView; fitted: number }
export interface RasterAnswer {
  ticket: number
  view: RasterView
  picture: ImageBitmap
}

let graph: PackedGraph | null = null
let waiting: Extract<RasterRequest, { kind: 'view' }> | null = null

const paint = async (): Promise<void> => {
  const request = waiting
  waiting = null
  if (!request || !graph) return
  const { view, ticket, fitted } = request
  const picture = await createImageBitmap(new ImageData(rasterise(graph, view, fitted), view.width, view.height))
  self.postMessage({ ticket, view, picture } satisfies RasterAnswer, { transfer: [picture] })
}

self.addEventListener('message', (event: MessageEvent<RasterRequest>) => {
  if (event.data.kind === 'graph') {
    graph = event.data.graph
    return
  }
  // Of several views that came while one was painted only the last matters.
  if (!waiting) setTimeout(() => void paint(), 0)
  waiting = event.data
})
