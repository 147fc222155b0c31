/** The page's frame: bar, legend, the view, evidence. Chooses what to show, knows nothing of how it is shown. */
import { useEffect } from 'preact/hooks'
import { language, t } from './messages.ts'
import { EvidencePanel } from './panels/evidence-panel.tsx'
import { HelpDialog } from './panels/help-dialog.tsx'
import { Legend } from './panels/legend.tsx'
import { SearchPalette } from './panels/search-palette.tsx'
import { TimeStrip } from './panels/time-strip.tsx'
import { TopBar, ViewTabs } from './panels/top-bar.tsx'
import { isNarrow, legendOpen, notice, tableOpen } from './state/page-state.ts'
import { state } from './state/store.ts'
import { ArticlesPage } from './views/articles-page.tsx'
import { CypherPage } from './views/cypher-page.tsx'
import { DossierPage } from './views/dossier-page.tsx'
import { GraphPage } from './views/graph-page.tsx'
import { MatrixPage } from './views/matrix-page.tsx'
import { TimelinePage } from './views/timeline-page.tsx'

const View = () => {
  switch (state.value.view) {
    case 'graph':
      return <GraphPage />
    case 'matrix':
      return (
        <div class="matrix-stage">
          <MatrixPage />
          <TimeStrip />
        </div>
      )
    case 'timeline':
      return <TimelinePage />
    case 'cypher':
      return <CypherPage />
    case 'dossier':
      return <DossierPage />
    case 'articles':
      return <ArticlesPage />
  }
}

export const App = () => {
  const { view } = state.value
  const hasLegend = view === 'graph' || view === 'matrix' || view === 'timeline'
  const hasEvidence = view === 'graph' || view === 'matrix'
  useEffect(() => {
    document.documentElement.lang = language.value
  }, [language.value])
  useEffect(() => {
    document.title = `${t(`view_${view}`)} · Entente`
  }, [view, language.value])
  return (
    <div class={`app view-${view} ${hasLegend && legendOpen.value ? 'has-legend' : ''}`}>
      {view === 'graph' && (
        <button
          type="button"
          class="skip-link"
          onClick={() => {
            tableOpen.value = true
            setTimeout(() => document.getElementById('graph-table')?.focus(), 50)
          }}
        >
          {t('skipToTable')}
        </button>
      )}
      <TopBar />
      {hasLegend && <Legend />}
      <main class="main">
        <View />
      </main>
      {hasEvidence && <EvidencePanel />}
      {isNarrow.value && <ViewTabs />}
      <SearchPalette />
      <HelpDialog />
      <div class={`notice ${notice.value ? 'is-on' : ''}`} role="status" aria-live="polite">
        {notice.value}
      </div>
    </div>
  )
}
