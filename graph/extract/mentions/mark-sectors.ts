/**
 * Sectors that the text names: by the activity ("metallurgy"), by a word before "industry" or "company", by a kind of
 * company ("steelmaker"), by an act that stands for one ("a loan"), and by the goods and bodies found before.
 * These mentions lie over the others: a commodity and its sector share their words.
 */
import { sectorById } from '../../ontology/ontology.ts'
import {
  bodyForms,
  commodityForms,
  cueWords,
  organisationWords,
  projectHeads,
  sectorWords,
} from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import { minedGoods, minedSectors } from './mined-goods.ts'
import { sectorNounAhead } from './noun-phrases.ts'
import { sectorListed } from './sector-lists.ts'
import type { Word } from './words.ts'

const SAY = cueWords('say')
const ENERGY_TALK = cueWords('energy-talk')
const MANNERS = cueWords('manners')
const AFTER_MODIFIER = cueWords('after-modifier')

/** "the construction of the mine", "aircraft manufacturing", "cost, insurance and freight": an act or a part, no sector. */
const isAct = (words: readonly Word[], i: number): boolean => {
  const { key } = words[i]!
  const before = words[i - 1]
  if (
    /^(?:shipping|freight|transport|insurance|training)$/.test(key) &&
    /^(?:period|date|dates|cost|costs|address|time|charge|charges|fee|fees|mode|advantages)$/.test(
      words[i + 1]?.key ?? '',
    )
  )
    return true
  if (key === 'research' && before?.upos === 'NOUN' && !before.joint && before.key === 'market') return true
  if (/^(?:construction|transport|transportation|research|manufacturing|freight|processing)$/.test(key)) {
    if (
      /^(?:of|began|begins|costs|cost|time|will|is|was|has|had|would|started|starts|jobs|phase|period|stage|site|works?|permit)$/.test(
        words[i + 1]?.key ?? '',
      )
    )
      return true
    if (/^(?:under|whose|its|their)$/.test(before?.key ?? '')) return true
  }
  if (key === 'manufacturing' || key === 'processing')
    return (
      before?.upos === 'NOUN' ||
      before?.joint === true ||
      /^(?:plant|plants|factory|factories|facility|facilities|unit|units|base|site|sites|cost|costs|capacity|company|complex|venture|franchise|operations?|process|processes|footprint|hub|jobs|lines?|joint|businesses)$/.test(
        words[i + 1]?.key ?? '',
      )
    )
  return (
    (key === 'insurance' && words[i + 1]?.key === 'and' && words[i + 2]?.key === 'freight') ||
    (key === 'freight' && before?.key === 'and' && words[i - 2]?.key === 'insurance')
  )
}

/** "told the media", "a local newspaper wrote", "the news agency reports": who is told or who tells, no trade of anybody. */
const isPress = (words: readonly Word[], from: number, to: number): boolean => {
  // "the Japanese daily Nikkei": a paper with a name is a company like others.
  if (words[to]?.capital || (words[from - 2]?.capital && /^(?:a|an|the)$/.test(words[from - 1]!.key))) return false
  const governor = words[words[to - 1]!.token.head]?.token
  return (
    SAY.has(governor?.lemma ?? '') ||
    words.slice(Math.max(0, from - 4), from).some((w) => SAY.has(w.token.lemma) || w.key === 'according') ||
    words.slice(to, to + 4).some((w) => SAY.has(w.token.lemma) && w.upos === 'VERB')
  )
}

/** "cooperation in industry and trade": industry at large, where no word before it says which. */
const isIndustry = (words: readonly Word[], i: number): boolean => {
  if (words[i]!.key !== 'industry' || words[i]!.capital) return false
  const after = words[i + 1]
  return (
    /^(?:in|of|on|,|and)$/.test(words[i - 1]?.key ?? '') &&
    !/^(?:NOUN|PROPN)$/.test(after?.upos ?? '') &&
    (/^(?:,|and)$/.test(after?.key ?? '') || words[i - 1]!.key === 'in' || words[i - 1]!.key === 'and') &&
    !sectorNounAhead(words, i - 1)
  )
}

