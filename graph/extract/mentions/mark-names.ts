/**
 * The mention stage: every name, demonym and described undertaking of an article, with the entity that it names.
 * A pure function of article and syntax. Pronouns and "the company" are left to coreference.
 */
import type { Article } from '../../contract.ts'
import type { Syntax } from '../../read/syntax.ts'
import type { ExtractDocument } from '../document.ts'
import { slugOf } from '../lexicon/fold-word.ts'
import { bodyForms, countryName, projectHeads, undertakingNames } from '../lexicon/lexicons.ts'
import { PhraseTrie } from '../lexicon/phrase-trie.ts'
import { Draft } from './draft.ts'
import { findCountries, type GeoHit } from './find-countries.ts'
import { capitalHabits, findNames, isShouted } from './find-names.ts'
import { findTitles } from './find-titles.ts'
import { markAgreements } from './mark-agreements.ts'
import { governmentAt, markGovernment } from './mark-capitals.ts'
import { markCommodities } from './mark-commodities.ts'
import { markGeo } from './mark-geography.ts'
import { markProjects } from './mark-projects.ts'
import { markSectors } from './mark-sectors.ts'
import { markSessions } from './mark-sessions.ts'
import { nameBody } from './name-bodies.ts'
import type { NameGroup } from './name-group.ts'
import type { NameCandidate } from './split-names.ts'
import { typeNames } from './type-names.ts'

const ID_PREFIX = {
  Person: 'person',
  Organization: 'org',
  Place: 'place',
  Event: 'event',
  Project: 'project',
  Agreement: 'agreement',
} as const

const within = (geo: GeoHit, name: NameCandidate): boolean =>
  geo.sentence === name.sentence && geo.from >= name.from && geo.to <= name.to

/** Finds the named entities of an article. The result's `speakers` are empty: a later stage fills them. */
export const markNames = (article: Article, syntax: Syntax): ExtractDocument => {
  const draft = new Draft(article, syntax)
  const habits = capitalHabits(draft)
  const titles = draft.words.map((words, sentence) => findTitles(words, sentence))
  const acronyms = new Map(syntax.acronyms.map((a) => [a.short, a.long.replace(/^[Tt]he /, '')]))
  const geos = draft.words.map((_, sentence) => findCountries(draft, sentence, acronyms))
  const names = draft.words.map((_, sentence) => findNames(draft, sentence, geos[sentence]!, titles[sentence]!, habits))
  geos.forEach((hits, sentence) => {
    for (const hit of hits)
      if (!names[sentence]!.some((n) => within(hit, n) && !(n.from === hit.from && n.to === hit.to)))
        markGeo(draft, hit, false)
  })
  const groups = typeNames(draft, names.flat(), titles)
  for (const group of groups) markGroup(draft, group)
  markSessions(draft)
  markHeadlines(draft)
  draft.words.forEach((_, sentence) => {
    markCommodities(draft, sentence, titles[sentence]!)
  })
  markAgreements(draft)
  markProjects(draft)
  markSectors(draft, titles)
  return draft.finish()
}

/** Names that the rest of the article has, in headlines that write every word with a capital and where the first look missed them. */
const markHeadlines = (draft: Draft): void => {
  const known = new PhraseTrie<string>('article')
  for (const entity of draft.entities.values())
    if (/^(?:Organization|Person|Place|Event|Project)$/.test(entity.type))
      for (const name of [entity.name, ...entity.aliases]) if (name.length > 2) known.add(name, entity.id)
  draft.words.forEach((words, sentence) => {
    const shouted = isShouted(words)
    for (const hit of known.findAll(words, false)) {
      const entity = draft.entities.get(hit.value)!
      // Elsewhere only longer names that the first look missed, as at the start of a sentence.
      const whole = hit.to - hit.from > 1 && words.slice(hit.from, hit.to).every((w) => w.capital || w.joint)
      if (!words[hit.from]!.capital || (!shouted && (!whole || words[hit.to]?.capital === true))) continue
      if (!shouted && !draft.isFree({ sentence, ...hit })) continue
      const inside = draft.mentions.filter((m) => m.sentence === sentence && m.from >= hit.from && m.to <= hit.to)
      if (!draft.isFree({ sentence, ...hit }) && inside.length === 0) continue
      for (const m of inside) draft.remove(m)
      draft.mention({
        sentence,
        from: hit.from,
        to: hit.to,
        entity: entity.id,
        type: entity.type,
        kind: 'name',
        rule: 'name.headline',
      })
    }
  })
}

const markGroup = (draft: Draft, group: NameGroup): void => {
  const mentions = group.mentions.filter((m) => draft.isFree(m))
  if (mentions.length === 0) return
  const { kind } = group
  if (kind === 'Place') {
    const cities = mentions.filter((m) => {
      const country = governmentAt(draft.words[m.sentence]!, m)
      if (country) markGovernment(draft, m, country)
      return !country
    })
    if (cities.length > 0) write(draft, group, `place:${slugOf(group.text)}`, group.text, cities, [])
    return
  }
  if (kind === 'Organization') {
    // "the Government of the Faroe Islands" is the country.
    if (/^(?:[\p{L}]+ )?(?:Government|Cabinet)(?:$|,| of\b| and\b)/u.test(group.text)) {
      for (const m of mentions) {
        const country = m.inner.find((g) => g.country) ?? (m.geo?.country ? m.geo : undefined)
        if (!country?.country) continue
        const id = `country:${country.country.country}`
        draft.entity(id, 'Country', countryName(country.country.country))
        draft.mention({
          sentence: m.sentence,
          from: m.from,
          to: m.to,
          entity: id,
          type: 'Country',
          kind: 'nominal',
          rule: 'country.government',
        })
      }
      return
    }
    const body = bodyForms.get(group.text)
    const named =
      body && (!body.exact || group.text !== group.text.toLowerCase())
        ? { id: `org:${body.slug}`, name: body.name, aliases: [group.text] }
        : nameBody(draft, group)
    write(draft, group, named.id, named.name, mentions, named.aliases)
    return
  }
  // "Tolva-Mira" of "the Tolva-Mira project": the bare name says too little in a graph of many articles.
  const last = group.key.split(' ').at(-1) ?? ''
  const bare = kind === 'Project' && !undertakingNames.has(last) && projectHeads.get(last) === undefined
  const name = bare ? `${group.text} project` : group.text
  write(draft, group, `${ID_PREFIX[kind]}:${slugOf(name)}`, name, mentions, bare ? [group.text] : [])
}

const write = (
  draft: Draft,
  group: NameGroup,
  id: string,
  name: string,
  mentions: readonly NameCandidate[],
  aliases: readonly string[],
): void => {
  draft.entity(id, group.kind, name, [...aliases, ...group.aliases])
  for (const m of mentions) {
    draft.mention({
      sentence: m.sentence,
      from: m.from,
      to: m.to,
      entity: id,
      type: group.kind,
      kind: 'name',
      rule: `name.${group.kind.toLowerCase()}`,
    })
    if (
      group.kind === 'Organization' &&
      /\b(?:Ministry|Department|Embassy|Government|Parliament|Consulate|Cabinet)\b/.test(m.text)
    )
      for (const geo of m.inner) if (geo.country) markGeo(draft, geo, true)
  }
}
