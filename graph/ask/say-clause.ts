/**
 * Puts names, limits and a predicate with its ends into words: the clauses that readings and answers are made of. Pure.
 */
import type { EntityType, Modality, Predicate } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { AskScope, RelationIntent } from './ask-intent.ts'
import type { Named } from './fixed-names.ts'
import { predicateWords, type Slot } from './question-lexicon.ts'

export const actors: EntityType[] = ['Country', 'Region', 'Organization', 'Person']

export const nouns: Record<EntityType | 'article' | 'statement' | 'entity', [string, string]> = {
  Country: ['country', 'countries'],
  Region: ['region', 'regions'],
  Place: ['place', 'places'],
  Organization: ['organisation', 'organisations'],
  Person: ['person', 'people'],
  Sector: ['sector', 'sectors'],
  Commodity: ['good', 'goods'],
  Event: ['event', 'events'],
  Project: ['project', 'projects'],
  Agreement: ['agreement', 'agreements'],
  article: ['article', 'articles'],
  statement: ['statement', 'statements'],
  entity: ['name', 'names'],
}

export const noun = (type: keyof typeof nouns, count: number): string => nouns[type][count === 1 ? 0 : 1]
export const counted = (count: number, type: keyof typeof nouns): string =>
  `${count.toLocaleString('en')} ${noun(type, count)}`

/** "Metallurgy: basic metals (iron, steel)" is "Metallurgy" in a sentence. */
export const shortName = ({ name, type }: { name: string; type: EntityType }): string =>
  type === 'Sector' ? name.split(/[:(]/)[0]!.trim() : name

export const joined = (parts: readonly string[], word = 'and'): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`

export const namesOf = (names: readonly Named[], word = 'or'): string => joined(names.map(shortName), word)

export const modalityWords: Record<Modality, string> = {
  actual: 'said as fact',
  planned: 'planned',
  discussed: 'only discussed',
  ended: 'ended or cancelled',
  denied: 'denied',
}

export const scopeWords = (scope: AskScope): string =>
  [
    scope.sectors.length > 0 ? ` in ${namesOf(scope.sectors)}` : '',
    scope.modalities.length > 0 ? ` (${joined(scope.modalities, 'or')})` : '',
    scope.dates ? ` ${scope.dates}` : '',
  ].join('')

/** What stands for a thing that the question leaves open: "finances something in Egypt". */
const openObject = (predicate: Predicate): string => {
  const { range } = predicateRules[predicate]
  return range.includes('Commodity') ? 'goods' : range.every((type) => actors.includes(type)) ? 'someone' : 'something'
}

/** A clause out of a predicate and what its slots say; without a subject it is passive: "wheat is exported to Egypt". */
const clause = (
  predicate: Predicate,
  said: Partial<Record<Slot, string>>,
  many: boolean,
  manyObjects: boolean,
): string => {
  const words = predicateWords[predicate].say
  const tail: string[] = []
  const preposition =
    predicate === 'EXPORTS' ? 'to' : predicate === 'IMPORTS' || predicate === 'RESTRICTS' ? 'from' : 'with'
  if (said.counterpart) tail.push(`${preposition} ${said.counterpart}`)
  if (said.place) tail.push(`in ${said.place}`)
  if (said.sector) tail.push(`in ${said.sector}`)
  if (said.project) tail.push(`through ${said.project}`)
  if (said.event) tail.push(`at ${said.event}`)
  const goods = said.commodity
  if (!said.subject && !predicateRules[predicate].symmetric) {
    const be = manyObjects ? 'are' : 'is'
    if (predicate === 'SUPPLIES' && goods)
      return [goods, be, 'supplied', ...(said.object ? [`to ${said.object}`] : []), ...tail].join(' ')
    return [
      said.object ?? openObject(predicate),
      said.object || openObject(predicate) !== 'goods' ? be : 'are',
      words.past.replace(/^was /, ''),
      ...(goods ? [`(${goods})`] : []),
      ...tail,
    ].join(' ')
  }
  const subject = said.subject ?? 'someone'
  const verb = many ? words.many : words.one
  if (predicate === 'SUPPLIES')
    return [
      subject,
      verb,
      ...(goods ? [goods] : []),
      ...(said.object ? [goods ? `to ${said.object}` : said.object] : goods ? [] : ['something']),
      ...tail,
    ].join(' ')
  // "invest in" with a place needs no other object: "invests in Egypt".
  if (!said.object && said.place && / in$/.test(verb))
    return [subject, verb, said.place, ...tail.filter((part) => part !== `in ${said.place}`)].join(' ')
  return [
    subject,
    verb,
    said.object ?? openObject(predicate),
    ...(goods ? [predicate === 'TRADES_WITH' ? `in ${goods}` : `(${goods})`] : []),
    ...tail,
  ].join(' ')
}

export const relationClause = (
  intent: RelationIntent,
  asked: { slot: Slot; text: string } | null,
  several = false,
): string => {
  const { predicate, ends, pair } = intent
  const said: Partial<Record<Slot, string>> = {}
  for (const [slot, names] of Object.entries(ends) as [Slot, Named[]][])
    said[slot] =
      names.some(({ type }) => type === 'Country') &&
      slot === 'object' &&
      !predicateRules[predicate].range.includes('Country')
        ? `something in ${namesOf(names)}`
        : namesOf(names)
  if (pair) {
    said.subject = joined([namesOf(pair[0]), namesOf(pair[1], 'and')])
    if (predicateRules[predicate].symmetric) said.object ??= 'each other'
    else said.counterpart ??= 'each other'
  }
  if (asked) said[asked.slot] = asked.text
  const manySubjects = asked?.slot === 'subject' ? several : pair !== null || (ends.subject?.length ?? 0) > 1
  const manyObjects =
    asked?.slot === 'object' || asked?.slot === 'commodity' ? several : /s$/.test(said.object ?? said.commodity ?? '')
  return clause(predicate, said, manySubjects, manyObjects) + scopeWords(intent.scope)
}
