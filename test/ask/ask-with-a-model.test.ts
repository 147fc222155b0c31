// Where the grammar cannot read a question a model may write the Cypher: through the gate for strangers, and said to be a
// model's. A real HTTP server plays the model, well and badly.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { answerQuestion } from '../../graph/ask/answer-question.ts'
import { type AskModel, cypherForm } from '../../graph/ask/ask-model.ts'
import { openChatModel } from '../../graph/extract/llm/chat-model.ts'
import { stopCypherCheck } from '../../graph/query/check-cypher.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { type Behaviour, type ModelServer, startModelServer } from '../extract/llm/model-server.ts'
import { openSmallGraph } from './small-graph.ts'

const unreadable = 'Kindly enumerate whichever parties ship metal eastwards'
let store: GraphStore
let close: () => Promise<void>
let server: ModelServer | undefined
beforeAll(async () => {
  const opened = await openSmallGraph()
  store = opened.store
  close = opened.close
})
afterEach(async () => {
  await server?.close()
  server = undefined
})
afterAll(async () => {
  await close?.()
  await stopCypherCheck()
})

const modelThat = async (...behaviours: Behaviour[]): Promise<AskModel> => {
  server = await startModelServer(behaviours, { retries: 0 })
  return { name: 'tiny', ask: openChatModel(server.settings, globalThis.fetch, cypherForm()) }
}
const good = {
  cypher:
    'MATCH (x:Entity)<-[:SUBJECT]-(s:Statement) WHERE s.predicate = $predicate RETURN x.id AS id, s.id AS statement, s.confidence AS sure LIMIT 50',
  parameters: { predicate: 'EXPORTS' },
}
const articles = async (): Promise<unknown> => (await store.read('MATCH (a:Article) RETURN count(a) AS n'))[0]?.n

test('the answer says that a model wrote the query, shows it, and gives table, labels and evidence', async () => {
  const answer = await answerQuestion(store, unreadable, { model: await modelThat({ say: good }) })
  expect(answer).toMatchObject({ understood: true, kind: 'model', cypher: good.cypher, parameters: good.parameters })
  expect(answer.answer).toContain('The language model tiny wrote a query')
  expect(answer.rows).toHaveLength(6)
  expect(answer.columns.map(({ kind }) => kind)).toEqual(['entity', 'statement', 'number'])
  expect(answer.entities['org:rasteel']?.name).toBe('Rasteel')
  expect(answer.statements[0]?.evidence).toBeTruthy()
})

test('a question that the grammar reads never goes to the model', async () => {
  const model = await modelThat({ say: good })
  expect((await answerQuestion(store, 'Who owns Nile Copper?', { model })).kind).toBe('relation')
  expect((await answerQuestion(store, 'Which countries do not export aluminium?', { model })).understood).toBe(false)
  expect(server?.seen).toHaveLength(0)
})

test('the model sees the schema and the question, and nothing of the data', async () => {
  await answerQuestion(store, unreadable, { model: await modelThat({ say: good }) })
  const sent = JSON.stringify(server?.seen[0]?.body)
  expect(sent).toContain(unreadable)
  expect(sent).toContain('STATED_IN')
  expect(sent).not.toContain('Rasteel')
})

test('a query that writes or reaches out is refused, told to the model once, and never run', async () => {
  for (const cypher of [
    'MATCH (n) DETACH DELETE n',
    "LOAD CSV FROM 'http://127.0.0.1/x' AS r RETURN r",
    'CALL dbms.components()',
  ]) {
    const answer = await answerQuestion(store, unreadable, {
      model: await modelThat({ say: { cypher, parameters: {} } }),
    })
    expect(answer).toMatchObject({ understood: false, kind: null, cypher: null })
    expect(server?.seen).toHaveLength(2)
    expect(server?.seen[1]?.body.messages.at(-1)?.content).toContain('The query was refused')
    await server?.close()
  }
  expect(await articles()).toBe(7)
})

test('a second, better query counts', async () => {
  const model = await modelThat({ say: { cypher: 'MATCH (n RETURN n', parameters: {} } }, { say: good })
  expect((await answerQuestion(store, unreadable, { model })).kind).toBe('model')
})

test('no JSON, no query, 500 and no answer leave the question unread, with what can be asked', async () => {
  for (const behaviour of [
    { say: 'I would rather not' },
    { say: { cypher: null, parameters: {} } },
    { status: 500 },
    { cut: true },
  ] as Behaviour[]) {
    const answer = await answerQuestion(store, unreadable, { model: await modelThat(behaviour) })
    expect(answer.understood, JSON.stringify(behaviour)).toBe(false)
    expect(answer.suggestions.length).toBeGreaterThan(0)
    await server?.close()
  }
})
