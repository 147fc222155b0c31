/**
 * Reads annotated articles (a folder of JSON files) and systems' readings (JSON Lines), checked; a fault names file and
 * field. Files only; scores nothing.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { invalidInput, messageOf, notFound } from '../errors.ts'
import { entityTypes, modalities, predicates } from '../ontology/ontology.ts'
import type { GoldArticle, SystemArticle } from './score-readings.ts'

const entity = z.object({
  id: z.string().min(3),
  type: z.enum(entityTypes as [string, ...string[]]),
  name: z.string().default(''),
  aliases: z.array(z.string()).optional(),
})
const statement = z.object({
  subject: z.string(),
  predicate: z.enum(predicates as [string, ...string[]]),
  object: z.string(),
  modality: z.enum(modalities as [string, ...string[]]),
  speaker: z.string().nullish(),
  sectors: z.array(z.string()).optional(),
  evidence: z.string().optional(),
})
const pairs = z.array(z.tuple([z.string(), z.string()]))
const goldShape = z.object({
  id: z.string(),
  date: z.string(),
  title: z.string(),
  text: z.string(),
  entities: z.array(entity),
  statements: z.array(statement),
  countrySectors: pairs,
})
const systemShape = z.object({
  id: z.string(),
  entities: z.array(entity),
  statements: z.array(statement.extend({ rule: z.string().optional(), confidence: z.number().optional() })),
  countrySectors: pairs.optional(),
})

const check = <T>(shape: z.ZodType<T>, data: unknown, place: string): T => {
  const result = shape.safeParse(data)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalidInput(`${place}: ${issue?.path.join('.') || 'top level'}: ${issue?.message}`)
}
const parseJson = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidInput(`${place}: not JSON (${messageOf(error)})`)
  }
}

/** The annotated articles of a folder, by file name. @throws EntenteError NotFound, InvalidInput. */
export const readGoldArticles = (folder: string): GoldArticle[] => {
  const stat = statSync(folder, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) throw notFound(`${folder} is no folder of annotated articles.`)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  if (files.length === 0) throw invalidInput(`${folder} holds no .json files.`)
  return files.map(
    (file) => check(goldShape, parseJson(readFileSync(join(folder, file), 'utf8'), file), file) as GoldArticle,
  )
}

/** A system's readings out of JSON Lines, as `entente extract` writes them. @throws EntenteError. */
export const readSystemArticles = (file: string): SystemArticle[] => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw notFound(`${file} is no file.`)
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, i) => [line, i + 1] as const)
    .filter(([line]) => line.trim() !== '')
    .map(
      ([line, number]) =>
        check(systemShape, parseJson(line, `${file}:${number}`), `${file}:${number}`) as SystemArticle,
    )
}