/** The sectors of a body, by its kind of name or by what is known of it. */
const bodySectors = (name: string): string[] => {
  const known = bodyForms.get(name)
  if (known) return known.sector && /^(?:bank|fund|insurer)$/.test(known.kind) ? [known.sector] : []
  for (const part of name.split(/[\s-]+/).reverse()) {
    const row = organisationWords.get(part)
    if (row && /^(?:bank|insurer)$/.test(row.kind) && row.sector) return [row.sector]
  }
  return []
}

/** A word that may be a verb too, joined to one: an act among acts. */
const isDeed = (words: readonly Word[], i: number): boolean =>
  /^(?:finance|transport|process|research|design|farm|mine|ship|fish|market|train)$/.test(words[i]!.key) &&
  words[words[i]!.token.head]?.upos === 'VERB'

/** Whether a good that mining gives stands in a name before its head. */
const goodBefore = (draft: Draft, sentence: number, from: number, to: number): boolean => {
  const words = draft.words[sentence]!
  for (let i = Math.max(0, from - 1); i < to; i++)
    if (draft.at(sentence, i)?.type === 'Commodity' || (i >= from && commodityForms.match(words, i)?.to === to))
      return true
  return false
}

/** "energy demand", "the energy mix" in a text on solar power: no trade of its own. */
const dropLooseEnergy = (draft: Draft): void => {
  const kinds = draft.mentions.filter((m) =>
    /^sector:(?:renewable-energy|nuclear-energy|electric-power|gas-supply|hydrogen)$/.test(m.entity),
  )
  if (kinds.length === 0) return
  for (const m of draft.mentions.filter((x) => x.entity === 'sector:energy' && x.rule === 'sector.field'))
    if (ENERGY_TALK.has(draft.words[m.sentence]![m.to]?.key ?? '')) draft.remove(m)
}

