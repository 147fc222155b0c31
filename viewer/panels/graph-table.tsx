/** The graph as a table, in step with the drawing: the same edges, the same selection. For screen readers and without WebGL. */
import type { GraphEdge } from '../../graph/contract.ts'
import { formatDate, predicateName, t } from '../messages.ts'
import { visible } from '../state/graph-data.ts'
import { select, state } from '../state/store.ts'
import { EntityLink, ModalityMark } from './marks.tsx'
import { ScrollRegion } from './scroll-region.tsx'

/** Rows in the page at once; the rest is a filter away. */
const rowLimit = 500

const ordered = (edges: Iterable<GraphEdge>): GraphEdge[] =>
  [...edges].sort((a, b) => b.statements - a.statements || a.id.localeCompare(b.id))

export const GraphTable = () => {
  const { nodes, edges } = visible.value
  const { selection } = state.value
  const rows = ordered(edges.values()).slice(0, rowLimit)
  return (
    <ScrollRegion kind="table-box" id="graph-table" label={t('tableCaption')}>
      <table class="data-table">
        <caption class="visually-hidden">{t('tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columnFrom')}</th>
            <th scope="col">{t('columnRelation')}</th>
            <th scope="col">{t('columnTo')}</th>
            <th scope="col">{t('columnModality')}</th>
            <th scope="col" class="number">
              {t('columnStatements')}
            </th>
            <th scope="col">{t('columnLast')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((edge) => {
            const source = nodes.get(edge.source)
            const target = nodes.get(edge.target)
            if (!source || !target) return null
            const isSelected =
              (selection?.kind === 'edge' && selection.id === edge.id) ||
              (selection?.kind === 'node' && (selection.id === source.id || selection.id === target.id))
            return (
              <tr key={edge.id} class={isSelected ? 'is-selected' : ''} data-edge={edge.id}>
                <td>
                  <EntityLink entity={source} />
                </td>
                <td class="short">
                  <button type="button" class="text-button" onClick={() => select({ kind: 'edge', id: edge.id })}>
                    {predicateName(edge.predicate)}
                  </button>
                </td>
                <td>
                  <EntityLink entity={target} />
                </td>
                <td>
                  <ModalityMark modality={edge.modality} />
                </td>
                <td class="number">{edge.statements}</td>
                <td class="short">{edge.last ? formatDate(edge.last) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
