/** A small still drawing of a graph view, as in the answer of a query. Clicks open the evidence in the graph. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { GraphView } from '../../graph/contract.ts'
import { showNode } from '../graph-view/graph-canvas.tsx'
import type { LayoutInput, Positions } from '../graph-view/layout.ts'
import { noMarks } from '../graph-view/marks.ts'
import { flagAddress, labelWidth } from '../graph-view/node-image.ts'
import { buildScene } from '../graph-view/scene.ts'
import { svgText } from '../graph-view/svg-text.ts'
import { predicateName, t } from '../messages.ts'
import { Skeleton } from '../panels/notes.tsx'
import { mergeViews } from '../state/graph-model.ts'
import { theme } from '../state/page-state.ts'
import { update } from '../state/store.ts'

const size = { width: 1000, height: 560 }

export const PreviewGraph = ({
  view,
  source,
}: {
  view: GraphView
  /** The query that gave the view, to be asked again where it is laid over the graph. */
  source: { query: string; parameters: string }
}) => {
  const model = useMemo(() => mergeViews([view]), [view])
  const [positions, setPositions] = useState<Positions | null>(null)
  useEffect(() => {
    const input: LayoutInput = {
      nodes: [...model.nodes.values()].map((node) => ({
        id: node.id,
        halfWidth: Math.min(24, node.name.length) * 3.3 + 8,
        halfHeight: 28,
        at: null,
        fixed: false,
      })),
      edges: [...model.edges.values()].map(({ source, target, statements }) => ({
        source,
        target,
        weight: statements,
      })),
      width: size.width - 140,
      height: size.height - 110,
    }
    let isGone = false
    import('../graph-view/layout.ts').then(({ layOut }) => {
      if (!isGone) setPositions(layOut(input))
    })
    return () => {
      isGone = true
    }
  }, [model])
  if (!positions) return <Skeleton lines={4} />
  const scene = buildScene(model, positions, { theme: theme.value, frame: size, communities: null })
  const worded = scene.edges.size <= 30 ? new Set(scene.edges.keys()) : new Set<string>()
  const markup = svgText(scene, {
    theme: theme.value,
    ...size,
    marks: { ...noMarks, worded },
    wordOf: (id) => predicateName(scene.edges.get(id)?.edge.predicate ?? 'LINKED_TO'),
    flagOf: flagAddress,
    widthOf: labelWidth,
    title: t('cypherGraph'),
  })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table beside it does the same by keyboard
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      class="preview-graph"
      onClick={(event) => {
        const id = (event.target as Element).closest('[data-node]')?.getAttribute('data-node')
        if (!id) return
        update({ answer: { mode: 'add', ...source } })
        showNode(id)
      }}
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  )
}
