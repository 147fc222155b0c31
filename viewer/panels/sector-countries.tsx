/** The countries that a sector is linked to, the most statements first: each opens its sentences, all go to the graph. */
import { t } from '../messages.ts'
import { useLoadable } from '../state/loadable.ts'
import type { SectorCounts } from '../state/matrix-model.ts'
import { select, state, update } from '../state/store.ts'
import { TypeDisc } from './marks.tsx'

/** As many as are taken in at a glance; the graph and the matrix show all. */
const listed = 12

export const SectorCountries = ({ sector, query }: { sector: string; query: string }) => {
  const { data } = useLoadable<SectorCounts>(`/api/country-sectors?parents=true&${query}`)
  if (!data || data.items.length === 0) return null
  const labels = new Map(data.items.map(({ country, countryName, flag }) => [country, { name: countryName, flag }]))
  const { filter, linked, view } = state.value
  const isShown = view === 'graph' && linked !== false && filter.sectors.length === 1 && filter.sectors[0] === sector
  const counts = Object.entries(data.totals.countries).sort((a, b) => b[1] - a[1])
  return (
    <section class="brief">
      <h3>{t('sectorCountries', { count: counts.length })}</h3>
      <p class="statement-tags">
        {counts.slice(0, listed).map(([country, statements]) => (
          <button
            type="button"
            key={country}
            class="tag tag-button tag-country"
            onClick={() => select({ kind: 'cell', country, sector })}
          >
            <TypeDisc type="Country" flag={labels.get(country)?.flag ?? null} size={16} />
            {labels.get(country)?.name ?? country.replace('country:', '')} <b>{statements}</b>
          </button>
        ))}
      </p>
      {!isShown && (
        <button
          type="button"
          class="button button-wide"
          onClick={() =>
            update(
              {
                view: 'graph',
                linked: true,
                filter: { ...state.value.filter, sectors: [sector] },
                selection: { kind: 'node', id: sector },
              },
              { undoable: true },
            )
          }
        >
          {t('sectorShow', { count: counts.length })}
        </button>
      )}
    </section>
  )
}
