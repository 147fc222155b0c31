/**
 * The words of the grammar, read from question-words.json and predicate-words.json: every form of every verb, noun and
 * function word with what it can mean. Names are not here. Data only, checked once.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { EntityType, Modality, Predicate } from '../contract.ts'
import { predicates } from '../ontology/ontology.ts'
import { packageFile } from '../package-root.ts'

/** What stands in a statement: its ends and its qualifiers. */
export type Slot = 'subject' | 'object' | 'counterpart' | 'commodity' | 'sector' | 'place' | 'project' | 'event'
/** What a question may ask for: a type of entity, articles or statements. */
export type AskType = EntityType | 'article' | 'statement'
export type QuestionWord = 'what' | 'which' | 'who' | 'where' | 'when' | 'how-many' | 'how-much' | 'how' | 'show'

export type Meaning =
  | { kind: 'question'; word: QuestionWord }
  | { kind: 'auxiliary'; word: 'be' | 'do' | 'have' | 'modal' }
  | { kind: 'type'; type: AskType }
  | { kind: 'predicate'; predicate: Predicate; form: 'verb' | 'participle' | 'noun' | 'agent' }
  | { kind: 'link' }
  | { kind: 'say' }
  | { kind: 'change' }
  | { kind: 'about' }
  | { kind: 'modality'; modality: Modality }
  | { kind: 'rank'; rank: 'most' | 'latest' | 'earliest' }
  | { kind: 'title'; title: string }
  | { kind: 'negation' }
  | { kind: 'preposition'; word: string }
  | { kind: 'joiner'; word: 'and' | 'or' }
  | { kind: 'filler' }
  | { kind: 'help' }

const words = z.array(z.string())
const predicateShape = z.object({
  say: z.object({ many: z.string(), one: z.string(), past: z.string() }),
  verbs: words,
  nouns: words,
  agents: words,
  stative: z.boolean().default(false),
  takes: words.default([]),
  slots: z.record(z.string(), words),
})
const questionShape = z.object({
  types: z.record(z.string(), words),
  questions: z.record(z.string(), words),
  auxiliaries: z.record(z.string(), words),
  links: words,
  say: words,
  change: words,
  about: words,
  modalities: z.record(z.string(), words),
  ranks: z.record(z.string(), words),
  titles: words,
  titleWords: z.record(z.string(), z.string()),
  negations: words,
  prepositions: words,
  fillers: words,
  help: words,
})

export interface PredicateWords {
  /** "export", "exports", "exported": for saying it back. */
  say: { many: string; one: string; past: string }
  verbs: string[]
  nouns: string[]
  agents: string[]
  /** Whether "is located", "is engaged" says what the subject is, not what is done to it. */
  stative: boolean
  /** Predicates whose nouns may be its object: "restrict imports from Turkey". */
  takes: Predicate[]
  /** For a bare noun behind the verb (`bare`) and for each preposition: the slots it may fill, best first. */
  slots: Record<string, Slot[]>
}

const readData = <T>(file: string, shape: z.ZodType<T>): T => {
  const result = shape.safeParse(JSON.parse(readFileSync(packageFile(`graph/ask/${file}`), 'utf8')))
  if (result.success) return result.data
  throw new Error(`${file}: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`)
}

export const predicateWords = readData('predicate-words.json', z.record(z.string(), predicateShape)) as Record<
  Predicate,
  PredicateWords
>
for (const predicate of predicates)
  if (!(predicate in predicateWords)) throw new Error(`predicate-words.json: no words for ${predicate}`)

/** Third person, past, participle and gerund where spelling rules do not give them. */
const irregular: Record<string, { past: string; participle: string }> = {
  sell: { past: 'sold', participle: 'sold' },
  buy: { past: 'bought', participle: 'bought' },
  make: { past: 'made', participle: 'made' },
  build: { past: 'built', participle: 'built' },
  lend: { past: 'lent', participle: 'lent' },
  give: { past: 'gave', participle: 'given' },
  grow: { past: 'grew', participle: 'grown' },
  hold: { past: 'held', participle: 'held' },
  run: { past: 'ran', participle: 'run' },
  meet: { past: 'met', participle: 'met' },
  take: { past: 'took', participle: 'taken' },
  set: { past: 'set', participle: 'set' },
  put: { past: 'put', participle: 'put' },
  have: { past: 'had', participle: 'had' },
  do: { past: 'did', participle: 'done' },
  lead: { past: 'led', participle: 'led' },
  speak: { past: 'spoke', participle: 'spoken' },
  sue: { past: 'sued', participle: 'sued' },
  break: { past: 'broke', participle: 'broken' },
  lie: { past: 'lay', participle: 'lain' },
  sit: { past: 'sat', participle: 'sat' },
  get: { past: 'got', participle: 'got' },
  send: { past: 'sent', participle: 'sent' },
  come: { past: 'came', participle: 'come' },
  pay: { past: 'paid', participle: 'paid' },
  strike: { past: 'struck', participle: 'struck' },
  find: { past: 'found', participle: 'found' },
  stand: { past: 'stood', participle: 'stood' },
  act: { past: 'acted', participle: 'acted' },
  reach: { past: 'reached', participle: 'reached' },
}
const doubling = new Set(['ship', 'ban', 'run', 'set', 'put', 'sit', 'get'])

