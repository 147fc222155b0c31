/**
 * Cuts a row of capitalised words into titles, demonyms and names: "Kazakh Deputy Prime Minister Y S" is a country, a
 * title and a person, "Norwegian Timber Exporters' Union" one body. Gives candidates; decides no type.
 */
import { bodyForms, isCommonWord, organisationWords, portfolioWords } from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import type { GeoHit } from './find-countries.ts'
import type { TitleHit } from './find-titles.ts'
import { hasOrganisationWord, QUOTE } from './name-rows.ts'
import type { Word } from './words.ts'

export interface NameCandidate extends Span {
  text: string
  /** Folded words of the name, joined: the same for every mention of it. */
  key: string
  /** The title right before the name. */
  title: TitleHit | null
  /** The demonym or country right before it: "Turkish X", "Canada's X". */
  geo: GeoHit | null
  /** A country or region inside the name ("Russian Ministry of …"). */
  inner: GeoHit[]
  /** Stands between quotation marks of its own. */
  quoted: boolean
  /** Begins a sentence with a word that might be no name. */
  unsure: boolean
}

/** What is known at one point of a row: where the rest begins, and the title and demonym that stand right before it. */
interface Cut {
  start: number
  title: TitleHit | null
  geo: GeoHit | null
}

/** Words of ministries and governments: the country before them belongs to the name. */
const NATIONAL = /^(?:ministry|embassy|government|parliament|consulate)$/

