/** Whole entities: the columns and the row reader that every list of entities shares. */
import type { StoredEntity } from '../contract.ts'
import type { Row } from '../store/graph-store.ts'
import { labelColumns, labelFrom, number, textOrNull } from './row-values.ts'

export const entityColumns = `${labelColumns('e')}, e.aliases AS aliases, e.iso2 AS iso2, e.iso3 AS iso3, e.isic AS isic, e.hs AS hs,
  e.statements AS statements, e.articles AS articles`

export const entityFrom = (row: Row): StoredEntity => ({
  ...labelFrom(row),
  aliases: Array.isArray(row.aliases) ? (row.aliases as string[]) : [],
  iso2: textOrNull(row, 'iso2'),
  iso3: textOrNull(row, 'iso3'),
  isic: textOrNull(row, 'isic'),
  hs: textOrNull(row, 'hs'),
  statements: number(row, 'statements'),
  articles: number(row, 'articles'),
})
