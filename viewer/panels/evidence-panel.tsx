/** The panel beside the graph and the matrix: what is selected, and every sentence behind it. */
import { useEffect, useRef } from 'preact/hooks'
import type { EntityLabel, EntityProfile, Predicate } from '../../graph/contract.ts'
import { expandNode, foldNode, hideNodes, isExpanded, toggleEgo, togglePin } from '../graph-view/explore.ts'
import { formatDate, predicateName, t, typeName } from '../messages.ts'
import { visible } from '../state/graph-data.ts'
import { useLoadable } from '../state/loadable.ts'
import { sectorLabel, shortSector } from '../state/ontology.ts'
import { pathStart, say } from '../state/page-state.ts'
import { select, state, update, updateFilter } from '../state/store.ts'
import { filterParameters, isUnfiltered, type Selection } from '../state/view-state.ts'
import { Icon, type IconName } from './icon.tsx'
import { EntityLink, ModalityBar, ModalityMark, TypeDisc } from './marks.tsx'
import { ProblemNote, Skeleton } from './notes.tsx'
import { SectorCountries } from './sector-countries.tsx'
import { StatementList } from './statement-list.tsx'

const withFilter = (own: Record<string, string>): string => {
  const parameters = filterParameters(state.value.filter)
  for (const [key, value] of Object.entries(own)) parameters.set(key, value)
  return parameters.toString()
}

const Action = ({
  icon,
  name,
  pressed,
  onClick,
}: {
  icon: IconName
  name: string
  pressed?: boolean
  onClick: () => void
}) => (
  <button type="button" class="chip-button" aria-pressed={pressed} onClick={onClick}>
    <Icon name={icon} />
    {name}
  </button>
)

const NodeActions = ({ profile }: { profile: EntityProfile }) => {
  const { id, type } = profile.entity
  const { ego, pinned } = state.value.exploration
  const expanded = isExpanded(id)
  const iso3 = profile.entity.iso3
  return (
    <fieldset class="actions">
      <legend class="visually-hidden">{t('actions')}</legend>
      <Action
        icon={expanded ? 'minus' : 'expand'}
        name={t(expanded ? 'fold' : 'expand')}
        onClick={() => (expanded ? foldNode(id) : expandNode(id, null))}
      />
      <Action icon="ego" name={t('ego')} pressed={ego?.id === id} onClick={() => toggleEgo(id)} />
      <Action
        icon="path"
        name={t('pathFrom')}
        pressed={pathStart.value === id}
        onClick={() => {
          pathStart.value = pathStart.value === id ? null : id
          say(t('pathPick'))
        }}
      />
      <Action
        icon="pin"
        name={t(pinned[id] ? 'unpin' : 'pin')}
        pressed={pinned[id] !== undefined}
        onClick={() => togglePin(id)}
      />
      <Action icon="hide" name={t('hide')} onClick={() => hideNodes([id])} />
      {type === 'Country' && (
        <Action
          icon="dossier"
          name={t('openDossier')}
          onClick={() => update({ view: 'dossier', dossier: { a: iso3 ? `country:${iso3}` : id, b: null } })}
        />
      )}
      {(type === 'Country' || type === 'Sector') && (
        <Action
          icon="filter"
          name={t('filterByThis')}
          onClick={() => updateFilter(type === 'Country' ? { countries: [id] } : { sectors: [id] })}
        />
      )}
    </fieldset>
  )
}

