/**
 * Undertakings that the text describes or names: a plant to be built, a railway spur, a programme, a zone with a name.
 * A named mine, zone, port or power station that exists is a place; a described one, or one still to come, a project.
 */
import { singularOf, slugOf } from '../lexicon/fold-word.ts'
import { cueWords, type ProjectHead, placeForms, projectHeads } from '../lexicon/lexicons.ts'
import { comes, isMade, maySeveral, risesAs } from './comes-about.ts'
import { describedId } from './described-id.ts'
import type { Draft, Span } from './draft.ts'
import { locationAfter, phraseStart } from './noun-phrases.ts'

const PLACE_USES =
  /^(?:mine|pit|quarry|deposit|field|oilfield|port|seaport|airport|zone|park|estate|reservoir|canal|dam|station|site|sawmill|lake|technopark|cosmodrome)$/
const ORDINALS = cueWords('ordinals-of-projects')
/** Heads that say too little alone: they need a modifier, a place or a name. */
const SPECIFIC = cueWords('specific')
const VAGUE = cueWords('vague')
/** "the planned refinery": still to come, whatever verb stands there. */
const TO_COME = cueWords('to-come')
/** Before several undertakings that are told of as one: "two cement plants". */
const SEVERAL = cueWords('several')

export const markProjects = (draft: Draft): void => {
  const known: Known[] = []
  draft.words.forEach((words, sentence) => {
    const stop = (i: number): boolean => {
      const taken = draft.at(sentence, i)
      return taken !== undefined && taken.type !== 'Commodity'
    }
    for (let i = 0; i < words.length; i++) {
      if (draft.at(sentence, i) && draft.at(sentence, i)!.type !== 'Commodity') continue
      const hit = projectHeads.match(words, i)
      if (!hit || hit.value.use === 'none') continue
      const last = words[hit.to - 1]!
      // "mine" is at times taken for the pronoun.
      if (
        last.capital ||
        (last.upos !== 'NOUN' && !(last.key === 'mine' && draft.at(sentence, hit.from - 1)?.kind === 'name'))
      )
        continue
      if (stop(hit.to - 1)) continue
      const after = words[hit.to]
      if (after && !after.joint && after.upos === 'NOUN' && last.token.deprel === 'compound') continue
      if (after?.joint && words[hit.to + 1]?.upos !== 'PROPN') continue
      i = hit.to - 1
      const from = phraseStart(words, hit.from, stop)
      const owner = draft.at(sentence, from - 1)
      const head = singularOf(last.key)
      // "the Black Ridge mine": a name right before, not a possessive.
      if (
        owner &&
        owner.type !== 'Commodity' &&
        owner.kind === 'name' &&
        owner.to === from &&
        head === last.key &&
        (owner.type === 'Place' || owner.type === 'Organization')
      ) {
        let nameFrom = owner.from
        // "the Kano-Kaduna railway": named by its ends.
        while (/^[-–—]$/.test(words[nameFrom - 1]?.text ?? '') && draft.at(sentence, nameFrom - 2)?.type === 'Place')
          nameFrom = draft.at(sentence, nameFrom - 2)!.from
        if (named(draft, nameFrom, { sentence, from, to: hit.to }, hit.value, known)) continue
      }
      // "the Samra III plant" where Samra III is known as a plant already.
      if (owner?.type === 'Project' && owner.kind === 'name' && owner.to === from) {
        const { entity } = owner
        const whole = { sentence, from: owner.from, to: hit.to }
        draft.entity(entity, 'Project', draft.text(whole))
        draft.replace(owner, { ...whole, entity, type: 'Project', kind: 'name', rule: 'project.again' })
        continue
      }
      described(draft, { sentence, from, to: hit.to }, hit.from, head, hit.value, known)
    }
  })
}

/** What the headline calls it: "starts building a fibreglass plant" names the plant that the text leaves bare. */
const titleNames = (title: string, head: string, core: string): string[] => {
  if (core !== head) return []
  const found = new RegExp(`([\\p{L}-]+) ${head}\\b`, 'iu').exec(title)
  const modifier = found?.[1]?.toLowerCase()
  return modifier &&
    !/^(?:a|an|the|new|its|their|first|second|third|to|of|for|in|on|and|big|large|major)$/.test(modifier)
    ? [`${modifier} ${head}`]
    : []
}

/** `many`: told of as several, "two cement plants". */
type Known = { id: string; head: string; core: string; many: boolean; location: string | null }

