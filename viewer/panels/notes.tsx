/** What stands where data is not: loading, empty, failed, offline. One look for all views. */
import type { ComponentChildren } from 'preact'
import type { Problem } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import { reloadData } from '../state/loadable.ts'

export const Note = ({
  title,
  children,
  tone = 'calm',
}: {
  title: string
  children?: ComponentChildren
  tone?: 'calm' | 'error'
}) => (
  <div class={`note note-${tone}`} role={tone === 'error' ? 'alert' : undefined}>
    <p class="note-title">{title}</p>
    {children}
  </div>
)

export const ProblemNote = ({ problem }: { problem: Problem }) => {
  const isOffline = problem.status === 0 && problem.code === 'StoreUnavailable'
  return (
    <Note tone="error" title={t(isOffline ? 'offlineTitle' : 'errorTitle')}>
      <p>{isOffline ? t('offlineText') : problem.detail}</p>
      <button type="button" class="button" onClick={reloadData}>
        {t('tryAgain')}
      </button>
    </Note>
  )
}

/** Grey lines in the shape of what is coming. */
export const Skeleton = ({ lines = 4 }: { lines?: number }) => (
  <div class="skeleton" role="status">
    <span class="visually-hidden">{t('loading')}</span>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} class="skeleton-line" style={{ width: `${92 - ((line * 23) % 40)}%` }} />
    ))}
  </div>
)
