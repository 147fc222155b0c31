/**
 * Made-up sentences of trade news with their trees, for what the treebanks hardly have: "Ruritania exports wheat", headlines,
 * speakers after "said", titles before names, long names. Patterns and word lists (drills.json) are this project's own; seeded.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { packageFile } from '../../package-root.ts'
import { CITY, FAMILY, GIVEN, gazetteerWords } from '../gazetteer.ts'
import { randomFrom } from './random.ts'
import type { Lesson } from './train-network.ts'
import type { GoldToken } from './treebank.ts'

interface Word {
  form: string
  xpos: string
  /** Index within the phrase of its head, -1 for the phrase's own head. */
  head: number
  label: string
  name: string
}

const word = (form: string, xpos: string, head = -1, label = '', name = 'O'): Word => ({
  form,
  xpos,
  head,
  label,
  name,
})

interface DrillFile {
  lists: Record<string, string>
  choices: Record<string, string>
  patterns: string[]
}

const FILE = JSON.parse(readFileSync(packageFile('graph/read/train/drills.json'), 'utf8')) as DrillFile

const list = (name: string): string[] => {
  const words = FILE.lists[name]
  if (words === undefined) throw new Error(`drills.json has no list ${name}`)
  return words.split(',')
}

const PLURAL = new Set(list('plural'))

type Pick = <T>(items: readonly T[]) => T

const nounTag = (form: string): string =>
  PLURAL.has(form) || /(?:parts|pipes|turbines|cables|cells|tools|engines|products|leaves|wagons|works)$/.test(form)
    ? 'NNS'
    : 'NN'

/** A noun or two; the first word modifies the last. */
const noun = (phrase: string): Word[] => {
  const parts = phrase.split(' ')
  const last = parts.length - 1
  return parts.map((form, i) =>
    i === last
      ? word(form, nounTag(i === last ? phrase : form))
      : word(
          form,
          /^(?:crude|joint|digital|nuclear|deputy|chief|foreign|solar)$/.test(form) ? 'JJ' : 'NN',
          last,
          /^(?:crude|joint|digital|nuclear|deputy|chief|foreign|solar)$/.test(form) ? 'amod' : 'compound',
        ),
  )
}

/** A minister's field; what comes after "and" hangs from what is before it. */
const portfolio = (phrase: string): Word[] => {
  const parts = phrase.split(' ')
  const first = parts.indexOf('and') < 0 ? parts.length - 1 : parts.indexOf('and') - 1
  return parts.map((form, i): Word => {
    if (i < first)
      return word(
        form,
        'NNP',
        first,
        /^(?:Economic|Foreign|International|Digital|Mineral)$/.test(form) ? 'amod' : 'compound',
      )
    if (i === first) return word(form, 'NNP')
    if (form === 'and') return word(form, 'CC', parts.length - 1, 'cc')
    return i === parts.length - 1 ? word(form, 'NNP', first, 'conj') : word(form, 'NNP', parts.length - 1, 'compound')
  })
}

interface Country {
  name: { common: string }
  demonyms?: { eng?: { m: string } }
}

