/** Which edges tie a statement to its entities: one row per role, used by every file that reads or writes them. */
import type { Statement } from '../contract.ts'

export const roleTypes = [
  'SUBJECT',
  'OBJECT',
  'COUNTERPART',
  'IN_SECTOR',
  'OF_COMMODITY',
  'AT_PLACE',
  'THROUGH',
  'AT_EVENT',
  'SAID_BY',
] as const
export type RoleType = (typeof roleTypes)[number]

/** The parts of a statement that name entities: what a merge renames and a correction may change. */
export interface StatementEnds {
  subject: string
  object: string
  counterpart: string | null
  sectors: string[]
  commodities: string[]
  places: string[]
  project: string | null
  event: string | null
  speaker: string | null
}

/** Every entity that a statement names, with the role. Called for each statement many times over: one list, no copies. */
export const rolesOf = (s: StatementEnds): [RoleType, string][] => {
  const roles: [RoleType, string][] = [
    ['SUBJECT', s.subject],
    ['OBJECT', s.object],
  ]
  if (s.counterpart !== null) roles.push(['COUNTERPART', s.counterpart])
  for (const id of s.sectors) roles.push(['IN_SECTOR', id])
  for (const id of s.commodities) roles.push(['OF_COMMODITY', id])
  for (const id of s.places) roles.push(['AT_PLACE', id])
  if (s.project !== null) roles.push(['THROUGH', s.project])
  if (s.event !== null) roles.push(['AT_EVENT', s.event])
  if (s.speaker !== null) roles.push(['SAID_BY', s.speaker])
  return roles
}

/** The way back: the ends of a statement from its edges. Lists come sorted. */
export const endsFromRoles = (roles: readonly (readonly [string, string])[]): StatementEnds => {
  const all = (type: RoleType): string[] =>
    roles
      .filter(([role]) => role === type)
      .map(([, id]) => id)
      .sort()
  const first = (type: RoleType): string | null => all(type)[0] ?? null
  return {
    subject: first('SUBJECT') ?? '',
    object: first('OBJECT') ?? '',
    counterpart: first('COUNTERPART'),
    sectors: all('IN_SECTOR'),
    commodities: all('OF_COMMODITY'),
    places: all('AT_PLACE'),
    project: first('THROUGH'),
    event: first('AT_EVENT'),
    speaker: first('SAID_BY'),
  }
}

/** The same ends with every id passed through `rename`, lists sorted and without doubles. */
export const renameEnds = (ends: StatementEnds, rename: (id: string) => string): StatementEnds => {
  const list = (ids: readonly string[]): string[] => [...new Set(ids.map(rename))].sort()
  const single = (id: string | null): string | null => (id === null ? null : rename(id))
  return {
    subject: rename(ends.subject),
    object: rename(ends.object),
    counterpart: single(ends.counterpart),
    sectors: list(ends.sectors),
    commodities: list(ends.commodities),
    places: list(ends.places),
    project: single(ends.project),
    event: single(ends.event),
    speaker: single(ends.speaker),
  }
}

export const endsOf = (s: Statement): StatementEnds => ({
  subject: s.subject,
  object: s.object,
  counterpart: s.counterpart,
  sectors: s.sectors,
  commodities: s.commodities,
  places: s.places,
  project: s.project,
  event: s.event,
  speaker: s.speaker,
})
