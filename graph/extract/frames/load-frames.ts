/**
 * Reads and checks the frames, the data behind the statements. A fault names the file, the line and the frame.
 * Reads its one file once at start; holds no rules of its own.
 */
import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { EntityType, Modality, Predicate } from '../../contract.ts'
import { invalidInput } from '../../errors.ts'
import { entityTypes, modalities, predicateRules, predicates } from '../../ontology/ontology.ts'
import { packageFile } from '../../package-root.ts'
import { type Condition, conditionNames } from './conditions.ts'

export type WordClass = 'verb' | 'noun' | 'agent' | 'adjective'

export interface Frame {
  id: string
  predicate: Predicate
  word: WordClass
  /** Lemmas, or a verb with its particle or complement ("set up", "take place"). */
  words: string[]
  subject: string[]
  object: string[]
  goods: string[]
  counterpart: string[]
  subjects: ReadonlySet<EntityType>
  types: ReadonlySet<EntityType>
  counterparts: ReadonlySet<EntityType>
  many: Predicate | null
  needs: Condition[]
  unless: string[]
  light: ReadonlySet<string> | null
  modality: Modality | null
  bodies: boolean
  /** A sentence of its own, and the statement it must give ("A PREDICATE B"), if it names one. */
  example: string
  gives: string | null
}

/** Splits a word list; what stands in double quotes is one item. */
const items = (list: string | undefined): string[] =>
  [...(list ?? '').matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')

const list = z.string().optional()
const shape = z.strictObject({
  id: z.string().regex(/^[a-z]+\.[a-z]+$/),
  predicate: z.enum(predicates as [string, ...string[]]),
  word: z.enum(['verb', 'noun', 'agent', 'adjective']),
  words: z.string().min(1),
  subject: z.string().min(1),
  object: z.string().min(1),
  goods: list,
  counterpart: list,
  subjects: list,
  types: list,
  counterparts: list,
  many: z.enum(predicates as [string, ...string[]]).optional(),
  needs: list,
  unless: list,
  light: list,
  modality: z.enum(modalities as [string, ...string[]]).optional(),
  bodies: z.boolean().optional(),
  example: z.string().min(8),
  gives: z.string().optional(),
})

const sets = new Map<string, ReadonlySet<EntityType>>()
/** One set for the same types, so that what was found for one frame is known to the next. */
const oneSet = (types: readonly EntityType[]): ReadonlySet<EntityType> => {
  const key = [...types].sort().join(' ')
  const known = sets.get(key) ?? new Set(types)
  sets.set(key, known)
  return known
}

/** Parses and checks frames. @throws EntenteError InvalidInput that names file, line and frame. */
export const parseFrames = (source: string, file: string): Frame[] => {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const fault = (offset: number, message: string) => invalidInput(`${file}:${lines.linePos(offset).line}: ${message}`)
  const [first] = document.errors
  if (first) throw fault(first.pos[0], first.message.split('\n')[0] ?? 'not YAML')
  const contents = document.contents
  if (!contents || !('items' in contents)) throw invalidInput(`${file}:1: a list of frames is expected`)
  const seen = new Set<string>()
  return contents.items.map((node) => {
    const offset = (node as { range?: [number, number, number] }).range?.[0] ?? 0
    const result = shape.safeParse((node as { toJSON: () => unknown }).toJSON())
    if (!result.success) {
      const [issue] = result.error.issues
      throw fault(offset, `${issue?.path.join('.') || 'frame'}: ${issue?.message}`)
    }
    const raw = result.data
    const typed = (names: string | undefined, all: EntityType[]): ReadonlySet<EntityType> => {
      if (!names) return oneSet(all)
      for (const name of items(names))
        if (!entityTypes.includes(name as EntityType)) throw fault(offset, `${raw.id}: unknown type ${name}`)
      return oneSet(items(names) as EntityType[])
    }
    for (const name of items(raw.needs))
      if (!conditionNames.includes(name as Condition)) throw fault(offset, `${raw.id}: unknown condition ${name}`)
    if (seen.has(raw.id)) throw fault(offset, `${raw.id}: the id stands twice`)
    seen.add(raw.id)
    const predicate = raw.predicate as Predicate
    const rule = predicateRules[predicate]
    return {
      id: raw.id,
      predicate,
      word: raw.word,
      words: items(raw.words),
      subject: items(raw.subject),
      object: items(raw.object),
      goods: items(raw.goods),
      counterpart: items(raw.counterpart),
      subjects: typed(raw.subjects, rule.domain),
      types: typed(raw.types, rule.range),
      counterparts: typed(raw.counterparts, ['Country', 'Region', 'Organization']),
      many: (raw.many as Predicate | undefined) ?? null,
      needs: items(raw.needs) as Condition[],
      unless: items(raw.unless),
      light: raw.light ? new Set(items(raw.light)) : null,
      modality: (raw.modality as Modality | undefined) ?? null,
      bodies: raw.bodies ?? false,
      example: raw.example,
      gives: raw.gives ?? null,
    }
  })
}

const file = 'graph/extract/frames/frames.yaml'
export const frames: readonly Frame[] = parseFrames(readFileSync(packageFile(file), 'utf8'), file)

/** The entries of a word in an order in which every frame stands after those it names under `unless`. */
const afterOthers = (entries: readonly { frame: Frame; rest: string[] }[]): { frame: Frame; rest: string[] }[] => {
  const ordered: { frame: Frame; rest: string[] }[] = []
  let waiting = [...entries]
  while (waiting.length > 0) {
    const ids = new Set(waiting.map((e) => e.frame.id))
    const free = waiting.filter((e) => !e.frame.unless.some((id) => ids.has(id) && id !== e.frame.id))
    // Frames that wait for each other are asked in the order of the file.
    const next = free.length > 0 ? free : waiting.slice(0, 1)
    ordered.push(...next)
    waiting = waiting.filter((e) => !next.includes(e))
  }
  return ordered
}

/** Frames by the first word of each of their words: lemma → [frame, the whole word]. */
export const framesByWord: ReadonlyMap<string, readonly { frame: Frame; rest: string[] }[]> = (() => {
  const index = new Map<string, { frame: Frame; rest: string[] }[]>()
  for (const frame of frames)
    for (const word of frame.words) {
      const [lemma, ...rest] = word.split(' ')
      const known = index.get(lemma as string)
      if (known) known.push({ frame, rest })
      else index.set(lemma as string, [{ frame, rest }])
    }
  // What depends on other frames' silence is asked after them.
  for (const [word, entries] of index) index.set(word, afterOthers(entries))
  return index
})()