const NodeEvidence = ({ id }: { id: string }) => {
  const answer = useLoadable<EntityProfile>(`/api/entities/${encodeURIComponent(id)}`)
  if (answer.status === 'error' && answer.problem) return <ProblemNote problem={answer.problem} />
  const profile = answer.data
  if (!profile || profile.entity.id !== id) return <Skeleton lines={6} />
  const { entity } = profile
  return (
    <>
      <header class="evidence-head">
        <TypeDisc type={entity.type} flag={entity.flag} size={36} />
        <div>
          <h2>{entity.name}</h2>
          <p class="quiet">
            {typeName(entity.type)}
            {entity.isic ? ` · ISIC ${entity.isic}` : ''} ·{' '}
            {t('statementsOf', { count: entity.statements, articles: entity.articles })}
            {profile.first && profile.last && profile.first !== profile.last
              ? ` · ${t('between', { first: formatDate(profile.first), last: formatDate(profile.last) })}`
              : ''}
          </p>
        </div>
      </header>
      <NodeActions profile={profile} />
      <ModalityBar counts={profile.modalities} />
      {profile.predicates.length > 0 && state.value.view === 'graph' && (
        <details class="fold">
          <summary>{t('expandBy')}</summary>
          <ul class="expand-list">
            {profile.predicates.map(({ predicate, role, statements }) => (
              <li key={`${predicate} ${role}`}>
                <button type="button" class="row-button" onClick={() => expandNode(id, predicate as Predicate)}>
                  <span>
                    {role === 'object' ? '← ' : ''}
                    {predicateName(predicate)}
                    {role === 'subject' ? ' →' : ''}
                  </span>
                  <span class="count">{statements}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {entity.type === 'Sector' && <SectorCountries sector={id} query={withFilter({ sector: id })} />}
      {profile.sectors.length > 0 && entity.type !== 'Sector' && (
        <section class="brief">
          <h3>{t('sectors')}</h3>
          <p class="statement-tags">
            {profile.sectors.slice(0, 6).map(({ sector, sectorName, statements }) => (
              <button
                type="button"
                key={sector}
                class="tag tag-sector tag-button"
                onClick={() =>
                  entity.type === 'Country'
                    ? select({ kind: 'cell', country: id, sector })
                    : updateFilter({ sectors: [sector] })
                }
              >
                {shortSector(sectorName)} <b>{statements}</b>
              </button>
            ))}
          </p>
        </section>
      )}
      {profile.neighbours.length > 0 && (
        <section class="brief">
          <h3>{t('neighbours')}</h3>
          <p class="entity-row">
            {profile.neighbours.slice(0, 8).map((neighbour: EntityLabel) => (
              <EntityLink key={neighbour.id} entity={neighbour} />
            ))}
          </p>
        </section>
      )}
      <StatementList query={withFilter({ entity: id })} />
    </>
  )
}

const EdgeEvidence = ({ id }: { id: string }) => {
  const [source = '', predicate = '', target = ''] = id.split(' ')
  const edge = visible.value.edges.get(id)
  const label = (end: string): EntityLabel =>
    visible.value.nodes.get(end) ?? { id: end, type: 'Organization', name: end.replace(/^\w+:/, ''), flag: null }
  const query =
    predicate === 'LINKED_TO'
      ? withFilter({ country: source, sector: target })
      : withFilter({ subject: source, predicate, object: target })
  return (
    <>
      <header class="evidence-head evidence-head-edge">
        <h2>
          <EntityLink entity={label(source)} /> <span class="relation">{predicateName(predicate as Predicate)}</span>{' '}
          <EntityLink entity={label(target)} />
        </h2>
        {edge && (
          <p class="quiet">
            <ModalityMark modality={edge.modality} /> ·{' '}
            {t('statementsOf', { count: edge.statements, articles: edge.articles })}
            {edge.first && edge.last && edge.first !== edge.last
              ? ` · ${t('between', { first: formatDate(edge.first), last: formatDate(edge.last) })}`
              : ''}
          </p>
        )}
      </header>
      <StatementList query={query} grouped={predicate === 'LINKED_TO'} />
    </>
  )
}

const CellEvidence = ({ country, sector }: { country: string; sector: string }) => (
  <>
    <header class="evidence-head evidence-head-edge">
      <h2>
        {labelOfCountry(country)} <span class="relation">×</span> {shortSector(sectorLabel(sector))}
      </h2>
      <div class="actions">
        <Action
          icon="graph"
          name={t('showInGraph')}
          onClick={() =>
            update(
              {
                view: 'graph',
                linked: true,
                filter: { ...state.value.filter, countries: [country], sectors: [sector] },
              },
              { undoable: true },
            )
          }
        />
      </div>
    </header>
    <StatementList query={withFilter({ country, sector })} />
  </>
)

const countryNames = new Map<string, string>()
/** The matrix tells the names of its countries, which the graph may not have on screen. */
export const rememberCountry = (id: string, name: string): void => {
  countryNames.set(id, name)
}
const labelOfCountry = (id: string): string =>
  visible.value.nodes.get(id)?.name ?? countryNames.get(id) ?? id.replace(/^country:/, '')

const Body = ({ selection }: { selection: Selection }) => {
  if (selection.kind === 'node') return <NodeEvidence id={selection.id} />
  if (selection.kind === 'edge') return <EdgeEvidence id={selection.id} />
  return <CellEvidence country={selection.country} sector={selection.sector} />
}

export const EvidencePanel = () => {
  const { selection, filter } = state.value
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.scrollTo(0, 0), [selection])
  if (!selection) return null
  return (
    <aside ref={panel} class="evidence" aria-label={t('evidence')}>
      <button type="button" class="icon-button evidence-close" title={t('close')} onClick={() => select(null)}>
        <Icon name="close" />
        <span class="visually-hidden">{t('close')}</span>
      </button>
      <Body selection={selection} />
      {!isUnfiltered(filter) && <p class="quiet evidence-filtered">{t('evidenceFiltered')}</p>}
    </aside>
  )
}
