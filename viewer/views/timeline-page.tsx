/** The time on a page of its own: tall bars, and below them what was said in the chosen span, newest first. */
import { t } from '../messages.ts'
import { StatementList } from '../panels/statement-list.tsx'
import { TimeStrip } from '../panels/time-strip.tsx'
import { state } from '../state/store.ts'
import { filterParameters } from '../state/view-state.ts'

export const TimelinePage = () => (
  <div class="reading-page">
    <header class="page-head">
      <h1>{t('timeline')}</h1>
      <p class="quiet">{t('timelineHint')}</p>
    </header>
    <TimeStrip tall />
    <StatementList query={filterParameters(state.value.filter).toString()} grouped={false} />
  </div>
)
