/** `entente sectors`: which countries are linked to which sectors. */
import type { Command } from 'commander'
import type { CountrySector, Page, StoredEntity } from '../contract.ts'

export const registerSectors = (program: Command): void => {
  program
    .command('sectors')
    .description('countries and the sectors they are linked to, with the statements behind each')
    .option('-c, --country <name>', 'only this country: name, ISO code or id')
    .option('--json', 'print as JSON')
    .action(async (options: { country?: string; json?: boolean }) => {
      const [{ inWorkplace }, { formatTable }, { notFound }] = await Promise.all([
        import('./workplace.ts'),
        import('./table.ts'),
        import('../errors.ts'),
      ])
      await inWorkplace(async (workplace) => {
        const query: Record<string, string> = {}
        if (options.country) {
          const asked = options.country.trim()
          const found = await workplace.ask<Page<StoredEntity>>('findEntities', {
            query: { q: asked.replace(/^country:/i, ''), type: 'Country', limit: '20' },
          })
          const same = (text: string | null): boolean => text?.toLowerCase() === asked.toLowerCase()
          const country =
            found.items.find(({ id, name, iso2, iso3, aliases }) => [id, name, iso2, iso3, ...aliases].some(same)) ??
            (found.items.length === 1 ? found.items[0] : undefined)
          // A code need not be among the names that are searched.
          const id =
            country?.id ?? (/^(country:)?[a-z]{3}$/i.test(asked) ? `country:${asked.slice(-3).toUpperCase()}` : null)
          if (!id) throw notFound(`there is no country called "${asked.slice(0, 60)}" in the graph`)
          query.country = id
        }
        const { items } = await workplace.ask<{ items: CountrySector[] }>('listCountrySectors', { query })
        if (options.json) {
          process.stdout.write(`${JSON.stringify(items)}\n`)
          return
        }
        if (!items.length) {
          process.stderr.write('No statement links a country to a sector here yet\n')
          return
        }
        process.stdout.write(
          `${formatTable(
            ['country', 'sector', 'ISIC', 'statements', 'articles', 'first', 'last'],
            items.map((cell) => [
              cell.countryName,
              cell.sectorName,
              cell.isic,
              cell.statements,
              cell.articles,
              cell.first,
              cell.last,
            ]),
          )}\n`,
        )
      })
    })
}