const makeSlots = (pick: Pick, random: () => number): Record<string, () => Word[]> => {
  const countries = createRequire(import.meta.url)('world-countries/countries.json') as Country[]
  const single = countries.map((c) => c.name.common).filter((name) => /^\p{L}+$/u.test(name))
  const double = list('double')
  const peoples = countries.map((c) => c.demonyms?.eng?.m ?? '').filter((name) => /^\p{Lu}\p{L}+$/u.test(name))
  const words = (bit: number): string[] =>
    gazetteerWords(bit)
      .filter((w) => /^[\p{L}]{4,12}$/u.test(w))
      .map((w) => w[0]!.toUpperCase() + w.slice(1))
  const [given, family, cities] = [words(GIVEN), words(FAMILY), words(CITY)]
  const coined = (): string => {
    const made = pick(list('syllables')) + pick(list('syllables')) + (random() < 0.5 ? pick(list('syllables')) : '')
    return random() < 0.15 ? made.slice(0, 4).toUpperCase() : made[0]!.toUpperCase() + made.slice(1)
  }
  const person = (): Word[] => {
    const first = word(pick(given), 'NNP', -1, '', 'B-PER')
    const rest = [pick(family), ...(random() < 0.12 ? [pick(family)] : [])]
    if (random() < 0.06) rest.unshift(pick(list('particles')))
    if (random() < 0.06)
      return [
        first,
        word(pick(given), 'NNP', 0, 'flat', 'I-PER'),
        word('el', 'NNP', 0, 'flat', 'I-PER'),
        word('-', 'HYPH', 2, 'punct', 'I-PER'),
        word(rest[0]!, 'NNP', 0, 'flat', 'I-PER'),
      ]
    return [first, ...rest.map((form) => word(form, 'NNP', 0, 'flat', 'I-PER'))]
  }
  return {
    C: () => {
      if (random() < 0.85) return [word(pick(single), 'NNP', -1, '', 'B-LOC')]
      const [a, b] = pick(double).split(' ')
      return [word(a!, 'NNP', 1, 'compound', 'B-LOC'), word(b!, 'NNP', -1, '', 'I-LOC')]
    },
    D: () => [word(pick(peoples), 'JJ')],
    T: () => [word(pick(cities), 'NNP', -1, '', 'B-LOC')],
    P: person,
    F: () => [word(pick(family), 'NNP', -1, '', 'B-PER')],
    O: () => {
      const dice = random()
      if (dice < 0.45) return [word(coined(), 'NNP', -1, '', 'B-ORG')]
      if (dice < 0.5)
        return [
          word(coined(), 'NNP', 2, 'compound', 'B-ORG'),
          word(pick(list('bodies')), 'NNP', 2, 'compound', 'I-ORG'),
          word(pick(list('endings')), 'NNP', -1, '', 'I-ORG'),
        ]
      return [
        word(dice < 0.6 ? pick(cities) : dice < 0.7 ? pick(family) : coined(), 'NNP', 1, 'compound', 'B-ORG'),
        word(pick(list('bodies')), 'NNP', -1, '', 'I-ORG'),
      ]
    },
    B: () => {
      const [a, of, b] = pick(list('body')).split(' ')
      return [
        word(a!, 'NNP', -1, '', 'B-ORG'),
        word(of!, 'IN', 2, 'case', 'I-ORG'),
        word(b!, 'NNP', 0, 'nmod', 'I-ORG'),
      ]
    },
    G: () => {
      const dice = random()
      if (dice < 0.55) return noun(pick(list('mass')))
      if (dice < 0.8) return noun(pick(list('plural')))
      if (dice < 0.92) return noun(pick(list('compound')))
      return [word(pick(list('adjectives')), 'JJ', 1, 'amod'), ...noun(pick(list('mass')))]
    },
    N: () => [word(pick(list('plural')), 'NNS')],
    A: () => noun(pick(list('asset'))),
    L: () => noun(pick(list('deal'))),
    J: () => noun(pick(list('topic'))),
    R: () => noun(pick(list('role'))),
    I: () => {
      const parts = pick(list('title')).split(' ')
      const last = parts.length - 1
      return parts.map((form, i) =>
        word(
          form,
          /^(?:Prime|Deputy|Foreign)$/.test(form) ? 'NNP' : 'NNP',
          i === last ? -1 : last,
          i === last ? '' : form === 'Prime' || form === 'Foreign' ? 'amod' : 'compound',
        ),
      )
    },
    K: () => portfolio(pick(list('portfolio'))),
    U: () => portfolio(pick(list('single'))),
    X: () => [word(coined().slice(0, 4).toUpperCase(), 'NNP', -1, '', 'B-ORG')],
    Q: () => {
      const [whole, dice] = [String(2 + Math.floor(random() * 90)), random()]
      const more =
        dice < 0.15 ? `.${Math.floor(random() * 10)}` : dice < 0.3 ? `,${100 + Math.floor(random() * 900)}` : ''
      return [word(whole + more, 'CD')]
    },
    M: () => [word(pick(list('months')), 'NNP')],
    W: () => [word(pick(list('days')), 'NNP')],
    Y: () => [word(String(1995 + Math.floor(random() * 30)), 'CD')],
  }
}

