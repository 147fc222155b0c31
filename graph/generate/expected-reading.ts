/**
 * Collects what a generated article says: entities, statements, countries with sectors, in the shape of the annotated
 * corpus. The generator's own account, made while it writes; it never asks the reader.
 */
import type { EntityType, Modality, Predicate } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { Cast, Member } from './cast.ts'
import { sectorMember } from './cast.ts'
import type { Saying } from './grammar.ts'
import { slugOf } from './world.ts'

export interface ExpectedEntity {
  id: string
  type: EntityType
  name: string
  aliases?: string[]
}

export interface ExpectedStatement {
  subject: string
  predicate: Predicate
  object: string
  counterpart?: string
  sectors?: string[]
  commodities?: string[]
  places?: string[]
  project?: string
  amount?: string
  title?: string
  modality: Modality
  speaker: string | null
  evidence: string
}

export interface Expected {
  entities: ExpectedEntity[]
  statements: ExpectedStatement[]
  countrySectors: [string, string][]
}

/** A statement without the sentence that carries it, which is written later. */
export type Pending = Omit<ExpectedStatement, 'evidence'>

export interface Account {
  meet(member: Member, alias?: string): void
  /** Whether the article already says this triple. */
  says(saying: Saying): boolean
  /** Turns a line of the grammar into a statement. */
  statementOf(saying: Saying, speaker: string | null): Pending
  link(subject: Member, predicate: Predicate, object: Member, more: Partial<Pending>): Pending
  settle(statements: readonly Pending[], evidence: string): void
  expected(): Expected
}

const orderEnds = <T extends { subject: string; predicate: Predicate; object: string }>(statement: T): T =>
  predicateRules[statement.predicate].symmetric && statement.subject > statement.object
    ? { ...statement, subject: statement.object, object: statement.subject }
    : statement
const keyOf = (s: { subject: string; predicate: string; object: string }): string =>
  `${s.subject} ${s.predicate} ${s.object}`

/** An empty account over a cast. */
export const openAccount = (cast: Cast): Account => {
  const entities = new Map<string, ExpectedEntity>()
  const statements = new Map<string, ExpectedStatement>()
  const homes = new Map<string, string>()

  const meet = (member: Member, alias?: string): void => {
    const entity = entities.get(member.id) ?? { id: member.id, type: member.type, name: member.name }
    if (alias && alias !== entity.name && !entity.aliases?.includes(alias))
      entity.aliases = [...(entity.aliases ?? []), alias]
    entities.set(member.id, entity)
  }
  const sectorsOf = (names: readonly string[]): string[] => {
    const ids = names.flatMap((name) => (name.startsWith('sector:') ? [name] : cast.member(name).sectors))
    for (const id of ids) if (!entities.has(id)) meet(sectorMember(id))
    return [...new Set(ids)]
  }
  const idOf = (role: string): string => cast.member(role).id

  const agreementOf = (saying: Saying): string => {
    const kind = saying.project?.slice('agreement:'.length) ?? ''
    const tail = [saying.subject, saying.object].map((role) => slugOf(cast.member(role).name)).sort()
    const id = `agreement:${[...tail, kind].join('-')}`
    entities.set(id, { id, type: 'Agreement', name: kind })
    return id
  }

  const statementOf = (saying: Saying, speaker: string | null): Pending => {
    const sectors = sectorsOf(saying.sectors)
    return orderEnds({
      subject: idOf(saying.subject),
      predicate: saying.predicate,
      object: idOf(saying.object),
      ...(saying.counterpart ? { counterpart: idOf(saying.counterpart) } : {}),
      ...(sectors.length ? { sectors } : {}),
      ...(saying.commodities.length ? { commodities: saying.commodities.map(idOf) } : {}),
      ...(saying.places.length ? { places: saying.places.map(idOf) } : {}),
      ...(saying.project
        ? { project: saying.project.startsWith('agreement:') ? agreementOf(saying) : idOf(saying.project) }
        : {}),
      ...(saying.amount ? { amount: cast.figure(saying.amount) } : {}),
      modality: saying.modality,
      speaker,
    })
  }

  const settle = (pending: readonly Pending[], evidence: string): void => {
    for (const statement of pending) {
      const key = keyOf(statement)
      if (!statements.has(key)) statements.set(key, { ...statement, evidence })
      if (
        (statement.predicate === 'LOCATED_IN' || statement.predicate === 'HOLDS_ROLE_IN') &&
        !homes.has(statement.subject)
      )
        homes.set(statement.subject, statement.object)
    }
  }

  /** The country behind an end, as far as the article itself tells it. */
  const countryOf = (id: string | undefined, depth = 0): string | null => {
    if (!id || depth > 3) return null
    return id.startsWith('country:') ? id : countryOf(homes.get(id), depth + 1)
  }

  return {
    meet,
    says: (saying) =>
      statements.has(
        keyOf(orderEnds({ subject: idOf(saying.subject), predicate: saying.predicate, object: idOf(saying.object) })),
      ),
    statementOf,
    link: (subject, predicate, object, more) =>
      orderEnds({ subject: subject.id, predicate, object: object.id, modality: 'actual', speaker: null, ...more }),
    settle,
    expected: () => {
      const pairs = new Map<string, [string, string]>()
      for (const s of statements.values()) {
        if (s.modality === 'denied') continue
        for (const end of [s.subject, s.object, s.counterpart]) {
          const country = countryOf(end)
          for (const sector of country ? (s.sectors ?? []) : [])
            pairs.set(`${country} ${sector}`, [country as string, sector])
        }
      }
      return {
        entities: [...entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
        statements: [...statements.values()],
        countrySectors: [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair),
      }
    },
  }
}
