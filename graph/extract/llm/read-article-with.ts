/**
 * The choice of reader: the rules, a model, or both joined. The program's one way to a model; without one it is the
 * rules, which need no network. Where both are asked and the model fails, the rules' reading stands and says so.
 */
import type { Article, Reading } from '../../contract.ts'
import { invalidInput, messageOf } from '../../errors.ts'
import { readArticle } from '../../read-article.ts'
import { openChatModel } from './chat-model.ts'
import type { LlmSettings } from './llm-settings.ts'
import { mergeReadings } from './merge-readings.ts'
import { type ModelUse, noUse, readWithModel } from './read-with-model.ts'
import { type ReplyCache, replyCacheIn } from './reply-cache.ts'

export const readers = ['rules', 'llm', 'both'] as const
export type ReaderName = (typeof readers)[number]

export interface ReaderOptions {
  reader: ReaderName
  /** Needed for `llm` and `both`. */
  llm?: LlmSettings | null
  /** How to reach the network. Default: the program's own. */
  fetch?: typeof fetch
  /** Where replies are kept, e.g. `<data folder>/llm-cache`; absent: nowhere. */
  cacheFolder?: string
  cache?: ReplyCache
  /** The rules. Default `readArticle`; a pool of threads where there is one. */
  rules?: (article: Article) => Reading | Promise<Reading>
  signal?: AbortSignal
}

export interface ArticleReader {
  /** @throws EntenteError `LimitExceeded` | `StoreUnavailable` where the reader is `llm` and the model fails */
  read(article: Article): Promise<Reading>
  /** What the model cost since the reader was made. */
  use(): ModelUse
}

const addUse = (sum: ModelUse, use: ModelUse): ModelUse => ({
  requests: sum.requests + use.requests,
  cached: sum.cached + use.cached,
  repairs: sum.repairs + use.repairs,
  inputTokens: sum.inputTokens + use.inputTokens,
  outputTokens: sum.outputTokens + use.outputTokens,
  cost: use.cost === null ? sum.cost : (sum.cost ?? 0) + use.cost,
  offered: sum.offered + use.offered,
  dropped: {
    shape: sum.dropped.shape + use.dropped.shape,
    evidence: sum.dropped.evidence + use.dropped.evidence,
    end: sum.dropped.end + use.dropped.end,
    ontology: sum.dropped.ontology + use.dropped.ontology,
  },
  unusable: sum.unusable + use.unusable,
})

/**
 * A function that reads articles as the options say.
 * @throws EntenteError `InvalidInput` where a model is wanted and none is set
 */
export const readArticleWith = (options: ReaderOptions): ArticleReader => {
  const rules = options.rules ?? readArticle
  let sum = noUse()
  if (options.reader === 'rules') return { read: async (article) => rules(article), use: () => sum }
  const settings = options.llm
  if (!settings)
    throw invalidInput(`--reader ${options.reader} needs a language model: set ENTENTE_LLM_URL and ENTENTE_LLM_MODEL`)
  const cache = options.cache ?? (options.cacheFolder ? replyCacheIn(options.cacheFolder) : undefined)
  const reader = {
    model: openChatModel(settings, options.fetch ?? globalThis.fetch),
    settings,
    ...(cache ? { cache } : {}),
  }
  const withModel = async (article: Article): Promise<Reading> => {
    const { reading, use } = await readWithModel(article, reader, options.signal)
    sum = addUse(sum, use)
    return reading
  }
  if (options.reader === 'llm') return { read: withModel, use: () => sum }
  return {
    read: async (article) => {
      const byRules = await rules(article)
      try {
        return mergeReadings(article.id, byRules, await withModel(article))
      } catch (error) {
        return { ...byRules, notes: [...byRules.notes, `Read by the rules alone: ${messageOf(error)}.`] }
      }
    },
    use: () => sum,
  }
}

/** Whether a name is one of the readers. */
export const isReader = (name: string): name is ReaderName => (readers as readonly string[]).includes(name)
