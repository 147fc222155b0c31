/** The answer to a question in plain words: a sentence, the table and the sentences behind it, and the query that gave it. */
import type { AskAnswer, AskColumn, CypherValue, EntityLabel, Modality } from '../../graph/contract.ts'
import { formatDate, predicateName, t } from '../messages.ts'
import { useLoadable } from '../state/loadable.ts'
import { openArticle, update } from '../state/store.ts'
import type { EdgePredicate } from '../state/view-state.ts'
import { EntityLink, ModalityMark } from './marks.tsx'
import { ProblemNote, Skeleton } from './notes.tsx'
import { ValueCell } from './result-table.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { StatementCard } from './statement-card.tsx'

const AskCell = ({
  column,
  value,
  labels,
}: {
  column: AskColumn
  value: CypherValue
  labels: Record<string, EntityLabel>
}) => {
  if (Array.isArray(value)) {
    return (
      <>
        {value.map((item, at) => (
          <span key={String(item)}>
            {at > 0 && ', '}
            <AskCell column={column} value={item} labels={labels} />
          </span>
        ))}
      </>
    )
  }
  if (typeof value !== 'string') return <ValueCell value={value} />
  const label = labels[value]
  if (column.kind === 'entity' && label) return <EntityLink entity={label} />
  if (column.kind === 'predicate') return <>{predicateName(value as EdgePredicate)}</>
  if (column.kind === 'modality') return <ModalityMark modality={value as Modality} />
  if (column.kind === 'date') return <>{formatDate(value)}</>
  if (column.kind === 'article') {
    return (
      <button type="button" class="text-button" onClick={() => openArticle(value, null)}>
        {value}
      </button>
    )
  }
  return <>{value}</>
}

const AskTable = ({ answer }: { answer: AskAnswer }) => {
  const columns = answer.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.kind !== 'statement')
  if (answer.rows.length === 0 || columns.length === 0) return null
  return (
    <ScrollRegion kind="table-box" label={t('askAnswer')}>
      <table class="data-table">
        <thead>
          <tr>
            {columns.map(({ column }) => (
              <th key={column.key} scope="col" class={column.kind === 'number' ? 'number' : ''}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.slice(0, 25).map((row, rowAt) => (
            <tr key={rowAt}>
              {columns.map(({ column, at }) => (
                <td key={column.key} class={column.kind === 'number' ? 'number' : `ask-${column.kind}`}>
                  <AskCell column={column} value={row[at] ?? null} labels={answer.entities} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

export const Question = ({
  question,
  onAsk,
  onLeave,
}: {
  question: string
  onAsk: (question: string) => void
  onLeave: () => void
}) => {
  const loaded = useLoadable<AskAnswer>(`/api/ask?q=${encodeURIComponent(question)}`)
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />
  const answer = loaded.data
  if (!answer || loaded.status === 'loading') return <Skeleton lines={4} />
  const { cypher, parameters } = answer
  return (
    <section class="question" aria-label={t('askAnswer')}>
      <p class="question-text">{answer.answer}</p>
      {answer.reading && <p class="quiet">{answer.reading}</p>}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: follows the links inside, which have their keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div
        onClick={(event) => {
          if ((event.target as Element).closest('.entity-link, .text-button, .sentence, .source')) onLeave()
        }}
      >
        {/* Statements are shown whole below; a table would only say them again, in narrow columns. */}
        {(answer.kind !== 'statements' || answer.statements.length === 0) && <AskTable answer={answer} />}
        {answer.kind === 'statements' && answer.statements.length < answer.rows.length && (
          <p class="quiet">{t('dossierMore', { shown: answer.statements.length, total: answer.rows.length })}</p>
        )}
        {answer.statements.map((statement) => (
          <StatementCard key={statement.id} statement={statement} labels={answer.entities} />
        ))}
      </div>
      {answer.suggestions.length > 0 && (
        <ul class="suggestions">
          {answer.suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button type="button" class="chip-button" onClick={() => onAsk(suggestion)}>
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
      {cypher && (
        <details class="fold">
          <summary>{t('askCypher')}</summary>
          <pre class="code">{cypher}</pre>
          <button
            type="button"
            class="button"
            onClick={() => {
              const given = Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : ''
              update({ view: 'cypher', cypher, parameters: given })
              onLeave()
            }}
          >
            {t('askOpen')}
          </button>
        </details>
      )}
    </section>
  )
}