/** Cuts the row `from` to `to` and adds the names in it to `out`. */
export const splitRow = (
  draft: Draft,
  sentence: number,
  from: number,
  to: number,
  geos: readonly GeoHit[],
  titles: readonly TitleHit[],
  unsure: boolean,
  out: NameCandidate[],
): void => {
  const words = draft.words[sentence]!
  const inner = geos.filter((g) => g.from >= from && g.to <= to)
  const own = titles.filter((t) => t.from >= from && t.to <= to && t.capital)
  const last = organisationWords.get(words[to - 1]!.key)

  const emit = (first: number, end: number, title: TitleHit | null, geo: GeoHit | null, sure: boolean): void => {
    let a = first
    let b = end
    while (b > a && (words[b - 1]!.joint || /^(?:and|of|for|the|,|&)$/.test(words[b - 1]!.key))) b--
    while (a < b && (words[a]!.joint || (!words[a]!.capital && /^(?:and|of|for|the|,|&)$/.test(words[a]!.key)))) a++
    if (b <= a) return
    const before = words[a - 1]
    const after = words[b]
    out.push({
      sentence,
      from: a,
      to: b,
      text: draft.text({ sentence, from: a, to: b }),
      key: words
        .slice(a, b)
        .filter((w) => !w.joint)
        .map((w) => w.key)
        .join(' '),
      title,
      geo,
      inner: inner.filter((g) => g.from >= a && g.to <= b && g.to - g.from < b - a),
      quoted: before !== undefined && after !== undefined && QUOTE.test(before.text) && QUOTE.test(after.text),
      unsure: !sure && a === from && unsure,
    })
  }

  const titleAt = (k: number): TitleHit | undefined => own.find((t) => t.from === k)

  /** A country at the start of the rest: does it belong to the name, or stand before it? */
  const cutCountry = ({ start, title }: Cut, hit: GeoHit): Cut | null => {
    if (hit.to >= to) return null
    let after = hit.to
    if (words[after]?.joint) {
      const second = inner.find((g) => g.from === after + 1)
      // "Belarus–Pakistan Intergovernmental Commission", but "Turkish-American X Group".
      if (second && hasOrganisationWord(words, second.to, to) && last?.place !== 'tail' && last?.place !== 'form') {
        emit(start, to, title, null, true)
        return null
      }
      after++
    }
    if (titleAt(after)) return { start: after, title, geo: hit }
    const known = bodyForms.match(words, start, false)
    const rest = words.slice(after, holderAfter(start) ?? to)
    const inGeo = (w: Word): boolean =>
      inner.some((g) => words[g.from]!.start <= w.start && w.end <= words[g.to - 1]!.end)
    if (hasOrganisationWord(words, after, to)) {
      const plain = rest.every(
        (w) =>
          w.joint ||
          !w.capital ||
          organisationWords.get(w.key) ||
          isCommonWord(w.text) ||
          portfolioWords.has(w.key) ||
          inGeo(w),
      )
      // "China National X Corporation", "Cuba Petróleo Union": a country by its name opens a company's.
      const company =
        hit.country?.kind === 'name' && title === null && after === hit.to && !own.some((t) => t.from >= after)
      if (plain || company || rest.some((w) => NATIONAL.test(w.key)) || (known && known.to > hit.to)) {
        const cut = own.find((t) => t.from > after && t.kind !== 'plain' && t.kind !== 'rank' && t.kind !== 'honorific')
        // "chairman of Ruritania Rice Federation U Ba Thein": the body of a title, then its holder.
        const next = cut?.from ?? holderAfter(start)
        emit(start, next ?? to, title, null, true)
        return next === null ? null : { start: next, title: titleOf(start), geo: null }
      }
    }
    // "Ceylon Spice", "Kenya Airways": a country by its name opens a name of common words; "Japan Ito Naoki" is two.
    const inTitle = titles.some((t) => t.to <= start && t.to >= start - 4)
    const opens =
      hit.country?.kind === 'name' &&
      after === hit.to &&
      title === null &&
      !inTitle &&
      rest.every((w) => isCommonWord(w.text) || organisationWords.get(w.key) || !w.capital) &&
      !own.some((t) => t.from >= after)
    if (opens || known?.to === to) {
      emit(start, to, title, null, true)
      return null
    }
    return { start: after, title, geo: hit }
  }

  /** "President NVCA Oren Talvik": a title, the acronym of its body, and its holder. */
  const holderAfterAcronym = ({ start, title }: Cut): number | null => {
    if (!title || title.kind === 'honorific' || title.to !== start || to - start < 3) return null
    if (!/^\p{Lu}{3,6}$/u.test(words[start]!.text) || words[start + 1]!.joint) return null
    const rest = words.slice(start + 1, to)
    return rest.every((w) => w.joint || w.capital) &&
      rest.some((w) => w.capital && !isCommonWord(w.text) && /\p{Ll}/u.test(w.text))
      ? start + 1
      : null
  }

  /** The title whose body begins at `start`: "president of". */
  const titleOf = (start: number): TitleHit | null =>
    titles.find((t) => t.to < start && t.to >= start - 6 && /^(?:of|at|for)$/.test(words[t.to]!.key)) ?? null

  /** Where a person's name begins after the body of a title: two words or more that are no common ones. */
  const holderAfter = (start: number): number | null => {
    if (!titleOf(start)) return null
    // "Chamber of Commerce of Peru Ana Solis": the body ends with its country.
    const land = inner.find(
      (g) => g.from > start && g.country?.kind === 'name' && g.to < to && /^(?:of|the)$/.test(words[g.from - 1]!.key),
    )
    const named = land ? words.slice(land.to, to) : []
    if (
      land &&
      named.length > 1 &&
      named.length < 5 &&
      named.every((w) => w.joint || (w.capital && !isCommonWord(w.text) && !organisationWords.get(w.key)))
    )
      return land.to
    let head = -1
    for (let i = start; i < to; i++) {
      const word = words[i]!
      if (organisationWords.get(word.key)?.place === 'head' || (i === start && /^\p{Lu}{3,}$/u.test(word.text)))
        head = i
    }
    if (head < 0 || to - head < 3 || words[head + 1]!.joint || !words[head + 1]!.capital) return null
    const rest = words.slice(head + 1, to).filter((w) => !w.joint)
    const strange = rest.filter((w) => w.capital && !isCommonWord(w.text) && !organisationWords.get(w.key)).length
    return strange >= 2 && rest.length - strange <= 1 ? head + 1 : null
  }

  const step = (cut: Cut): Cut | null => {
    const { start, title, geo } = cut
    if (start >= to) return null
    const body = bodyForms.match(words, start, false)
    if (
      body &&
      body.to < to &&
      body.to - start > 1 &&
      body.value.name.includes(' ') &&
      titles.some((t) => t.from === body.to)
    ) {
      emit(start, body.to, title, geo, true)
      return { start: body.to, title: null, geo: null }
    }
    const first = titleAt(start)
    // "Sultan Qaboos University": the title is part of the name.
    const isName =
      last?.place === 'head' ||
      (last?.place === 'tail' && first !== undefined && first.kind !== 'ministry' && first.kind !== 'body')
    // "General Directorate for Trade", "General Authority of Ports": so is the rank before a head.
    const ranked =
      first?.kind === 'rank' &&
      first.to - first.from === 1 &&
      organisationWords.get(words[first.to]?.key ?? '')?.place === 'head'
    if (first && !((isName || ranked) && first.to < to)) return { start: first.to, title: first, geo }
    const hit = inner.find((g) => g.from === start)
    if (hit) return cutCountry(cut, hit)
    // "Airbus CEO X": a body, then a title, then its holder.
    const later = own.find(
      (t) =>
        t.from > start &&
        t.from < to &&
        t.kind !== 'plain' &&
        t.kind !== 'rank' &&
        (t.to < to || t.kind !== 'honorific'),
    )
    if (later && !(last?.place === 'head' && later.kind === 'honorific')) {
      emit(start, later.from, title, geo, false)
      return { start: later.from, title: null, geo: null }
    }
    // "President of ABCC William Deeb", "Chairman of the People's Committee Huynh Quang": body, then holder.
    const named = holderAfterAcronym(cut)
    if (named !== null) {
      emit(start, named, null, geo, true)
      return { start: named, title, geo: null }
    }
    const holder = holderAfter(start)
    if (holder !== null) {
      emit(start, holder, title, geo, true)
      return { start: holder, title: titleOf(start), geo: null }
    }
    emit(start, to, title, geo, title !== null || geo !== null)
    return null
  }

  for (let cut: Cut | null = { start: from, title: null, geo: null }; cut; ) cut = step(cut)
}