const UPOS: Readonly<Record<string, string>> = {
  NNP: 'PROPN',
  NNPS: 'PROPN',
  NN: 'NOUN',
  NNS: 'NOUN',
  JJ: 'ADJ',
  JJR: 'ADJ',
  JJS: 'ADJ',
  CD: 'NUM',
  DT: 'DET',
  PRP: 'PRON',
  PRP$: 'PRON',
  WDT: 'PRON',
  WP: 'PRON',
  EX: 'PRON',
  CC: 'CCONJ',
  POS: 'PART',
  RB: 'ADV',
  RBR: 'ADV',
  MD: 'AUX',
  TO: 'PART',
  RP: 'ADP',
  HYPH: 'PUNCT',
  '.': 'PUNCT',
  ',': 'PUNCT',
  ':': 'PUNCT',
  '-LRB-': 'PUNCT',
  '-RRB-': 'PUNCT',
  '``': 'PUNCT',
  "''": 'PUNCT',
  $: 'SYM',
}

const uposOf = (xpos: string, label: string, form: string): string => {
  if (xpos === 'NNP' && label === 'amod') return 'ADJ'
  if (xpos === 'IN') return label === 'mark' ? 'SCONJ' : 'ADP'
  if (xpos.startsWith('VB')) return /^(?:aux|cop)/.test(label) ? 'AUX' : 'VERB'
  if (form === '%') return 'SYM'
  return form === 'not' || form === "n't" ? 'PART' : (UPOS[xpos] ?? 'X')
}

/** Headlines, which have no stop, are now and then written with capitals. */
const TITLED = 0.3
const titled = (form: string): string =>
  /^\p{Ll}{4}/u.test(form) || form === 'of' ? form[0]!.toUpperCase() + form.slice(1) : form

const choices = (form: string): string[] =>
  form.startsWith('#') ? FILE.choices[form.slice(1)]!.split(' ') : form.split('~')

/** `count` made-up lessons. */
export const drills = (count: number, seed: number): Lesson[] => {
  const random = randomFrom(seed)
  const pick: Pick = (items) => items[Math.floor(random() * items.length)]!
  const slots = makeSlots(pick, random)
  const lessons: Lesson[] = []
  for (let n = 0; n < count; n++) {
    const cells = FILE.patterns[n % FILE.patterns.length]!.split(' ').map((cell) => cell.split('|'))
    const phrases = cells.map(([form, xpos]): Word[] =>
      form!.startsWith('@') ? slots[form!.slice(1)]!() : [word(pick(choices(form!)), xpos!)],
    )
    const starts: number[] = []
    let at = 0
    for (const phrase of phrases) {
      starts.push(at)
      at += phrase.length
    }
    const headOf = (cell: number): number => starts[cell]! + phrases[cell]!.findIndex((w) => w.head === -1)
    const headline = cells.at(-1)![3] !== 'punct' && random() < TITLED
    const tokens: GoldToken[] = []
    const names: string[] = []
    phrases.forEach((phrase, p) => {
      const [, , head, label] = cells[p]!
      phrase.forEach((w) => {
        const own = w.head === -1
        const deprel = own ? label! : w.label
        const form =
          tokens.length === 0 ? w.form[0]!.toUpperCase() + w.form.slice(1) : headline ? titled(w.form) : w.form
        tokens.push({
          form,
          lemma: form,
          xpos: w.xpos,
          upos: uposOf(w.xpos, deprel, w.form),
          feats: '_',
          deprel,
          spaceAfter: true,
          misc: '_',
          head: own ? (head === '0' ? -1 : headOf(Number(head) - 1)) : starts[p]! + w.head,
        })
        names.push(w.name)
      })
    })
    lessons.push({ gold: { tokens, document: 'drill', paragraph: false }, names, tree: true })
  }
  return lessons
}
