/** Which country, or which two, a dossier is about: two lists to pick from, and the busiest countries to begin with. */
import { t } from '../messages.ts'
import { CountryOptions } from '../panels/country-options.tsx'
import { TypeDisc } from '../panels/marks.tsx'
import { Note } from '../panels/notes.tsx'
import { useCountries } from '../state/countries.ts'
import { update } from '../state/store.ts'

const CountryChoice = ({
  value,
  label,
  onChoose,
  optional = false,
}: {
  value: string | null
  label: string
  onChoose: (id: string | null) => void
  optional?: boolean
}) => {
  const countries = useCountries() ?? []
  return (
    <label class="country-choice">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        {(optional || value === null) && <option value="">{optional ? '—' : t('dossierChoose')}</option>}
        <CountryOptions chosen={value === null ? [] : [value]} countries={countries} />
      </select>
    </label>
  )
}

/** The countries with the most statements, one click away. */
export const CountryGrid = () => {
  const all = useCountries()
  if (all?.length === 0) return <Note title={t('emptyTitle')} />
  const countries = (all ?? []).sort((a, b) => b.statements - a.statements)
  return (
    <ul class="country-grid">
      {countries.slice(0, 48).map(({ id, name, flag, statements }) => (
        <li key={id}>
          <button type="button" class="row-button" onClick={() => update({ dossier: { a: id, b: null } })}>
            <TypeDisc type="Country" flag={flag} size={24} />
            <span>{name}</span>
            <span class="count">{statements}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export const CountryChoices = ({ a, b }: { a: string | null; b: string | null }) => (
  <div class="dossier-choices no-print">
    <CountryChoice value={a} label={t('country')} onChoose={(id) => update({ dossier: id ? { a: id, b } : null })} />
    {a && (
      <CountryChoice value={b} label={t('dossierWith')} optional onChoose={(id) => update({ dossier: { a, b: id } })} />
    )}
  </div>
)