/** Heads that name the same undertaking by other words: a text varies them. */
const FAMILIES = [
  /^(?:railway|railroad|rail|link|line|track)$/,
  /^(?:plant|factory|facility|mill|works|complex|unit)$/,
  /^(?:highway|expressway|motorway|road)$/,
]
const familyOf = (head: string): string => {
  const family = FAMILIES.findIndex((f) => f.test(head))
  return family < 0 ? head : String(family)
}
const modifiersOf = ({ core, head }: Pick<Known, 'core' | 'head'>): string =>
  core
    .toLowerCase()
    .replace(/-/g, ' ')
    .replace(new RegExp(`\\b${head}$`), '')
    .replace(/\b(?:rail|railway|new|production)\b/g, '')
    .trim()

/** Whether what was known from before may be meant again: the same kind of thing, nothing that tells the two apart. */
const maySame = (known: Known, now: Omit<Known, 'id'>): boolean => {
  if (familyOf(known.head) !== familyOf(now.head) || known.many !== now.many) return false
  const [a, b] = [modifiersOf(known), modifiersOf(now)]
  const placed = known.location !== null && now.location !== null
  if (placed && known.location !== now.location) return false
  return a === b ? a !== '' || placed || known.head !== now.head : a === '' || b === ''
}

/** Every mention of what turned out to be this undertaking or site by its short name. */
const rename = (draft: Draft, from: string, id: string): void => {
  const { type, name } = draft.entities.get(id)!
  const old = draft.entities.get(from)
  if (from === id || !old) return
  draft.entity(id, type, name, [old.name])
  for (const { sentence, from: first, to } of draft.mentions.filter((m) => m.entity === from)) {
    const m = draft.at(sentence, first)
    if (m?.entity === from)
      draft.replace(m, { sentence, from: first, to, entity: id, type, kind: 'name', rule: 'project.again' })
  }
}

const named = (draft: Draft, nameFrom: number, span: Span, value: ProjectHead, known: Known[]): boolean => {
  const words = draft.words[span.sentence]!
  const owner = draft.at(span.sentence, nameFrom)!
  const head = words[span.to - 1]!.key
  // "its Velkora Gas unit": part of a company, under its name.
  if (head === 'unit' && owner.type === 'Organization' && !comes(words, nameFrom, span.to)) return true
  const whole = { ...span, from: nameFrom }
  const text = draft.text(whole)
  const short = draft.text({ ...span, to: span.from, from: nameFrom })
  // A station that somebody is to build is a project; one that stands is a place.
  const isPlace = value.use === 'place' || (PLACE_USES.test(head) && !comes(words, nameFrom, span.to))
  // "Harbour Metals, a Leeds smelter": says what a company is and whence.
  if (/^(?:a|an)$/.test(words[nameFrom - 1]?.key ?? '') && !comes(words, nameFrom, span.to)) return false
  // "Samra III": a name with a number is the undertaking's wherever it stands.
  const numbered = /\s(?:[IVX]{1,4}|\d{1,2})$/.test(short)
  if (
    !numbered &&
    owner.type === 'Organization' &&
    draft.mentions.filter((m) => m.entity === owner.entity).length > 1 &&
    !isPlace
  )
    return false
  if (isPlace) {
    const id = `place:${slugOf(text)}`
    draft.entity(
      id,
      'Place',
      text,
      owner.rule === 'name.place' && draft.mentions.some((m) => m.entity === owner.entity && m !== owner)
        ? []
        : [short],
    )
    draft.replace(owner, { ...whole, entity: id, type: 'Place', kind: 'name', rule: 'place.site' })
    // "at Galvar" after "the Galvar copper mine", where no city is called so: the mine.
    if (owner.type === 'Place' && placeForms.get(short) === undefined) rename(draft, owner.entity, id)
    return true
  }
  // "the Leeds unit" is the unit in Leeds known from before.
  const before = owner.type === 'Place' ? known.find((k) => k.head === head && k.location === owner.entity) : undefined
  if (before) {
    draft.entity(before.id, 'Project', text)
    draft.mention({ ...span, entity: before.id, type: 'Project', kind: 'name', rule: 'project.again' })
    return true
  }
  const location = owner.type === 'Place' ? owner.entity : null
  const same = known.find(
    (k) => k.core !== draft.text(span) && maySame(k, { head, core: draft.text(span), many: false, location }),
  )
  const id = same?.id ?? `project:${slugOf(text)}`
  draft.entity(id, 'Project', text, [draft.text(span), ...(placeForms.get(short) ? [] : [short])])
  // A name that only the undertaking has is part of its name; a city keeps a mention of its own.
  const own =
    owner.to === span.from &&
    (numbered ||
      owner.type === 'Organization' ||
      (placeForms.get(short) === undefined && draft.mentions.filter((m) => m.entity === owner.entity).length === 1))
  if (own) draft.replace(owner, { ...whole, entity: id, type: 'Project', kind: 'name', rule: 'project.named' })
  else draft.mention({ ...span, entity: id, type: 'Project', kind: 'name', rule: 'project.named' })
  if (numbered) rename(draft, owner.entity, id)
  known.push({ id, head, core: draft.text(span), many: false, location: owner.type === 'Place' ? owner.entity : null })
  return true
}

