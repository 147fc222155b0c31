/**
 * Says an intent back and puts its rows into one or two sentences with numbers. What is only planned, discussed, ended
 * or denied is never said as a fact, and "no statement says so" is never said as "no". Pure.
 */
import type { CypherValue, EntityLabel, Modality } from '../contract.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import type { AskIntent, RelationIntent } from './ask-intent.ts'
import {
  counted,
  joined,
  modalityWords,
  namesOf,
  noun,
  type nouns,
  relationClause,
  scopeWords,
  shortName,
} from './say-clause.ts'
import { sayOpenQuestion, sayReading, speakersOf } from './say-reading.ts'

export type AskRow = Record<string, CypherValue>

const askedNoun = (intent: RelationIntent, rows: readonly AskRow[]): keyof typeof nouns => {
  if (intent.askType) return intent.askType
  if (intent.ask === 'place') return 'Place'
  const types = new Set(rows.map((row) => typeOfId(String(row.id))))
  return types.size === 1 ? [...types][0]! : 'entity'
}

const modalityOrder = ['actual', 'planned', 'discussed', 'ended', 'denied']

/** The strongest of several modalities. */
const strongestOf = (modalities: readonly string[]): string =>
  modalityOrder.find((modality) => modalities.includes(modality)) ?? 'actual'

const modalitiesOf = (row: AskRow): string[] => (Array.isArray(row.modalities) ? row.modalities.map(String) : [])