export const markSectors = (draft: Draft, titles: readonly (readonly Span[])[]): void => {
  const mark = (sector: string, span: Span, rule: string): void => {
    const known = sectorById.get(sector)
    if (!known) return
    draft.entity(sector, 'Sector', known.label)
    draft.mention({ ...span, entity: sector, type: 'Sector', kind: 'name', rule }, true)
  }
  draft.words.forEach((words, sentence) => {
    const lists = sectorListed(words)
    for (let i = 0; i < words.length; i++) {
      const taken = draft.at(sentence, i)
      if (taken && taken.type !== 'Commodity' && taken.type !== 'Project') continue
      // The portfolio of a minister is no activity that the text speaks of.
      if (titles[sentence]!.some((t) => t.from <= i && i < t.to)) continue
      const word = words[i]!
      // "utility-scale"; "will design, finance and build".
      if (words[i + 1]?.joint && words[i + 2]?.key === 'scale') continue
      if (word.token.deprel === 'conj' && word.upos === 'NOUN' && isDeed(words, i)) continue
      if (word.upos === 'AUX' || word.upos === 'PRON') continue
      const field = sectorWords.field.match(words, i)
      const maker = sectorWords.maker.match(words, i)
      const act = sectorWords.act.match(words, i)
      const modifier = sectorWords.modifier.match(words, i, false)
      const listed = taken ? null : commodityForms.match(words, i)
      if (maker && (!field || maker.to >= field.to) && /^(?:NOUN|PROPN|ADJ)$/.test(words[maker.to - 1]!.upos)) {
        const press = maker.value.sectors.includes('sector:media') && isPress(words, i, maker.to)
        if (!press) for (const s of maker.value.sectors) mark(s, { sentence, from: i, to: maker.to }, 'sector.maker')
        i = maker.to - 1
      } else if ((field && words[field.to - 1]!.upos !== 'VERB') || (field && /ing$/.test(words[field.to - 1]!.key))) {
        // "IT" and "AI" in capitals only.
        if (field!.to - i === 1 && word.key.length <= 3 && word.text !== word.text.toUpperCase()) continue
        if (field!.to - i === 1 && isAct(words, i)) continue
        // "energy-hungry China", "business culture": says how something is.
        if (words[field!.to]?.joint && MANNERS.has(words[field!.to + 1]?.key ?? '')) continue
        if (
          /^(?:business|corporate|work|working|safety|political)$/.test(words[i - 1]?.key ?? '') &&
          word.key === 'culture'
        )
          continue
        if (word.key === 'media' && isPress(words, i, i + 1)) continue
        // "in the areas of finance and transport": named as sectors, however seldom.
        const told = lists?.[i] === true
        for (const s of field!.value.sectors)
          mark(s, { sentence, from: i, to: field!.to }, told ? 'sector.named' : 'sector.field')
        i = field!.to - 1
      } else if (modifier && (lists?.[i] || sectorNounAhead(words, modifier.to))) {
        for (const s of modifier.value.sectors)
          mark(s, { sentence, from: i, to: modifier.to }, lists?.[i] ? 'sector.named' : 'sector.modifier')
        i = modifier.to - 1
      } else if (modifier && AFTER_MODIFIER.has(words[modifier.to]?.key ?? '') && !draft.at(sentence, modifier.to)) {
        for (const s of modifier.value.sectors) mark(s, { sentence, from: i, to: modifier.to + 1 }, 'sector.modifier')
        i = modifier.to
      } else if (word.key === 'trade' && lists?.[i] && /^(?:,|and|or)$/.test(words[i + 1]?.key ?? ',')) {
        mark('sector:trade', { sentence, from: i, to: i + 1 }, 'sector.named')
      } else if (isIndustry(words, i)) {
        mark('sector:manufacturing', { sentence, from: i, to: i + 1 }, 'sector.field')
      } else if (listed && lists?.[i]) {
        // "the fields of energy, machinery and textiles": goods that stand for their trades.
        for (const s of listed.value.sectors) mark(s, { sentence, from: i, to: listed.to }, 'sector.named')
        i = listed.to - 1
      } else if (act && !(/^trains?$/.test(word.key) && word.upos !== 'VERB')) {
        for (const s of act.value.sectors) mark(s, { sentence, from: i, to: act.to }, 'sector.act')
        i = act.to - 1
      }
    }
    for (const m of draft.mentions.filter((x) => x.sentence === sentence && x.type === 'Project')) {
      // "wind farm" is one head, no farm.
      for (let i = m.from; i < m.to; ) {
        const hit = projectHeads.match(words, i, false)
        // "a copper mine": the good says which mining.
        const known = hit?.value.sector === 'sector:mining' && goodBefore(draft, sentence, m.from, i)
        if (hit?.value.sector && hit.to <= m.to && !known)
          mark(hit.value.sector, { sentence, from: m.from, to: m.to }, 'sector.project')
        i = hit?.to ?? i + 1
      }
    }
  })
  dropLooseEnergy(draft)
  const mined = minedGoods(draft.words, draft.mentions)
  for (const m of [...draft.mentions]) {
    const span = { sentence: m.sentence, from: m.from, to: m.to }
    if (m.type === 'Commodity') {
      const sectors = commoditySectors(draft.entities.get(m.entity)?.name ?? '')
      for (const s of mined.has(m.entity) ? minedSectors(sectors) : sectors) mark(s, span, 'sector.commodity')
    }
    if (m.type === 'Organization' && m.kind === 'name')
      for (const s of bodySectors(draft.entities.get(m.entity)?.name ?? '')) mark(s, span, 'sector.body')
  }
}

/** Sectors that make a good, by its name or the longest end of it that the lexicon knows ("Indian black tea": tea). */
export const commoditySectors = (name: string): string[] => {
  const parts = name.split(/[\s-]+/)
  for (let i = 0; i < parts.length; i++) {
    const form = commodityForms.get(parts.slice(i).join(' '))
    if (form) return form.sectors
  }
  return []
}
