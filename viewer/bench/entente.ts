/** The benchmark's page for Entente's own drawing, made of the same parts as the real page. */
import { createDrawing } from '../graph-view/drawing-host.ts'
import { buildScene } from '../graph-view/scene.ts'
import { mergeViews } from '../state/graph-model.ts'
import { hasPainted, loadGraph, stage } from './measure.ts'

const nothing = (): void => undefined
const { view, places } = await loadGraph()
const model = mergeViews([view])
const positions = new Map(
  view.nodes.map((node, at) => [node.id, [places[2 * at] ?? 0, places[2 * at + 1] ?? 0] as const]),
)
const scene = buildScene(model, positions, {
  theme: 'light',
  frame: { width: stage.clientWidth, height: stage.clientHeight },
  communities: null,
})
const events = {
  clickNode: (id: string) => {
    window.chosen = id
  },
  doubleClickNode: nothing,
  hoverNode: nothing,
  clickEdge: nothing,
  hoverEdge: nothing,
  clickGround: nothing,
  moveNode: nothing,
  selectArea: nothing,
}
const host = createDrawing(stage, events, { webGl: true, onDrawn: hasPainted, onWebGlLost: nothing })
host.show(scene, 'light', () => '')
// Graphs of usual size are on screen as SVG before the WebGL drawing takes over.
if (stage.querySelector('.first-drawing')) hasPainted()
