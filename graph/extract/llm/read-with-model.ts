/**
 * Reads an article with a model: cut into parts, each asked once, checked, repaired at most once, joined. What the model
 * invents is dropped and counted. The result has the form of the rules' reading; the network is in the `ChatModel` only.
 */
import type { Article, Reading } from '../../contract.ts'
import { linkCountriesToSectors } from '../link-countries-to-sectors.ts'
import { mergeStatements } from '../merge-statements.ts'
import type { ChatModel, ModelReply } from './chat-model.ts'
import { type CheckedReply, checkReply, type Dropped, noneDropped } from './check-reply.ts'
import { verbatimText } from './find-verbatim.ts'
import type { LlmSettings } from './llm-settings.ts'
import { joinEntities, joinMentions } from './merge-readings.ts'
import { replySchema } from './model-reply.ts'
import { cacheKey, noCache, type ReplyCache } from './reply-cache.ts'
import { type ChatMessage, partsOf, readingMessages, repairMessages } from './write-prompt.ts'

/** What reading with a model cost. */
export interface ModelUse {
  requests: number
  /** Answers that came out of the cache and cost nothing. */
  cached: number
  repairs: number
  inputTokens: number
  outputTokens: number
  /** US dollars by the settings' prices; null where none are set. */
  cost: number | null
  /** Statements that the model offered, and those that were dropped, by reason. */
  offered: number
  dropped: Dropped
  /** Parts of articles of which no answer could be used. */
  unusable: number
}

export const noUse = (): ModelUse => ({
  requests: 0,
  cached: 0,
  repairs: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: null,
  offered: 0,
  dropped: noneDropped(),
  unusable: 0,
})

/** A repair is worth its price where more than this share of the statements was dropped. */
const repairShare = 0.25

export interface ModelReader {
  model: ChatModel
  settings: LlmSettings
  cache?: ReplyCache
}

interface Asked {
  reply: ModelReply
  checked: CheckedReply | null
}

const faultsOf = ({ reply, checked }: Asked): string[] => {
  if (reply.cutOff) return ['the JSON was cut off: say less, the most important statements first']
  if (!checked) return ['it is no JSON object with the lists "entities" and "statements"']
  return checked.faults
}

const needsRepair = ({ reply, checked }: Asked): boolean => {
  if (!checked || reply.cutOff) return true
  const dropped = Object.values(checked.dropped).reduce((sum, count) => sum + count, 0)
  return dropped > checked.offered * repairShare
}

const kept = ({ checked }: Asked): number => checked?.statements.length ?? -1

const total = (dropped: Dropped): number => Object.values(dropped).reduce((sum, count) => sum + count, 0)

/** @throws EntenteError `LimitExceeded` | `StoreUnavailable` where the endpoint fails after its retries */
export const readWithModel = async (
  article: Article,
  { model, settings, cache = noCache }: ModelReader,
  signal?: AbortSignal,
): Promise<{ reading: Reading; use: ModelUse }> => {
  const use = noUse()
  const text = verbatimText(article.text)
  const ask = async (messages: readonly ChatMessage[]): Promise<Asked> => {
    const key = cacheKey(settings.url, settings.model, settings.maxTokens, messages, replySchema())
    const known = await cache.get(key)
    if (known) use.cached++
    const reply = known ?? (await model(messages, signal))
    const checked = checkReply(reply.text, article, text, settings.model)
    if (!known) {
      use.requests++
      use.inputTokens += reply.inputTokens
      use.outputTokens += reply.outputTokens
      if (checked && !reply.cutOff) await cache.put(key, reply)
    }
    return { reply, checked }
  }
  const readings: CheckedReply[] = []
  const parts = partsOf(article.text, settings.maxCharacters)
  for (const [index, part] of parts.entries()) {
    const checked = await readPart(readingMessages(article, part, index, parts.length), ask, use)
    if (!checked) {
      use.unusable++
      continue
    }
    use.offered += checked.offered
    for (const reason of Object.keys(use.dropped) as (keyof Dropped)[]) use.dropped[reason] += checked.dropped[reason]
    readings.push(checked)
  }
  if (settings.price)
    use.cost = (use.inputTokens * settings.price.input + use.outputTokens * settings.price.output) / 1_000_000
  return { reading: readingOf(readings, use), use }
}

/** The better of the first answer and, where that is poor, of its repair. */
const readPart = async (
  messages: readonly ChatMessage[],
  ask: (messages: readonly ChatMessage[]) => Promise<Asked>,
  use: ModelUse,
): Promise<CheckedReply | null> => {
  const first = await ask(messages)
  if (!needsRepair(first)) return first.checked
  use.repairs++
  try {
    const second = await ask(repairMessages(messages, first.reply.text, faultsOf(first)))
    return (kept(second) >= kept(first) ? second : first).checked
  } catch (error) {
    // What the first answer had right is not lost because the second did not come.
    if (kept(first) > 0) return first.checked
    throw error
  }
}

const readingOf = (replies: readonly CheckedReply[], use: ModelUse): Reading => {
  const statements = mergeStatements(replies.flatMap((reply) => reply.statements).sort((a, b) => a.start - b.start))
  const notes: string[] = []
  const dropped = total(use.dropped)
  if (dropped > 0)
    notes.push(
      `Of ${use.offered} statements that the model offered ${dropped} were dropped: they do not stand in the text or do not fit the ontology.`,
    )
  if (use.unusable > 0) notes.push(`The model gave no usable answer for ${use.unusable} part(s) of the text.`)
  return {
    entities: joinEntities(replies.map((reply) => reply.entities)),
    mentions: joinMentions(replies.map((reply) => reply.mentions)),
    statements,
    countrySectors: linkCountriesToSectors(statements),
    notes,
  }
}
