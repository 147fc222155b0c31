/** The legend is the filter: every entry switches what it stands for, and counts it where the graph is on screen. */
import type { ComponentChildren } from 'preact'
import type { EntityType, Modality, TimelineBucket } from '../../graph/contract.ts'
import { toggleType } from '../graph-view/explore.ts'
import { formatNumber, modalityGloss, modalityName, predicateName, t, typeName } from '../messages.ts'
import { useCountries } from '../state/countries.ts'
import { model, showsLinks } from '../state/graph-data.ts'
import { facetCounts } from '../state/graph-model.ts'
import { useLoadable } from '../state/loadable.ts'
import { entityTypes, ontology, predicateGloss, predicates, sectorLabel, shortSector } from '../state/ontology.ts'
import { isNarrow, legendOpen } from '../state/page-state.ts'
import { resetView, state, update, updateFilter } from '../state/store.ts'
import { isUnfiltered, modalityNames, toggledFacet } from '../state/view-state.ts'
import { CountryOptions } from './country-options.tsx'
import { Icon } from './icon.tsx'
import { LineSample, TypeDisc } from './marks.tsx'

const Entry = ({
  isOn,
  count,
  title,
  onToggle,
  onOnly,
  children,
}: {
  isOn: boolean
  count: number | null
  title?: string
  onToggle: () => void
  onOnly: () => void
  children: ComponentChildren
}) => (
  <li class={`legend-entry ${isOn ? '' : 'is-off'}`}>
    <button type="button" class="legend-toggle" aria-pressed={isOn} title={title} onClick={onToggle}>
      {children}
      {count !== null && <span class="count">{formatNumber(count)}</span>}
    </button>
    <button type="button" class="legend-only" onClick={onOnly}>
      {t('only')}
    </button>
  </li>
)

const TypeFacet = ({ counts }: { counts: Map<EntityType, number> }) => {
  const all = entityTypes.value.filter((type) => (counts.get(type) ?? 0) > 0 || state.value.hiddenTypes.includes(type))
  return (
    <ul class="legend-list">
      {all.map((type) => (
        <Entry
          key={type}
          isOn={!state.value.hiddenTypes.includes(type)}
          count={counts.get(type) ?? 0}
          onToggle={() => toggleType(type)}
          onOnly={() =>
            update({ hiddenTypes: entityTypes.value.filter((other) => other !== type) }, { undoable: true })
          }
        >
          <TypeDisc type={type} size={20} />
          <span class="legend-name">{typeName(type)}</span>
        </Entry>
      ))}
    </ul>
  )
}

const ModalityFacet = ({ counts }: { counts: Map<Modality, number> | null }) => {
  const chosen = state.value.filter.modalities
  return (
    <ul class="legend-list">
      {modalityNames.map((modality) => {
        const isOn = chosen.length === 0 || chosen.includes(modality)
        return (
          <Entry
            key={modality}
            isOn={isOn}
            count={isOn && counts ? (counts.get(modality) ?? 0) : null}
            title={modalityGloss(modality)}
            onToggle={() => updateFilter({ modalities: toggledFacet(chosen, modality, modalityNames) })}
            onOnly={() => updateFilter({ modalities: [modality] })}
          >
            <LineSample modality={modality} />
            <span class="legend-name">{modalityName(modality)}</span>
          </Entry>
        )
      })}
    </ul>
  )
}

const PredicateFacet = ({ counts, isCounted }: { counts: Map<string, number>; isCounted: boolean }) => {
  const chosen = state.value.filter.predicates
  const all = predicates.value
  const shown = all
    .filter((predicate) => !isCounted || (counts.get(predicate) ?? 0) > 0 || chosen.length > 0)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return (
    <ul class="legend-list">
      {shown.map((predicate) => {
        const isOn = chosen.length === 0 || chosen.includes(predicate)
        return (
          <Entry
            key={predicate}
            isOn={isOn}
            count={isOn && isCounted ? (counts.get(predicate) ?? 0) : null}
            title={predicateGloss(predicate)}
            onToggle={() => updateFilter({ predicates: toggledFacet(chosen, predicate, all) })}
            onOnly={() => updateFilter({ predicates: [predicate] })}
          >
            <span class="legend-name">{predicateName(predicate)}</span>
          </Entry>
        )
      })}
    </ul>
  )
}

