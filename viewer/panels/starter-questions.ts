/**
 * Questions to begin with, made of what is on screen, so that each has an answer. Pure: the words shown are of the
 * reader's language, the question asked is in English, which is what the answering side reads.
 */
import type { GraphNode } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import type { GraphModel } from '../state/graph-model.ts'

export interface StarterQuestion {
  shown: string
  question: string
}

export const starterQuestions = (model: GraphModel): StarterQuestion[] => {
  const nodes = [...model.nodes.values()].sort((a, b) => b.statements - a.statements)
  const edges = [...model.edges.values()].sort((a, b) => b.statements - a.statements)
  const node = (id: string): GraphNode | undefined => model.nodes.get(id)
  const isCountry = (id: string): boolean => node(id)?.type === 'Country'
  const result: StarterQuestion[] = []
  const add = (
    key: 'starterSector' | 'starterPair' | 'starterInvest' | 'starterPlanned',
    values: Record<string, string>,
    question: string,
  ): void => {
    result.push({ shown: t(key, values), question })
  }
  const sector = nodes.find(({ type }) => type === 'Sector')
  if (sector) add('starterSector', { name: sector.name }, `Which countries are linked to ${sector.name}?`)
  const pair = edges.find(
    ({ source, target, predicate }) => predicate !== 'LOCATED_IN' && isCountry(source) && isCountry(target),
  )
  const [a, b] = [node(pair?.source ?? ''), node(pair?.target ?? '')]
  if (a && b) add('starterPair', { a: a.name, b: b.name }, `What do ${a.name} and ${b.name} do together?`)
  const investment = edges.find(({ predicate, target }) => predicate === 'INVESTS_IN' && isCountry(target))
  const host = node(investment?.target ?? '')
  if (host) add('starterInvest', { name: host.name }, `Which companies invest in ${host.name}?`)
  const plan = edges.find(({ modality, source }) => modality === 'planned' && isCountry(source))
  const planner = node(plan?.source ?? '')
  if (planner) add('starterPlanned', { name: planner.name }, `What is planned in ${planner.name}?`)
  return result
}