const listed = (rows: readonly AskRow[], labels: Record<string, EntityLabel>): string => {
  const shown = rows.slice(0, 5).map((row, index) => {
    const id = String(row.id)
    const label = labels[id] ?? { name: String(row.name ?? id), type: typeOfId(id) }
    const strongest = strongestOf(modalitiesOf(row)) as Modality
    const count = Number(row.statements)
    const notes = [
      index === 0 ? counted(count, 'statement') : count.toLocaleString('en'),
      ...(strongest === 'actual' ? [] : [modalityWords[strongest]]),
    ]
    return `${shortName(label)} (${notes.join(', ')})`
  })
  const rest = rows.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest.toLocaleString('en')} more` : joined(shown)
}

const byModality = (rows: readonly AskRow[]): [Modality, number][] => {
  const counts = new Map<Modality, number>()
  for (const row of rows) counts.set(row.modality as Modality, (counts.get(row.modality as Modality) ?? 0) + 1)
  return (['actual', 'planned', 'discussed', 'ended', 'denied'] as Modality[]).flatMap((m) =>
    counts.has(m) ? [[m, counts.get(m)!]] : [],
  )
}

const modalitySplit = (rows: readonly AskRow[]): string => {
  const counts = byModality(rows)
  if (counts.length === 1)
    return counts[0]![0] === 'actual' ? '' : ` (${rows.length === 1 ? '' : 'all '}${modalityWords[counts[0]![0]]})`
  return ` (${counts.map(([modality, count]) => `${count} ${modalityWords[modality]}`).join(', ')})`
}

const span = (rows: readonly AskRow[]): string => {
  const dates = rows.flatMap((row) => (typeof row.date === 'string' ? [row.date] : [])).sort()
  if (dates.length === 0) return ''
  return dates[0] === dates.at(-1) ? `, dated ${dates[0]}` : `, dated ${dates[0]} to ${dates.at(-1)}`
}

const many = (count: number, cut: boolean): string =>
  cut ? `more than ${(count - 1).toLocaleString('en')}` : count.toLocaleString('en')

const silence = (intent: AskIntent): string => {
  const reading = sayReading(intent)
  const told = intent.kind === 'relation' && intent.ask !== 'statement' && intent.ask !== 'article'
  const text =
    /^(?:whether|when|for what amounts|statements that|how many statements say that|articles that say that) /.exec(
      reading,
    )
  if (text)
    return `No ${intent.form === 'amount' ? 'statement with an amount' : 'statement in the graph'} says that ${reading.slice(text[0].length)}. The articles may only be silent on it.`
  if (told || intent.kind === 'sayings')
    return `No statement in the graph tells ${told && intent.ask !== 'speaker' ? sayOpenQuestion(intent) : reading}. The articles may only be silent on it.`
  return `The graph has no ${reading.replace(', newest first', '')}. The articles may only be silent on it.`
}

const sayWhether = (rows: readonly AskRow[], that: string): string => {
  const counts = new Map(byModality(rows))
  const total = rows.length
  const says = `${counted(total, 'statement')} ${total === 1 ? 'says' : 'say'}`
  const lead = counts.has('actual')
    ? 'Yes'
    : counts.has('planned')
      ? 'Planned, not yet fact'
      : counts.has('discussed')
        ? 'Only discussed'
        : counts.has('ended')
          ? 'No longer'
          : 'It is denied'
  return `${lead}: ${says} that ${that}${modalitySplit(rows)}${span(rows)}.`
}

const sayStatements = (
  rows: readonly AskRow[],
  about: string,
  cut: boolean,
  labels: Record<string, EntityLabel>,
  split = true,
): string => {
  const kinds = new Map<string, number>()
  for (const row of rows) kinds.set(String(row.predicate), (kinds.get(String(row.predicate)) ?? 0) + 1)
  const order = [...kinds].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  const top =
    order.length > 1
      ? ` They say ${joined(order.slice(0, 4).map(([kind, n]) => `${kind} (${n})`))}${order.length > 4 ? ' and more' : ''}.`
      : ''
  const first = rows[0]!
  const name = (id: unknown): string => labels[String(id)]?.name ?? String(id)
  const example =
    rows.length === 1 ? ` It says: ${name(first.subject)} ${String(first.predicate)} ${name(first.object)}.` : top
  return `${cut ? 'More than ' : ''}${counted(cut ? rows.length - 1 : rows.length, 'statement')} ${about}${split ? modalitySplit(rows) : ''}${span(rows)}.${example}`
}

/** The answer as a sentence. `cut`: the table holds more than was read. */
export const sayAnswer = (
  intent: AskIntent,
  rows: readonly AskRow[],
  labels: Record<string, EntityLabel>,
  cut: boolean,
): string => {
  const { form, scope } = intent
  const words = scopeWords(scope)
  if (intent.kind === 'totals') {
    const total = Number(rows[0]?.total ?? 0)
    return `The graph holds ${counted(total, intent.of)}.`
  }
  if (form === 'count' && rows.length === 1 && !('id' in rows[0]!)) {
    const n = Number(rows[0]!.statements)
    if (n === 0) return silence(intent)
    const what =
      intent.kind === 'relation'
        ? `${n === 1 ? 'says' : 'say'} that ${relationClause(intent, null)}`
        : sayReading(intent)
            .replace(/^statements/, '')
            .trim()
    return `${counted(n, 'statement')} in ${counted(Number(rows[0]!.articles), 'article')} ${what}.`
  }
  if (rows.length === 0) return silence(intent)
  const size = many(rows.length, cut)
  const isOne = rows.length === 1
  switch (intent.kind) {
    case 'relation': {
      const that = relationClause(intent, null)
      const by = intent.speakers.length > 0 ? `, ${namesOf(intent.speakers, 'and')} being the speaker` : ''
      if (intent.ask === 'statement') {
        if (form === 'whether') return sayWhether(rows, that)
        if (form === 'when') {
          const first = rows[0]!
          return isOne
            ? `On ${first.date ?? 'a date not given'}: the one statement that ${that} is dated so${modalitySplit(rows)}.`
            : `From ${first.date ?? '?'} to ${rows.at(-1)!.date ?? '?'}: ${size} statements say that ${that}${modalitySplit(rows)}.`
        }
        if (form === 'amount') {
          const name = (id: unknown): string => labels[String(id)]?.name ?? String(id)
          const figures = rows
            .slice(0, 5)
            .map(
              (row) =>
                `${row.amount} (${name(row.subject)} ${row.predicate} ${name(row.object)}, ${row.modality}${row.date ? `, ${row.date}` : ''})`,
            )
          return `${counted(rows.length, 'statement')} with an amount: ${joined(figures)}${rows.length > 5 ? ` and ${rows.length - 5} more` : ''}. Amounts are as written and are not added up.`
        }
        return sayStatements(rows, `${isOne ? 'says' : 'say'} that ${that}${by}`, cut, labels)
      }
      if (intent.ask === 'article')
        return `${size} ${noun('article', rows.length)} ${isOne ? 'says' : 'say'} that ${that}, the latest “${rows[0]!.title}” (${rows[0]!.date ?? 'no date'}).`
      if (intent.ask === 'speaker')
        return `${size} ${isOne ? 'speaker says' : 'speakers say'} that ${that}: ${listed(rows, labels)}.`
      const type = askedNoun(intent, rows)
      const of = intent.within.length > 0 ? ` of ${namesOf(intent.within)}` : ''
      const text = `${size} ${noun(type, cut ? 2 : rows.length)}${of}`
      const said = relationClause(intent, { slot: intent.ask, text }, !isOne)
      return `${said.charAt(0).toUpperCase()}${said.slice(1)}${by}: ${listed(rows, labels)}.`
    }
    case 'entities': {
      const isPlain = intent.about.length === 0 && words === ''
      return `${size} ${intent.askType ? noun(intent.askType, cut ? 2 : rows.length) : 'names'}${intent.within.length > 0 ? ` of ${namesOf(intent.within)}` : ''} ${isOne ? (isPlain ? 'is' : 'stands') : isPlain ? 'are' : 'stand'} in ${isPlain ? 'the graph' : 'statements'}${intent.about.length > 0 ? ` with ${joined(intent.about.map((names) => namesOf(names)))}` : ''}${words}: ${listed(rows, labels)}.`
    }
    case 'country-sectors': {
      if (intent.ask === 'statement') {
        const that = `${namesOf(intent.countries)} is linked to ${namesOf(intent.sectors)}${words}`
        return form === 'whether' ? sayWhether(rows, that) : sayStatements(rows, `show that ${that}`, cut, labels)
      }
      if (intent.ask === 'country')
        return `${size} ${noun('Country', rows.length)} ${isOne ? 'is' : 'are'} linked to ${namesOf(intent.sectors, intent.all ? 'and' : 'or')}${words}: ${listed(rows, labels)}.`
      return `${namesOf(intent.countries, intent.all ? 'and' : 'or')} ${intent.countries.length > 1 ? 'are both' : 'is'} linked to ${size} ${noun('Sector', rows.length)}${words}: ${listed(rows, labels)}.`
    }
    case 'statements': {
      const about =
        intent.about.length > 0 ? `with ${joined(intent.about.map((names) => namesOf(names)))}` : 'in the graph'
      if (form === 'whether')
        return `Yes: ${sayStatements(rows, `${about}${words}`, cut, labels, scope.modalities.length !== 1)}`
      return sayStatements(rows, `${about}${words}`, cut, labels, scope.modalities.length !== 1)
    }
    case 'sayings': {
      const about = intent.about.length > 0 ? ` about ${joined(intent.about.map((names) => namesOf(names)))}` : ''
      if (intent.ask === 'speaker')
        return `${size} ${isOne ? 'speaker' : 'speakers'}${about}${words}: ${listed(rows, labels)}.`
      const by = `said${speakersOf(intent) || ' by someone'}`
      return sayStatements(rows, `${by}${about}${words}`, cut, labels)
    }
    case 'roles': {
      const name = (id: unknown): string => labels[String(id)]?.name ?? String(id)
      const shown = rows
        .slice(0, 5)
        .map((row) => `${name(row.id)} (${[row.title ?? 'a role', name(row.of)].join(', ')})`)
      const people = new Set(rows.map((row) => row.id)).size
      const rest = rows.length > 5 ? ` and ${rows.length - 5} more` : ''
      return intent.ask === 'title'
        ? `${namesOf(intent.persons, 'and')}: ${joined(rows.slice(0, 5).map((row) => `${row.title ?? 'a role'} in ${name(row.of)}${row.last ? ` (${row.last})` : ''}`))}${rest}.`
        : `${form === 'whether' ? 'Yes' : counted(people, 'Person')}: ${joined(shown)}${rest}.`
    }
    case 'profile': {
      const total = rows.reduce((sum, row) => sum + Number(row.statements), 0)
      const name = (id: unknown): string => labels[String(id)]?.name ?? String(id)
      const top = rows.slice(0, 4).map((row) => `${row.predicate} with ${name(row.id)} (${row.statements})`)
      return `${shortName(intent.entity)} is ${/^[aeiou]/.test(noun(intent.entity.type, 1)) ? 'an' : 'a'} ${noun(intent.entity.type, 1)} with ${total.toLocaleString('en')} ties in the graph: ${joined(top)}${rows.length > 4 ? ' and more' : ''}.`
    }
    case 'articles':
      return `${size} ${noun('article', rows.length)}${intent.about.length > 0 ? ` ${isOne ? 'mentions' : 'mention'} ${joined(intent.about.map((names) => namesOf(names)))}` : ''}${words}, the latest “${rows[0]!.title}” (${rows[0]!.date ?? 'no date'}).`
    case 'help':
      return 'Ask about countries, sectors, companies, people, goods, projects and who does what with whom; a question that cannot be read says so.'
  }
}
