/** Accept, reject or correct a statement. The answer replaces the card; graph and matrix are asked for again. */
import { useState } from 'preact/hooks'
import type { EntityLabel, StoredStatement } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import { post, problemOf } from '../state/api-client.ts'
import { reloadData } from '../state/loadable.ts'
import { say } from '../state/page-state.ts'
import { type Correction, CorrectionForm } from './correction-form.tsx'
import { Icon, type IconName } from './icon.tsx'

type ReviewRequest = { decision: 'accepted' | 'rejected' | 'clear' } | ({ decision: 'corrected' } & Correction)

export const ReviewButtons = ({
  statement,
  ends,
  onReviewed,
}: {
  statement: StoredStatement
  /** Its subject and object. */
  ends: readonly [EntityLabel, EntityLabel]
  /** `picked` are the ends that the person chose, if any. */
  onReviewed: (next: StoredStatement, picked: readonly EntityLabel[]) => void
}) => {
  const [isEditing, setEditing] = useState(false)
  const send = async (request: ReviewRequest, picked: readonly EntityLabel[] = []): Promise<void> => {
    try {
      const next = await post<StoredStatement>(`/api/statements/${encodeURIComponent(statement.id)}/review`, request)
      onReviewed({ ...next, article: next.article ?? statement.article }, picked)
      setEditing(false)
      say(next.review ? t(`review_${next.review}`) : t('clearReview'))
      reloadData()
    } catch (error) {
      say(problemOf(error).detail || t('offlineTitle'))
    }
  }
  const decide = (decision: 'accepted' | 'rejected', name: 'accept' | 'reject', icon: IconName) => (
    <button
      type="button"
      class={`icon-button decide-${decision}`}
      aria-pressed={statement.review === decision}
      title={t(name)}
      onClick={() => send({ decision: statement.review === decision ? 'clear' : decision })}
    >
      <Icon name={icon} />
      <span class="visually-hidden">{t(name)}</span>
    </button>
  )
  return (
    <>
      <span class="review">
        {statement.review && <span class="review-state">{t(`review_${statement.review}`)}</span>}
        {decide('accepted', 'accept', 'check')}
        {decide('rejected', 'reject', 'reject')}
        <button
          type="button"
          class="icon-button"
          aria-expanded={isEditing}
          title={t('correct')}
          onClick={() => setEditing(!isEditing)}
        >
          <Icon name="edit" />
          <span class="visually-hidden">{t('correct')}</span>
        </button>
      </span>
      {isEditing && (
        <CorrectionForm
          statement={statement}
          ends={ends}
          save={(correction, picked) => send({ decision: 'corrected', ...correction }, picked)}
          cancel={() => setEditing(false)}
        />
      )}
    </>
  )
}
