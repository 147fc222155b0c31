/** The benchmark's page for cytoscape.js: haystack edges and no labels while moving, its fastest canvas settings. */
import cytoscape from 'cytoscape'
import { hasPainted, loadGraph, stage } from './measure.ts'

const { view, places } = await loadGraph()
const chart = cytoscape({
  container: stage,
  elements: [
    ...view.nodes.map((node, at) => ({
      data: { id: node.id, label: node.name },
      position: { x: places[2 * at] ?? 0, y: -(places[2 * at + 1] ?? 0) },
    })),
    ...view.edges.map((edge) => ({ data: { id: edge.id, source: edge.source, target: edge.target } })),
  ],
  layout: { name: 'preset', fit: true },
  style: [
    {
      selector: 'node',
      style: {
        width: 12,
        height: 12,
        'background-color': '#0b64a0',
        label: 'data(label)',
        'font-size': 8,
        'min-zoomed-font-size': 8,
      },
    },
    { selector: 'edge', style: { width: 1, 'line-color': '#57606a', 'curve-style': 'haystack' } },
  ],
  hideEdgesOnViewport: true,
  textureOnViewport: true,
  pixelRatio: 1,
})
chart.one('render', hasPainted)
