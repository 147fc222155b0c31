/** The first page: legend, drawing or table, evidence, time. */
import { GraphCanvas } from '../graph-view/graph-canvas.tsx'
import { layingOut } from '../graph-view/placement.ts'
import { t } from '../messages.ts'
import { GraphTable } from '../panels/graph-table.tsx'
import { GraphCount, GraphStrips, GraphToolbar } from '../panels/graph-toolbar.tsx'
import { Note, ProblemNote } from '../panels/notes.tsx'
import { TimeStrip } from '../panels/time-strip.tsx'
import { baseView, graphReady, isAnswering, overlay, visible } from '../state/graph-data.ts'
import { tableOpen } from '../state/page-state.ts'
import { resetView, state, update } from '../state/store.ts'
import { isUnfiltered } from '../state/view-state.ts'

const Cover = () => {
  const { status, problem, data } = baseView.value
  const isEmpty = graphReady.value && visible.value.nodes.size === 0
  if (status === 'error' && problem)
    return (
      <div class="cover">
        <ProblemNote problem={problem} />
      </div>
    )
  if (!data || isAnswering.value || (layingOut.value && visible.value.nodes.size > 0 && status === 'loading')) {
    return (
      <div class="cover cover-quiet" role="status">
        <span class="spinner" aria-hidden="true" />
        {t('loading')}
      </div>
    )
  }
  if (!isEmpty || overlay.value) return null
  const isBare = isUnfiltered(state.value.filter) && state.value.hiddenTypes.length === 0
  return (
    <div class="cover">
      <Note title={t(isBare ? 'emptyTitle' : 'noMatchTitle')}>
        <p>{t(isBare ? 'emptyText' : 'noMatchText')}</p>
        <button
          type="button"
          class="button button-primary"
          onClick={() => (isBare ? update({ view: 'articles', article: null }) : resetView())}
        >
          {t(isBare ? 'load' : 'resetFilters')}
        </button>
      </Note>
    </div>
  )
}

export const GraphPage = () => (
  <div class="graph-page">
    <h1 class="visually-hidden">{t('view_graph')}</h1>
    <div class="stage">
      {tableOpen.value ? <GraphTable /> : <GraphCanvas />}
      <Cover />
      <GraphStrips />
      <GraphToolbar />
      <GraphCount />
    </div>
    <TimeStrip />
  </div>
)
