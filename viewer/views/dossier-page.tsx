/** What the articles say of one country, or of two: numbers, time, who, what, and the sentences. Made to be printed. */
import { useState } from 'preact/hooks'
import type { Dossier, EntityLabel, EntityType, StoredStatement, TimelineBucket } from '../../graph/contract.ts'
import { formatDate, formatNumber, predicateName, t } from '../messages.ts'
import { EntityLink, ModalityBar, TypeDisc } from '../panels/marks.tsx'
import { Note, ProblemNote, Skeleton } from '../panels/notes.tsx'
import { StatementCard } from '../panels/statement-card.tsx'
import { useLoadable } from '../state/loadable.ts'
import { shortSector } from '../state/ontology.ts'
import { select, state, update } from '../state/store.ts'
import { CountryChoices, CountryGrid } from './dossier-choices.tsx'

/** Statements that one page lists at most; the server's own bound. */
const mostListed = 1000

const short = (id: string): string => encodeURIComponent(id.replace(/^country:/, ''))

/** Statements by year, of all and not only of those listed below; null where only a part of them is known. */
const useYears = ({ a, b, statements }: Dossier): Map<string, number> | null => {
  const months = useLoadable<{ items: TimelineBucket[] }>(
    b ? null : `/api/timeline?country=${encodeURIComponent(a.id)}`,
  )
  const years = new Map<string, number>()
  const add = (date: string, count: number): void => {
    years.set(date.slice(0, 4), (years.get(date.slice(0, 4)) ?? 0) + count)
  }
  if (!b) for (const { month, statements: count } of months.data?.items ?? []) add(month, count)
  else if (statements.items.length < statements.total) return null
  else for (const { date } of statements.items) if (date) add(date, 1)
  return years
}

