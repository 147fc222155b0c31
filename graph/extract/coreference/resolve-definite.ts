/**
 * "The company", "the minister", "the plant", "that country", "his department": one thing named before, by the noun,
 * by what its name or title holds, by nearness and subjecthood.
 */
import { foldWord, singularOf } from '../lexicon/fold-word.ts'
import { countryFacts, cueWords, placeForms, type ReferenceNoun, referenceNouns } from '../lexicon/lexicons.ts'
import type { PhraseHit } from '../lexicon/phrase-trie.ts'
import { type Discourse, isNational, nameHas, nameTells } from './discourse.ts'
import { personOf } from './resolve-third-person.ts'
import type { Reference, Routine } from './routine.ts'

const DETERMINER = /^(?:the|this|that)$/
const OWNER = /^(?:his|her|their)$/
/** Before a noun that points back these make it another thing: "the parent company", "the other bank". */
const OTHERS = cueWords('other-bodies')
const MODIFIERS = 4
/** Nouns that fit every company. */
const ANY_BODY = /^(?:company|firm|group|business)$/

export const resolveDefinite: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const at = discourse.at[sentence]!
  const first = words[token]!
  const owned = OWNER.test(first.key)
  if ((!DETERMINER.test(first.key) && !owned) || at[token]?.kind === 'nominal') return null
  // The noun: right after the determiner, or after one or two adjectives that only point ("the same bank").
  let i = token + 1
  let region: string | null = null
  const adjective = at[i]
  if (adjective?.type === 'Region' && adjective.kind === 'adjective') {
    region = adjective.entity
    i = adjective.to
  } else {
    while (
      words[i] &&
      /^(?:same|said|new|young|former|latter|second|first|local|state|neighbouring|neighboring)$/.test(words[i]!.key) &&
      i < token + 3
    )
      i++
  }
  const hit =
    referenceNouns.match(words, i) ??
    (owned || first.key !== 'the' || region ? null : afterModifiers(discourse, sentence, i))
  if (!hit) return null
  const to = hit.to
  const noun = words[to - 1]!
  if (noun.upos !== 'NOUN' && noun.upos !== 'PROPN') return null
  if (singularOf(noun.key) !== noun.key && !/^(?:works|premises)$/.test(noun.key)) return null
  const after = words[to]
  // "the company Mekong Motors", "the zone Vang Tai", "the bank clerk", "the news agency": no reference back.
  if (
    after &&
    (after.joint ||
      ((after.upos === 'NOUN' || after.upos === 'PROPN') && after.token.xpos !== 'POS') ||
      at[to]?.kind === 'name' ||
      /^["“„«]$/.test(after.text))
  )
    return null
  const seat = /^(?:based|headquartered)$/.test(words[hit.from - 1]?.key ?? '')
  for (let k = seat ? hit.from : i; k < to; k++)
    if (at[k] && at[k]!.kind === 'name' && at[k]!.type !== 'Project') return null
  if (after && /^(?:of|that|which)$/.test(after.key) && hit.value.points !== 'person') {
    const next = at[to + 1] ?? at[to + 2]
    if (after.key === 'of' && next && hit.value.points !== 'country') return null
    if (after.key !== 'of') return null
  }
  const row = hit.value
  const said = words
    .slice(i, hit.from)
    .flatMap((w, k) => (at[i + k] === undefined && /^(?:NOUN|ADJ|VERB|PROPN)$/.test(w.upos) ? [singularOf(w.key)] : []))
  const entity =
    said.length > 0
      ? described(discourse, sentence, row, said)
      : owned
        ? ownedBy(discourse, sentence, token, row)
        : row.points === 'country' && region
          ? countryIn(discourse, sentence, region)
          : pointedAt(discourse, sentence, row, first.key)
  if (!entity) return null
  if (at[to - 1]?.entity === entity) return null
  if (row.points === 'person' && !holdsThere(discourse, sentence, to, entity)) return null
  return { from: token, to, head: to - 1, entities: [entity], kind: 'nominal', rule: `definite.${row.points}` }
}

/** "the Minister of Agriculture of Peru": only whoever holds a role in what the title names. */
const holdsThere = (discourse: Discourse, sentence: number, to: number, person: string): boolean => {
  const words = discourse.words[sentence]!
  if (!/^(?:of|for|at)$/.test(words[to]?.key ?? '')) return true
  for (let i = to + 1; i < Math.min(words.length, to + 9); i++) {
    if (/^(?:VERB|AUX|PUNCT)$/.test(words[i]!.upos) && words[i]!.text !== ',') return true
    const named = discourse.at[sentence]![i]
    if (named?.type !== 'Country' && named?.type !== 'Organization') continue
    const roles = discourse.roles.filter((r) => r.person === person)
    return roles.some((r) => r.body === named.entity || r.country === named.entity)
  }
  return true
}

/** "his department", "her ministry", "his country": what the person's role says. */
const ownedBy = (discourse: Discourse, sentence: number, token: number, row: ReferenceNoun): string | null => {
  if (row.points !== 'body' && row.points !== 'country') return null
  const person = personOf(discourse, sentence, token)
  if (!person) return null
  if (row.points === 'country') return discourse.countryOfPerson(person)
  const roles = discourse.roles.filter((r) => r.person === person)
  const body = roles.find((r) => r.body?.startsWith('org:'))?.body ?? null
  if (body) return body
  if (/^(?:ministry|department)$/.test(row.noun)) {
    const land = discourse.countryOfPerson(person)
    // "My ministry", unnamed, stands for the country.
    return land
  }
  return discourse.bodyBeside(person)
}

const pointedAt = (discourse: Discourse, sentence: number, row: ReferenceNoun, determiner: string): string | null => {
  const noun = singularOf(foldWord(row.noun))
  switch (row.points) {
    case 'country': {
      if (determiner === 'this') return null
      const like = row.like
      if (determiner === 'that') return discourse.last((m) => m.type === 'Country')?.entity ?? null
      if (like.length > 0)
        return (
          discourse.last(
            (m) => m.type === 'Country' && like.some((w) => (countryFacts.get(m.entity.slice(8)) ?? '').includes(w)),
          )?.entity ?? null
        )
      if (noun === 'state') return null
      return (
        discourse.best(
          sentence,
          (m) => m.type === 'Country',
          (m) => (m.kind === 'name' ? 0.6 : 0),
        )?.entity ?? null
      )
    }
    case 'person': {
      const titled = discourse.last(
        (m) =>
          m.type === 'Person' &&
          discourse.roles.some(
            (r) =>
              r.person === m.entity &&
              row.like.some((w) =>
                foldWord(r.title)
                  .split(/[^\p{L}]+/u)
                  .includes(w),
              ),
          ),
      )
      if (titled) return titled.entity
      return row.like.length === 0
        ? (discourse.last((m) => m.type === 'Person' && sentence - m.sentence <= 3)?.entity ?? null)
        : null
    }
    case 'body': {
      // A noun that the text gives to one body only means that body, however far back.
      if (!ANY_BODY.test(noun)) {
        const said = [...discourse.bodyNouns].filter(([, nouns]) => nouns.has(noun)).map(([id]) => id)
        if (said.length === 1) return said[0]!
      }
      const fits = (id: string): boolean => {
        const entity = discourse.entity(id)
        if (row.like.length > 0) return nameHas(entity, row.like) || (discourse.bodyNouns.get(id)?.has(noun) ?? false)
        const said = discourse.bodyNouns.get(id)
        if (said?.has(noun)) return true
        // A ministry, a bank or a union is not "the company".
        return (
          !isNational(id) &&
          !/\b(?:bank|union|commission|organization|university|institute|council|association|fund|agency|chamber)\b/.test(
            id,
          )
        )
      }
      const found = discourse.best(
        sentence,
        (m) => m.type === 'Organization' && m.rule !== 'bloc' && fits(m.entity),
        (m) =>
          (discourse.bodyNouns.get(m.entity)?.has(noun) ? (ANY_BODY.test(noun) ? 0.4 : 2.5) : 0) +
          (!ANY_BODY.test(noun) && nameTells(discourse.entity(m.entity), noun) ? 2 : 0) +
          (m.kind === 'name' ? 0.2 : 0),
      )
      return found?.entity ?? null
    }
    case 'place': {
      const found = discourse.last(
        (m) =>
          (m.type === 'Place' || m.type === 'Project') &&
          sentence - m.sentence <= 8 &&
          (row.like.length > 0 ? nameHas(discourse.entity(m.entity), row.like) : fitsPlace(discourse, m.entity, noun)),
      )
      return found?.entity ?? null
    }
    case 'project': {
      const like = row.like.length > 0 ? row.like : [noun]
      const named = discourse.last(
        (m) => (m.type === 'Project' || m.type === 'Place') && nameHas(discourse.entity(m.entity), like),
      )
      if (named) return named.entity
      return /^(?:plant|factory|facility|project|undertaking|mill)$/.test(noun)
        ? (discourse.last((m) => m.type === 'Project' && sentence - m.sentence <= 4)?.entity ?? null)
        : null
    }
    case 'event': {
      const like = row.like.length > 0 ? row.like : [noun]
      return discourse.last((m) => m.type === 'Event' && nameHas(discourse.entity(m.entity), like))?.entity ?? null
    }
  }
}

const fitsPlace = (discourse: Discourse, id: string, noun: string): boolean => {
  const name = discourse.entity(id)?.name ?? ''
  const form = placeForms.get(name)
  if (noun === 'city' || noun === 'town') return form?.kind === 'city'
  if (noun === 'site') return /site|mine|plant|works|station/.test(id)
  return form?.kind === noun
}

/** "the South American country": the last one there that is not what the sentence is about. */
const countryIn = (discourse: Discourse, sentence: number, region: string): string | null => {
  const words = region
    .slice('region:'.length)
    .split('-')
    .filter((w) => w !== 'states' && w !== 'and')
  const inRegion = (id: string): boolean => {
    const facts = countryFacts.get(id.slice(8)) ?? ''
    if (words.includes('balkans')) return /southeast europe|southern europe|eastern europe/.test(facts)
    if (words.includes('gulf') || words.includes('middle')) return facts.includes('western asia')
    if (words.includes('latin')) return /south america|central america|caribbean|north america/.test(facts)
    return words.every((w) => facts.includes(w) || facts.includes(`${w}ern`) || facts.includes(`${w}-`))
  }
  const far = discourse.last(
    (m) => m.type === 'Country' && inRegion(m.entity) && !(m.sentence === sentence && discourse.isSubject(m)),
  )
  return far?.entity ?? null
}

/** "the engineering giant", "the New Delhi-based firm": the noun after words that tell what it is, none of them a name. */
const afterModifiers = (discourse: Discourse, sentence: number, from: number): PhraseHit<ReferenceNoun> | null => {
  const words = discourse.words[sentence]!
  for (let i = from; i < Math.min(words.length, from + 2 * MODIFIERS); i++) {
    const word = words[i]!
    const hit = i > from && !words[i - 1]!.joint ? referenceNouns.match(words, i) : null
    if (hit) {
      const next = words[hit.to]
      // "the mining company manager": the noun goes on.
      if (next && !next.joint && /^(?:NOUN|PROPN)$/.test(next.upos)) continue
      return hit.value.points === 'body' || hit.value.points === 'country' ? hit : null
    }
    if (OTHERS.has(word.key) || /^(?:JJR|JJS|RBS|RBR)$/.test(word.token.xpos)) return null
    const place = discourse.at[sentence]![i]
    if (place && place.type !== 'Place' && !(place.type === 'Country' && homeAhead(discourse, sentence, i))) return null
    if (word.text === ',' && discourse.at[sentence]![i - 1]?.type === 'Place' && homeAhead(discourse, sentence, i + 1))
      continue
    if (!word.joint && !/^(?:NOUN|ADJ|PROPN)$/.test(word.upos) && !/^VB[NG]$/.test(word.token.xpos)) return null
  }
  return null
}

/** "the Linz, Austria-based company": whether the place or country at `at` is followed by "-based". */
const homeAhead = (discourse: Discourse, sentence: number, at: number): boolean => {
  const home = discourse.at[sentence]![at]
  return home !== undefined && /^(?:based|headquartered)$/.test(discourse.words[sentence]![home.to + 1]?.key ?? '')
}

/** One named shortly before that the words may tell of: a firm, or the country that the text is about. */
const described = (
  discourse: Discourse,
  sentence: number,
  row: ReferenceNoun,
  said: readonly string[],
): string | null => {
  if (row.points === 'country') return pointedAt(discourse, sentence, row, 'the')
  const noun = singularOf(foldWord(row.noun))
  const fits = (id: string): boolean => {
    const own = discourse.bodyNouns.get(id)
    return (
      !isNational(id) &&
      (row.like.length === 0 || nameHas(discourse.entity(id), row.like) || (own?.has(noun) ?? false)) &&
      (row.like.length > 0 ||
        !/\b(?:union|commission|organization|university|council|association|agency|chamber)\b/.test(id))
    )
  }
  const tells = (id: string): boolean => {
    const own = discourse.bodyNouns.get(id)
    return own !== undefined && (own.has(noun) || said.some((w) => own.has(w)))
  }
  const found = discourse.best(
    sentence,
    (m) =>
      m.type === 'Organization' &&
      m.rule !== 'bloc' &&
      fits(m.entity) &&
      sentence - m.sentence <= 2 &&
      (m.sentence < sentence || discourse.isSubject(m)),
    (m) => (tells(m.entity) ? 2 : 0) + (nameHas(discourse.entity(m.entity), said) ? 1 : 0),
  )
  return found?.entity ?? null
}
