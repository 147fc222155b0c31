// A real HTTP server that speaks the OpenAI protocol and does what a test tells it, well or badly.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LlmSettings, llmDefaults } from '../../../graph/extract/llm/llm-settings.ts'

/** What the server does with one request. */
export type Behaviour =
  /** Answers with this text, or with this value as JSON. */
  | { say: unknown; finish?: 'stop' | 'length'; usage?: boolean }
  /** Answers with this status; `headers` such as `retry-after-ms`. */
  | { status: number; message?: string; headers?: Record<string, string> }
  /** Answers with this body, whatever it is. */
  | { raw: string }
  /** Never answers. */
  | { hang: true }
  /** Sends half a body and closes the line. */
  | { cut: true }

export interface SeenRequest {
  authorization: string | undefined
  body: {
    model: string
    messages: { role: string; content: string }[]
    response_format?: { type: string }
    max_tokens: number
    temperature: number
  }
}

export interface ModelServer {
  settings: LlmSettings
  seen: SeenRequest[]
  close(): Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const piece of request) body += String(piece)
  return body
}

const answer = (response: ServerResponse, behaviour: Behaviour): void => {
  if ('hang' in behaviour) return
  if ('cut' in behaviour) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"choices":[{"message":{"content":"{')
    setTimeout(() => response.destroy(), 20)
    return
  }
  if ('raw' in behaviour) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(behaviour.raw)
    return
  }
  if ('status' in behaviour) {
    response.writeHead(behaviour.status, {
      'content-type': 'application/json',
      'retry-after-ms': '1',
      ...behaviour.headers,
    })
    response.end(JSON.stringify({ error: { message: behaviour.message ?? 'no', type: 'error' } }))
    return
  }
  const content = typeof behaviour.say === 'string' ? behaviour.say : JSON.stringify(behaviour.say)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      id: 'chat-1',
      object: 'chat.completion',
      created: 0,
      model: 'tiny',
      choices: [{ index: 0, finish_reason: behaviour.finish ?? 'stop', message: { role: 'assistant', content } }],
      ...(behaviour.usage === false ? {} : { usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } }),
    }),
  )
}

/** Starts a server that meets the requests with these behaviours in turn, the last one for all that follow. */
export const startModelServer = async (
  behaviours: readonly Behaviour[],
  settings: Partial<LlmSettings> = {},
): Promise<ModelServer> => {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const behaviour = behaviours[Math.min(seen.length, behaviours.length - 1)]!
      seen.push({ authorization: request.headers.authorization, body: JSON.parse(body) })
      answer(response, behaviour)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    seen,
    settings: {
      url: `http://127.0.0.1:${port}/v1`,
      model: 'tiny',
      key: 'secret-key',
      price: null,
      ...llmDefaults,
      ...settings,
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