/** Years with bars as plain text-like columns, which print. */
const YearBars = ({ dossier }: { dossier: Dossier }) => {
  const years = useYears(dossier)
  if (!years || years.size < 2) return null
  const first = Math.min(...[...years.keys()].map(Number))
  const last = Math.max(...[...years.keys()].map(Number))
  const rows = Array.from({ length: last - first + 1 }, (_, at): [number, number] => [
    first + at,
    years.get(String(first + at)) ?? 0,
  ])
  const most = Math.max(...rows.map(([, count]) => count))
  return (
    <section>
      <h2>{t('view_timeline')}</h2>
      <ol class="year-bars">
        {rows.map(([year, count]) => (
          <li key={year}>
            <span
              class="year-bar"
              style={{ height: `${Math.max(count > 0 ? 4 : 1, (72 * count) / most)}px` }}
              aria-hidden="true"
            />
            <b>{count}</b>
            <span>{year}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const groups: readonly (readonly [
  EntityType,
  'dossier_Organization' | 'dossier_Person' | 'dossier_Agreement' | 'dossier_Project' | 'dossier_Commodity',
])[] = [
  ['Organization', 'dossier_Organization'],
  ['Person', 'dossier_Person'],
  ['Agreement', 'dossier_Agreement'],
  ['Project', 'dossier_Project'],
  ['Commodity', 'dossier_Commodity'],
]

const EntityGroup = ({
  title,
  entities,
}: {
  title: string
  entities: readonly (EntityLabel & { statements: number })[]
}) =>
  entities.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul class="dossier-entities">
        {entities.slice(0, 24).map((entity) => (
          <li key={entity.id}>
            <EntityLink entity={entity} /> <span class="count">{entity.statements}</span>
          </li>
        ))}
      </ul>
    </section>
  )

/** On paper no link can be followed: the articles with their addresses, and the day of the print. */
const PrintedSources = ({ statements }: { statements: readonly StoredStatement[] }) => {
  const articles = new Map(statements.map(({ article }) => [article.id, article]))
  return (
    <footer class="print-only printed-sources">
      <p>{t('dossierPrinted', { date: formatDate(new Date().toISOString().slice(0, 10)) })}</p>
      <ol>
        {[...articles.values()].map(({ id, title, publisher, date, url }) => (
          <li key={id}>
            {[title, publisher, date && formatDate(date)].filter(Boolean).join(', ')}
            {url && ` · ${url}`}
          </li>
        ))}
      </ol>
    </footer>
  )
}

const isDispute = (statement: StoredStatement): boolean =>
  statement.predicate === 'DISPUTES_WITH' || statement.predicate === 'RESTRICTS'

const Body = ({ dossier, showAll }: { dossier: Dossier; showAll: () => void }) => {
  const { a, b, statements } = dossier
  const disputes = statements.items.filter(isDispute)
  const others = statements.items.filter((statement) => !isDispute(statement))
  const mostOfRelation = Math.max(1, ...dossier.predicates.map((item) => item.statements))
  const most = Math.max(1, ...dossier.sectors.map((sector) => sector.statements))
  if (statements.total === 0)
    return (
      <Note title={t(b ? 'dossierNone' : 'dossierNoneOfOne')}>
        {b && (
          <p class="no-print">
            {t('dossierNoneWayOn')}
            {[a, b].map(({ id, name }, index) => (
              <span key={id}>
                {index === 0 ? ' ' : ' · '}
                <button type="button" class="text-button" onClick={() => update({ dossier: { a: id, b: null } })}>
                  {name}
                </button>
              </span>
            ))}
          </p>
        )}
      </Note>
    )
  return (
    <>
      <section>
        <h2>{t('dossierFacts')}</h2>
        <p class="dossier-total">{t('evidenceCount', { count: formatNumber(statements.total) })}</p>
        <ModalityBar counts={dossier.modalities} />
      </section>
      <div class="dossier-columns">
        <section>
          <h2>{t('dossierRelations')}</h2>
          <ul class="dossier-bars">
            {dossier.predicates.map(({ predicate, statements: count }) => (
              <li key={predicate}>
                <span>{predicateName(predicate)}</span>
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${(100 * count) / mostOfRelation}%` }} />
                </span>
                <span class="count">{count}</span>
              </li>
            ))}
          </ul>
        </section>
        {dossier.sectors.length > 0 && (
          <section>
            <h2>{t('sectors')}</h2>
            <ul class="dossier-bars">
              {dossier.sectors.slice(0, 14).map(({ sector, sectorName, statements: count }) => (
                <li key={sector}>
                  <button
                    type="button"
                    class="row-button"
                    onClick={() => {
                      update({ view: 'matrix' })
                      select({ kind: 'cell', country: a.id, sector })
                    }}
                  >
                    <span>{shortSector(sectorName)}</span>
                    <span class="bar" aria-hidden="true">
                      <span style={{ width: `${(100 * count) / most}%` }} />
                    </span>
                    <span class="count">{count}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <YearBars dossier={dossier} />
      <div class="dossier-columns">
        {groups.map(([type, key]) => (
          <EntityGroup
            key={type}
            title={t(key)}
            entities={dossier.entities.filter((entity) => entity.type === type && entity.id !== b?.id)}
          />
        ))}
      </div>
      {disputes.length > 0 && (
        <section>
          <h2>{t('dossier_disputes')}</h2>
          {disputes.map((statement) => (
            <StatementCard key={statement.id} statement={statement} labels={statements.entities} />
          ))}
        </section>
      )}
      <section>
        <h2>{t('dossier_statements')}</h2>
        {statements.items.length < statements.total && (
          <p class="quiet">
            {t('dossierMore', {
              shown: formatNumber(statements.items.length),
              total: formatNumber(statements.total),
            })}{' '}
            {statements.items.length < mostListed && (
              <button type="button" class="text-button no-print" onClick={showAll}>
                {t('dossierAll')}
              </button>
            )}
          </p>
        )}
        {others.map((statement) => (
          <StatementCard key={statement.id} statement={statement} labels={statements.entities} />
        ))}
      </section>
      <PrintedSources statements={statements.items} />
    </>
  )
}

export const DossierPage = () => {
  const { dossier } = state.value
  const countries = dossier ? `${short(dossier.a)}${dossier.b ? `/${short(dossier.b)}` : ''}` : null
  const [whole, setWhole] = useState<string | null>(null)
  const address = countries && `/api/dossier/${countries}${whole === countries ? `?limit=${mostListed}` : ''}`
  const answer = useLoadable<Dossier>(address)
  const data =
    dossier && answer.data?.a.id === dossier.a && (answer.data.b?.id ?? null) === dossier.b ? answer.data : null
  return (
    <div class="reading-page dossier-page">
      <header class="page-head">
        <h1>
          {data ? (
            <>
              <span class="dossier-flags">
                <TypeDisc type="Country" flag={data.a.flag} size={32} />
                {data.b && <TypeDisc type="Country" flag={data.b.flag} size={32} />}
              </span>
              {data.b ? t('dossierBetween', { a: data.a.name, b: data.b.name }) : data.a.name}
            </>
          ) : (
            t('view_dossier')
          )}
        </h1>
        <CountryChoices a={dossier?.a ?? null} b={dossier?.b ?? null} />
        {data && (
          <div class="page-tools no-print">
            <button type="button" class="button" onClick={() => window.print()}>
              {t('print')}
            </button>
          </div>
        )}
      </header>
      {!dossier && <CountryGrid />}
      {answer.status === 'error' && answer.problem && <ProblemNote problem={answer.problem} />}
      {dossier && !data && answer.status !== 'error' && <Skeleton lines={10} />}
      {data && <Body dossier={data} showAll={() => setWhole(countries)} />}
    </div>
  )
}
