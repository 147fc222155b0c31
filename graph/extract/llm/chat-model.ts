/**
 * One question to a model over the OpenAI protocol, by the official client: structured output where the endpoint knows
 * it, plain JSON where it does not. The network is handed in as `fetch`; the key goes into the header and nowhere else.
 */
import OpenAI from 'openai'
import { type EntenteError, limitExceeded, messageOf, storeUnavailable } from '../../errors.ts'
import type { LlmSettings } from './llm-settings.ts'
import { replySchema } from './model-reply.ts'
import type { ChatMessage } from './write-prompt.ts'

export interface ModelReply {
  text: string
  /** True where the answer ended at the limit of tokens: its JSON is not whole. */
  cutOff: boolean
  inputTokens: number
  outputTokens: number
}

/** Asks the model. @throws EntenteError `LimitExceeded` for 429, `StoreUnavailable` for all else that fails */
export type ChatModel = (messages: readonly ChatMessage[], signal?: AbortSignal) => Promise<ModelReply>

/** What the answer is to look like, as JSON Schema. */
export interface AnswerForm {
  name: string
  schema: Record<string, unknown>
}

/** The form of a reading. */
export const readingForm = (): AnswerForm => ({ name: 'reading', schema: replySchema() })

/** How the form of the answer is asked for, the strictest first; an endpoint that refuses one gets the next. */
const formats = ['schema', 'json', 'text'] as const

const formatOf = (format: (typeof formats)[number], { name, schema }: AnswerForm): Record<string, unknown> =>
  format === 'schema'
    ? { response_format: { type: 'json_schema', json_schema: { name, schema, strict: false } } }
    : format === 'json'
      ? { response_format: { type: 'json_object' } }
      : {}

const failure = (error: unknown, { url, key }: LlmSettings): EntenteError => {
  // An endpoint may send the key back in its complaint.
  const hide = (text: string): string => (key ? text.split(key).join('…') : text).slice(0, 300)
  const where = `The language model at ${new URL(url).host}`
  if (error instanceof OpenAI.RateLimitError) return limitExceeded(`${where} refuses more requests for now (429)`)
  if (error instanceof OpenAI.APIConnectionTimeoutError) return storeUnavailable(`${where} did not answer in time`)
  if (error instanceof OpenAI.APIConnectionError) return storeUnavailable(`${where} cannot be reached`)
  if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError)
    return storeUnavailable(`${where} does not accept the key in ENTENTE_LLM_KEY`)
  if (error instanceof OpenAI.APIError) return storeUnavailable(`${where} failed: ${hide(error.message)}`)
  return storeUnavailable(`${where} gave no usable answer: ${hide(messageOf(error))}`)
}

/**
 * @param fetchWith how to reach the network: `globalThis.fetch` in the program
 */
export const openChatModel = (
  settings: LlmSettings,
  fetchWith: typeof fetch,
  form: AnswerForm = readingForm(),
): ChatModel => {
  const client = new OpenAI({
    apiKey: settings.key || 'none',
    baseURL: settings.url,
    fetch: fetchWith,
    timeout: settings.timeoutMs,
    maxRetries: settings.retries,
    logLevel: 'off',
  })
  let format = 0
  return async (messages, signal) => {
    for (;;) {
      try {
        const answer = await client.chat.completions.create(
          {
            model: settings.model,
            messages: [...messages],
            temperature: 0,
            max_tokens: settings.maxTokens,
            ...formatOf(formats[format]!, form),
          },
          signal ? { signal } : {},
        )
        const choice = answer.choices?.[0]
        if (!choice) throw new Error('the answer has no choices')
        return {
          text: choice.message?.content ?? '',
          cutOff: choice.finish_reason === 'length',
          inputTokens: answer.usage?.prompt_tokens ?? 0,
          outputTokens: answer.usage?.completion_tokens ?? 0,
        }
      } catch (error) {
        if (signal?.aborted) throw limitExceeded('The question to the language model was given up')
        const refusesForm = error instanceof OpenAI.BadRequestError || error instanceof OpenAI.UnprocessableEntityError
        if (!refusesForm || format >= formats.length - 1) throw failure(error, settings)
        format++
      }
    }
  }
}
