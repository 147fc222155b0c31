/** Sends a Cypher query, and finds the part of its answer that can be drawn. */
import type { CypherAnswer, GraphView } from '../../graph/contract.ts'
import { typeStyles } from '../graph-view/palette.ts'
import { answerGraph } from './answer-graph.ts'
import { post } from './api-client.ts'

/** `parameters` is JSON text, looked at only where the query has any. @throws ApiError or SyntaxError */
export const askCypher = (query: string, parameters: string): Promise<CypherAnswer> => {
  const given = /\$\w/.test(query) ? parameters.trim() : ''
  return post<CypherAnswer>('/api/cypher', { query, parameters: given === '' ? {} : JSON.parse(given) })
}

export const drawableAnswer = (answer: CypherAnswer): GraphView | null =>
  answerGraph(answer, (label) => label in typeStyles)
