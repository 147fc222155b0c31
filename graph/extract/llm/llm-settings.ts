/**
 * The settings of the optional language model, read from an environment record in one place. Without an address there is
 * no model. Never reads `process.env` itself, never shows the key.
 */
import { invalidInput } from '../../errors.ts'

export interface LlmSettings {
  /** Base address of an OpenAI-compatible endpoint, e.g. `http://127.0.0.1:11434/v1`. */
  url: string
  model: string
  /** Empty where the endpoint wants none, as local servers do. */
  key: string
  /** Milliseconds for one answer of the model. */
  timeoutMs: number
  /** Times that a request is sent again after 429, 5xx, a lost connection or a time-out. */
  retries: number
  /** Tokens of one answer at most. */
  maxTokens: number
  /** Characters of an article that go into one request; longer ones are cut at paragraphs. */
  maxCharacters: number
  /** US dollars per million tokens, in and out; null where nobody said. */
  price: { input: number; output: number } | null
}

export const llmDefaults = { timeoutMs: 120_000, retries: 2, maxTokens: 8_000, maxCharacters: 12_000 }

const positive = (env: NodeJS.ProcessEnv, name: string, least: number): number | undefined => {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value < least)
    throw invalidInput(`${name} must be a number from ${least}, not "${text}"`)
  return value
}

/**
 * Settings from `ENTENTE_LLM_URL`, `_MODEL`, `_KEY`, `_TIMEOUT_MS`, `_RETRIES`, `_MAX_TOKENS`, `_MAX_CHARACTERS`,
 * `_PRICE_IN` and `_PRICE_OUT`; null where no address is given.
 * @throws EntenteError `InvalidInput` that names the variable
 */
export const llmSettingsFrom = (env: NodeJS.ProcessEnv): LlmSettings | null => {
  const url = env.ENTENTE_LLM_URL?.trim()
  if (!url) return null
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalidInput(`ENTENTE_LLM_URL must be an http:// or https:// address, not "${url}"`)
  const model = env.ENTENTE_LLM_MODEL?.trim()
  if (!model) throw invalidInput('ENTENTE_LLM_MODEL must name the model that ENTENTE_LLM_URL serves')
  const input = positive(env, 'ENTENTE_LLM_PRICE_IN', 0)
  const output = positive(env, 'ENTENTE_LLM_PRICE_OUT', 0)
  return {
    url: url.replace(/\/+$/, ''),
    model,
    key: env.ENTENTE_LLM_KEY ?? '',
    timeoutMs: positive(env, 'ENTENTE_LLM_TIMEOUT_MS', 1) ?? llmDefaults.timeoutMs,
    retries: positive(env, 'ENTENTE_LLM_RETRIES', 0) ?? llmDefaults.retries,
    maxTokens: positive(env, 'ENTENTE_LLM_MAX_TOKENS', 1) ?? llmDefaults.maxTokens,
    maxCharacters: positive(env, 'ENTENTE_LLM_MAX_CHARACTERS', 200) ?? llmDefaults.maxCharacters,
    price: input === undefined && output === undefined ? null : { input: input ?? 0, output: output ?? 0 },
  }
}