const described = (
  draft: Draft,
  span: Span,
  headFrom: number,
  head: string,
  value: ProjectHead,
  known: Known[],
): void => {
  const words = draft.words[span.sentence]!
  const { sentence, from, to } = span
  const location = locationAfter(draft, sentence, to)
  const modified = from < headFrom || headFrom < to - 1
  const before = words[from - 1]
  const core = draft.text(span)
  const many = head !== words[to - 1]!.key && !/^(?:flight|headquarter)$/.test(head)
  const any = words.slice(Math.max(0, from - 2), from).some((w) => w.key === 'any' || w.key === 'no')
  // "X, a joint venture of Y and Z": says what X is.
  if (/venture$/.test(head) && words[from - 2]?.text === ',' && draft.at(sentence, from - 3)?.type === 'Organization')
    return
  const definite = any || (before !== undefined && /^(?:the|this|that|its|their|his|her|our|both)$/.test(before.key))
  const again =
    known.find((k) => k.core === core && k.many === many && (location === null || k.location === location.entity)) ??
    (definite && !location
      ? ([...known].reverse().find((k) => k.head === head && k.many === many && (!modified || k.core.endsWith(core))) ??
        [...known].reverse().find((k) => maySame(k, { head, core, many, location: null })))
      : undefined)
  if (again && (any || !(before && ORDINALS.has(before.key)))) {
    draft.mention({
      ...span,
      entity: again.id,
      type: 'Project',
      kind: modified ? 'name' : 'nominal',
      rule: 'project.again',
    })
    return
  }
  const counted = before !== undefined && (before.upos === 'NUM' || SEVERAL.has(before.key))
  const coming =
    comes(words, from, to) ||
    (TO_COME.has(before?.key ?? '') && /^(?:DET|PART|PRON)$/.test(words[from - 2]?.upos ?? ''))
  if (many && !(risesAs(words, from, to) && (counted || (location && modified)) && maySeveral(head, value))) return
  if (
    value.use === 'place' &&
    !location &&
    !((modified || draft.at(sentence, from - 1)?.type === 'Country') && risesAs(words, from, to))
  )
    return
  const aimed = /^(?:with|to|for|of)$/.test(words[to]?.key ?? '') && before?.upos === 'DET' && !definite
  // "is to open a workshop": what a verb of building makes is an undertaking, however bare its name.
  const made = before?.upos === 'DET' && !definite && isMade(words, from, to)
  if (VAGUE.has(head) && !modified && !(location && coming) && !(aimed && coming) && !made) return
  if (!coming && !(location && modified && value.use !== 'place')) return
  if (!modified && !location && definite && before!.key !== 'its' && !SPECIFIC.has(head)) return
  if (value.use === 'undertaking' && !modified && !location && !(aimed && coming)) return
  if (head === 'project' && location && !location.entity.startsWith('place:') && !coming) return
  let start = from
  while (
    before &&
    start > 0 &&
    (ORDINALS.has(words[start - 1]!.key) || (many && counted && start === from)) &&
    !draft.at(sentence, start - 1)
  )
    start--
  const whole = { sentence, from: start, to }
  const text = draft.text(whole)
  const place = location ? draft.entities.get(location.entity)?.name : undefined
  const full = place ? `${text} in ${place}` : text
  const id = describedId(draft, 'project', sentence, full, text)
  draft.entity(id, 'Project', full, [text, core, ...titleNames(draft.article.title, head, core)])
  draft.mention({ ...whole, entity: id, type: 'Project', kind: 'name', rule: 'project.described' })
  known.push({ id, head, core, many, location: location?.entity ?? null })
}
