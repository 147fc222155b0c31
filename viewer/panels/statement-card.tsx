/** One statement with all that makes it believable: the sentence with its span marked, who said it, when, how sure. */
import { useState } from 'preact/hooks'
import type { EntityLabel, StoredStatement } from '../../graph/contract.ts'
import { formatDate, predicateName, t } from '../messages.ts'
import { sectorLabel, shortSector } from '../state/ontology.ts'
import { openArticle } from '../state/store.ts'
import { isWebAddress } from '../state/web-address.ts'
import { Icon } from './icon.tsx'
import { EntityLink, ModalityMark } from './marks.tsx'
import { ReviewButtons } from './review-buttons.tsx'

export type Labels = Readonly<Record<string, EntityLabel>>

export const labelOf = (labels: Labels, id: string): EntityLabel =>
  labels[id] ?? { id, type: 'Organization', name: id.replace(/^\w+:/, '').replaceAll('-', ' '), flag: null }

/** The sentence with the word that gave the statement marked in it. */
const MarkedSentence = ({ statement }: { statement: StoredStatement }) => {
  const { evidence, start, trigger } = statement
  const from = trigger ? trigger.start - start : -1
  const to = trigger ? trigger.end - start : -1
  if (!trigger || from < 0 || to > evidence.length || evidence.slice(from, to) !== trigger.text) return <>{evidence}</>
  return (
    <>
      {evidence.slice(0, from)}
      <mark>{trigger.text}</mark>
      {evidence.slice(to)}
    </>
  )
}

export const StatementCard = ({
  statement,
  labels,
  withSource = true,
}: {
  statement: StoredStatement
  labels: Labels
  /** False where the article is on screen already. */
  withSource?: boolean
}) => {
  const [shown, setShown] = useState(statement)
  // The ends that a person has just put in are not among the labels that came with the list.
  const [picked, setPicked] = useState<Labels>({})
  const known = { ...labels, ...picked }
  const current = shown.id === statement.id ? shown : statement
  const extra = [
    ...current.commodities,
    ...current.places,
    ...(current.project ? [current.project] : []),
    ...(current.event ? [current.event] : []),
  ]
  return (
    <article class={`statement review-${current.review ?? 'none'}`} data-statement={current.id}>
      <p class="statement-head">
        <EntityLink entity={labelOf(known, current.subject)} />
        <span class="relation">{predicateName(current.predicate)}</span>
        <EntityLink entity={labelOf(known, current.object)} />
        {current.counterpart && (
          <>
            <span class="relation">{t('counterpart')}</span>
            <EntityLink entity={labelOf(labels, current.counterpart)} />
          </>
        )}
      </p>
      <blockquote>
        <button
          type="button"
          class="sentence"
          title={t('openInArticle')}
          onClick={() => openArticle(current.article.id, current.id)}
        >
          <MarkedSentence statement={current} />
        </button>
      </blockquote>
      <p class="statement-facts">
        <ModalityMark modality={current.modality} />
        <span>{formatDate(current.date)}</span>
        <span class="speaker">
          {current.speaker ? t('said', { name: labelOf(labels, current.speaker).name }) : t('articleSays')}
        </span>
        <span class="confidence" title={`${t('rule')}: ${current.rule}`}>
          <span class="confidence-bar" aria-hidden="true">
            <span style={{ width: `${Math.round(current.confidence * 100)}%` }} />
          </span>
          {t('confidence', { percent: Math.round(current.confidence * 100) })}
        </span>
      </p>
      {(current.sectors.length > 0 || extra.length > 0 || current.title || current.amount) && (
        <p class="statement-tags">
          {current.title && <span class="tag">{current.title}</span>}
          {current.amount && <span class="tag tag-amount">{current.amount}</span>}
          {current.sectors.map((id) => (
            <span key={id} class="tag tag-sector">
              {shortSector(sectorLabel(id))}
            </span>
          ))}
          {extra.map((id) => (
            <span key={id} class="tag">
              {labelOf(labels, id).name}
            </span>
          ))}
        </p>
      )}
      <footer class="statement-foot">
        {withSource ? (
          <button type="button" class="source" onClick={() => openArticle(current.article.id, current.id)}>
            <Icon name="articles" />
            <span class="source-title">{current.article.title}</span>
            <span class="source-facts">
              {[current.article.publisher, current.article.date && formatDate(current.article.date)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
        ) : (
          <span class="source" />
        )}
        {withSource && isWebAddress(current.article.url) && (
          <a class="icon-button" href={current.article.url} target="_blank" rel="noreferrer" title={t('original')}>
            <Icon name="link" />
            <span class="visually-hidden">{t('original')}</span>
          </a>
        )}
        <ReviewButtons
          statement={current}
          ends={[labelOf(known, current.subject), labelOf(known, current.object)]}
          onReviewed={(next, chosen) => {
            setShown(next)
            setPicked((before) => ({ ...before, ...Object.fromEntries(chosen.map((end) => [end.id, end])) }))
          }}
        />
      </footer>
    </article>
  )
}
