/** Accept, reject or correct a statement. The answer replaces the card; graph and matrix are asked for again. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Modality, Predicate, StoredStatement } from '../../graph/contract.ts'
import { modalityName, predicateName, t } from '../messages.ts'
import { post, problemOf } from '../state/api-client.ts'
import { reloadData } from '../state/loadable.ts'
import { predicates } from '../state/ontology.ts'
import { say } from '../state/page-state.ts'
import { modalityNames } from '../state/view-state.ts'
import { Icon, type IconName } from './icon.tsx'

interface ReviewRequest {
  decision: 'accepted' | 'rejected' | 'corrected' | 'clear'
  predicate?: Predicate
  modality?: Modality
}

export const ReviewButtons = ({
  statement,
  onReviewed,
}: {
  statement: StoredStatement
  onReviewed: (next: StoredStatement) => void
}) => {
  const [isEditing, setEditing] = useState(false)
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (!isEditing) return
    first.current?.focus()
    first.current?.form?.scrollIntoView({ block: 'nearest' })
  }, [isEditing])
  const [predicate, setPredicate] = useState(statement.predicate)
  const [modality, setModality] = useState(statement.modality)
  const send = async (request: ReviewRequest): Promise<void> => {
    try {
      const next = await post<StoredStatement>(`/api/statements/${encodeURIComponent(statement.id)}/review`, request)
      onReviewed({ ...next, article: next.article ?? statement.article })
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
        <form
          class="correction"
          onSubmit={(event) => {
            event.preventDefault()
            void send({ decision: 'corrected', predicate, modality })
          }}
        >
          <label>
            {t('columnRelation')}
            <select
              ref={first}
              value={predicate}
              onChange={(event) => setPredicate(event.currentTarget.value as Predicate)}
            >
              {predicates.value.map((name) => (
                <option key={name} value={name}>
                  {predicateName(name)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('columnModality')}
            <select value={modality} onChange={(event) => setModality(event.currentTarget.value as Modality)}>
              {modalityNames.map((name) => (
                <option key={name} value={name}>
                  {modalityName(name)}
                </option>
              ))}
            </select>
          </label>
          <p class="correction-end">
            <button type="button" class="button" onClick={() => setEditing(false)}>
              {t('cancel')}
            </button>
            <button type="submit" class="button button-primary">
              {t('saveReview')}
            </button>
          </p>
        </form>
      )}
    </>
  )
}