/** Forms of a verb phrase; its first word is the verb. */
export const verbForms = (phrase: string): { finite: string[]; participle: string } => {
  const [verb = '', ...rest] = phrase.split(' ')
  const tail = rest.length > 0 ? ` ${rest.join(' ')}` : ''
  const silentE = verb.endsWith('e')
  const consonantY = /[^aeiou]y$/.test(verb)
  const third =
    verb === 'have'
      ? 'has'
      : consonantY
        ? `${verb.slice(0, -1)}ies`
        : /(?:s|x|z|ch|sh|o)$/.test(verb)
          ? `${verb}es`
          : `${verb}s`
  const stem = doubling.has(verb) ? verb + verb.at(-1)! : verb
  const regular = silentE ? `${verb}d` : consonantY ? `${verb.slice(0, -1)}ied` : `${stem}ed`
  const { past, participle } = irregular[verb] ?? { past: regular, participle: regular }
  const gerund =
    verb === 'lie' ? 'lying' : silentE && !/(?:ee|ye|oe)$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${stem}ing`
  const finite = [...new Set([verb, third, past, gerund])].filter((form) => form !== participle)
  return { finite: finite.map((form) => form + tail), participle: participle + tail }
}

const build = (): { meanings: Map<string, Meaning[]>; longest: number } => {
  const data = readData('question-words.json', questionShape)
  const meanings = new Map<string, Meaning[]>()
  const add = (phrase: string, meaning: Meaning): void => {
    const key = phrase.replace(/'/g, '')
    const known = meanings.get(key)
    if (!known) meanings.set(key, [meaning])
    else if (!known.some((other) => JSON.stringify(other) === JSON.stringify(meaning))) known.push(meaning)
  }
  const addAll = (phrases: readonly string[], meaning: Meaning): void => {
    for (const phrase of phrases) add(phrase, meaning)
  }
  // The order here is the order in which readings of one word are tried.
  addAll(data.help, { kind: 'help' })
  for (const [word, phrases] of Object.entries(data.questions))
    addAll(phrases, { kind: 'question', word: word as QuestionWord })
  for (const [word, phrases] of Object.entries(data.auxiliaries))
    addAll(phrases, { kind: 'auxiliary', word: word as 'be' })
  addAll(data.negations, { kind: 'negation' })
  for (const word of data.prepositions) add(word, { kind: 'preposition', word })
  add('and', { kind: 'joiner', word: 'and' })
  add('as well as', { kind: 'joiner', word: 'and' })
  add('or', { kind: 'joiner', word: 'or' })
  for (const [type, phrases] of Object.entries(data.types)) addAll(phrases, { kind: 'type', type: type as AskType })
  for (const predicate of predicates) {
    const entry = predicateWords[predicate]
    for (const verb of entry.verbs) {
      const { finite, participle } = verbForms(verb)
      addAll(finite, { kind: 'predicate', predicate, form: 'verb' })
      add(participle, { kind: 'predicate', predicate, form: 'participle' })
    }
    addAll(entry.nouns, { kind: 'predicate', predicate, form: 'noun' })
    addAll(entry.agents, { kind: 'predicate', predicate, form: 'agent' })
  }
  addAll(data.links, { kind: 'link' })
  addAll(data.say, { kind: 'say' })
  addAll(data.change, { kind: 'change' })
  addAll(data.about, { kind: 'about' })
  for (const [modality, phrases] of Object.entries(data.modalities))
    addAll(phrases, { kind: 'modality', modality: modality as Modality })
  for (const [rank, phrases] of Object.entries(data.ranks)) addAll(phrases, { kind: 'rank', rank: rank as 'most' })
  for (const title of data.titles) add(title, { kind: 'title', title: data.titleWords[title] ?? title })
  addAll(data.fillers, { kind: 'filler' })
  const longest = Math.max(...[...meanings.keys()].map((key) => key.split(' ').length))
  return { meanings, longest }
}

const built = build()

/** What a folded word or phrase of the grammar can mean, in the order of trying; empty for other words. */
export const meaningsOf = (phrase: string): readonly Meaning[] => built.meanings.get(phrase) ?? []
/** Words in the longest phrase. */
export const longestPhrase: number = built.longest