const FilterFields = () => {
  const { filter } = state.value
  const months = useLoadable<{ items: TimelineBucket[] }>('/api/timeline')
  const countries = (useCountries() ?? []).filter(({ statements }) => statements > 0)
  const sectors = ontology.value.data?.sectors ?? []
  const first = months.data?.items[0]?.month
  const last = months.data?.items.at(-1)?.month
  return (
    <div class="filter-fields">
      <label>
        {t('filterSector')}
        <select
          value={filter.sectors[0] ?? ''}
          onChange={(event) => updateFilter({ sectors: event.currentTarget.value ? [event.currentTarget.value] : [] })}
        >
          <option value="">{t('anySector')}</option>
          {sectors.map((sector) => (
            <option key={sector.id} value={sector.id}>
              {`${sector.parent ? '\u2003' : ''}${sector.isic} ${shortSector(sector.label)}`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('filterCountry')}
        <select
          value={filter.countries[0] ?? ''}
          onChange={(event) =>
            updateFilter({ countries: event.currentTarget.value ? [event.currentTarget.value] : [] })
          }
        >
          <option value="">{t('anyCountry')}</option>
          <CountryOptions chosen={filter.countries} countries={countries} />
        </select>
      </label>
      <label>
        {t('filterFrom')}
        <input
          type="date"
          value={filter.from ?? ''}
          min={first && `${first}-01`}
          max={last && `${last}-31`}
          onChange={(event) => updateFilter({ from: event.currentTarget.value || null })}
        />
      </label>
      <label>
        {t('filterTo')}
        <input
          type="date"
          value={filter.to ?? ''}
          onChange={(event) => updateFilter({ to: event.currentTarget.value || null })}
        />
      </label>
      <label class="wide">
        <span>
          {t('filterConfidence')} <output>{Math.round(filter.minConfidence * 100)} %</output>
        </span>
        <input
          type="range"
          min="0"
          max="0.95"
          step="0.05"
          value={filter.minConfidence}
          onChange={(event) => updateFilter({ minConfidence: Number(event.currentTarget.value) })}
        />
      </label>
    </div>
  )
}

/** What narrows the view, as tags that take themselves away. */
const ActiveFilters = () => {
  const { filter } = state.value
  const tags: { text: string; clear: () => void }[] = [
    ...filter.sectors.map((id) => ({
      text: shortSector(sectorLabel(id)),
      clear: () => updateFilter({ sectors: filter.sectors.filter((other) => other !== id) }),
    })),
    ...filter.countries.map((id) => ({
      text: model.value.nodes.get(id)?.name ?? id.replace(/^country:/, ''),
      clear: () => updateFilter({ countries: filter.countries.filter((other) => other !== id) }),
    })),
    ...(filter.article
      ? [{ text: `${t('article')}: ${filter.article}`, clear: () => updateFilter({ article: null }) }]
      : []),
    ...(filter.publisher ? [{ text: filter.publisher, clear: () => updateFilter({ publisher: null }) }] : []),
    ...(filter.from || filter.to
      ? [{ text: `${filter.from ?? '…'} – ${filter.to ?? '…'}`, clear: () => updateFilter({ from: null, to: null }) }]
      : []),
  ]
  const { exploration, hiddenTypes } = state.value
  const isChanged =
    !isUnfiltered(filter) || hiddenTypes.length > 0 || exploration.hidden.length > 0 || exploration.ego !== null
  if (!isChanged) return null
  return (
    <p class="active-filters">
      {tags.map(({ text, clear }) => (
        <button type="button" key={text} class="tag tag-button" title={t('remove')} onClick={clear}>
          {text} <Icon name="close" />
        </button>
      ))}
      <button type="button" class="text-button" onClick={resetView}>
        {t('resetFilters')}
      </button>
    </p>
  )
}

export const Legend = () => {
  if (!legendOpen.value) return null
  const counts = facetCounts(model.value)
  const isGraph = state.value.view === 'graph'
  return (
    <section class="legend" aria-label={t('legend')}>
      {isNarrow.value && (
        <button
          type="button"
          class="icon-button legend-close"
          title={t('close')}
          onClick={() => {
            legendOpen.value = false
          }}
        >
          <Icon name="close" />
          <span class="visually-hidden">{t('close')}</span>
        </button>
      )}
      <ActiveFilters />
      {isGraph && (
        <>
          <h2>{t('legendTypes')}</h2>
          <TypeFacet counts={counts.types} />
        </>
      )}
      <h2>{t('legendModalities')}</h2>
      <ModalityFacet counts={isGraph ? counts.modalities : null} />
      {isGraph && (
        <label class="switch-row">
          <input
            type="checkbox"
            checked={showsLinks.value === true}
            onChange={(event) => update({ linked: event.currentTarget.checked }, { undoable: true })}
          />
          {t('showLinked')}
        </label>
      )}
      <details class="fold" open={state.value.filter.predicates.length > 0}>
        <summary>{t('legendPredicates')}</summary>
        <PredicateFacet counts={counts.predicates} isCounted={isGraph} />
      </details>
      <details class="fold" open>
        <summary>{t('legendFilters')}</summary>
        <FilterFields />
      </details>
    </section>
  )
}
