/** The benchmark's page for vis-network: straight edges, no physics, edges hidden while moving, its fastest settings. */

import { DataSet, Network } from 'vis-network/standalone/esm/vis-network.min.mjs'
import { hasPainted, loadGraph, stage } from './measure.ts'

const { view, places } = await loadGraph()
const network = new Network(
  stage,
  {
    nodes: new DataSet(
      view.nodes.map((node, at) => ({
        id: node.id,
        label: node.name,
        x: places[2 * at] ?? 0,
        y: -(places[2 * at + 1] ?? 0),
      })),
    ),
    edges: new DataSet(view.edges.map((edge) => ({ id: edge.id, from: edge.source, to: edge.target }))),
  },
  {
    physics: false,
    nodes: { shape: 'dot', size: 6, color: '#0b64a0', font: { size: 8 } },
    edges: { smooth: false, width: 1, color: '#57606a' },
    interaction: { hideEdgesOnDrag: true, hideEdgesOnZoom: true },
    layout: { improvedLayout: false },
  },
)
network.once('afterDrawing', hasPainted)
