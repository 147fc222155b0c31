/** Countries as the entries of a list; what is chosen stands there in any case, by its code until its name is known. */
import type { StoredEntity } from '../../graph/contract.ts'

export const CountryOptions = ({
  chosen,
  countries,
}: {
  chosen: readonly string[]
  countries: readonly StoredEntity[]
}) => (
  <>
    {chosen
      .filter((id) => !countries.some((country) => country.id === id))
      .map((id) => (
        <option key={id} value={id}>
          {id.replace(/^country:/, '')}
        </option>
      ))}
    {countries.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </>
)
