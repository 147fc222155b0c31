/** A paged list of statements under one address, grouped by predicate. */
import { useEffect, useState } from 'preact/hooks'
import type { Predicate, StatementPage, StoredStatement } from '../../graph/contract.ts'
import { predicateName, t } from '../messages.ts'
import { ask, problemOf } from '../state/api-client.ts'
import { useLoadable } from '../state/loadable.ts'
import { say } from '../state/page-state.ts'
import { Note, ProblemNote, Skeleton } from './notes.tsx'
import { type Labels, StatementCard } from './statement-card.tsx'

const pageSize = 30

/** Groups in order of first appearance. */
const byPredicate = (statements: readonly StoredStatement[]): [Predicate, StoredStatement[]][] => {
  const groups = new Map<Predicate, StoredStatement[]>()
  for (const statement of statements) {
    const group = groups.get(statement.predicate)
    if (group) group.push(statement)
    else groups.set(statement.predicate, [statement])
  }
  return [...groups]
}

export const StatementList = ({ query, grouped = true }: { query: string; grouped?: boolean }) => {
  const first = useLoadable<StatementPage>(`/api/statements?${query}${query ? '&' : ''}limit=${pageSize}`)
  const [rest, setRest] = useState<StatementPage[]>([])
  useEffect(() => setRest([]), [query, first.data])
  if (first.status === 'error' && first.problem) return <ProblemNote problem={first.problem} />
  if (!first.data) return <Skeleton lines={8} />
  const pages = [first.data, ...rest]
  const statements = pages.flatMap((page) => page.items)
  const labels: Labels = Object.assign({}, ...pages.map((page) => page.entities))
  const next = pages.at(-1)?.next ?? null
  if (statements.length === 0) return <Note title={t('evidenceNone')} />
  const more = async (): Promise<void> => {
    try {
      const page = await ask<StatementPage>(
        `/api/statements?${query}${query ? '&' : ''}limit=${pageSize}&cursor=${encodeURIComponent(next ?? '')}`,
      )
      setRest([...rest, page])
    } catch (error) {
      say(problemOf(error).detail)
    }
  }
  return (
    <div class={`statements ${first.status === 'loading' ? 'is-stale' : ''}`} aria-busy={first.status === 'loading'}>
      <p class="statements-count">{t('evidenceCount', { count: first.data.total })}</p>
      {grouped
        ? byPredicate(statements).map(([predicate, group]) => (
            <section key={predicate} class="statement-group">
              <h3>
                {predicateName(predicate)} {next === null && <span class="count">{group.length}</span>}
              </h3>
              {group.map((statement) => (
                <StatementCard key={statement.id} statement={statement} labels={labels} />
              ))}
            </section>
          ))
        : statements.map((statement) => <StatementCard key={statement.id} statement={statement} labels={labels} />)}
      {next !== null && (
        <button type="button" class="button button-wide" onClick={more}>
          {t('more')}
        </button>
      )}
    </div>
  )
}
