/** The nodes and relationships in a Cypher answer as a graph view, where they are entities of the ontology. Pure. */
import type {
  CypherAnswer,
  CypherNode,
  CypherRelationship,
  CypherValue,
  EntityType,
  GraphEdge,
  GraphNode,
  GraphView,
  Modality,
} from '../../graph/contract.ts'
import { type EdgePredicate, modalityNames } from './view-state.ts'

const isTyped = (
  value: CypherValue,
): value is
  | CypherNode
  | CypherRelationship
  | { $type: 'path'; nodes: CypherNode[]; relationships: CypherRelationship[] } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && '$type' in value

const text = (value: CypherValue | undefined): string | null => (typeof value === 'string' ? value : null)
const count = (value: CypherValue | undefined): number => (typeof value === 'number' ? value : 1)

/** `null` where the answer holds no node of the ontology's types. */
export const answerGraph = (answer: CypherAnswer, isType: (label: string) => boolean): GraphView | null => {
  const nodes = new Map<string, GraphNode>()
  /** The engine's ids, which relationships point with, to the graph's own. */
  const ownIds = new Map<string, string>()
  const relationships: CypherRelationship[] = []
  const visit = (value: CypherValue): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isTyped(value)) {
      if (value.$type === 'node') addNode(value)
      else if (value.$type === 'relationship') relationships.push(value)
      else {
        value.nodes.forEach(addNode)
        relationships.push(...value.relationships)
      }
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  const addNode = (node: CypherNode): void => {
    const type = node.labels.find(isType) as EntityType | undefined
    if (!type) return
    const id = text(node.properties.id) ?? node.id
    ownIds.set(node.id, id)
    nodes.set(id, {
      id,
      type,
      name: text(node.properties.name) ?? id,
      flag: text(node.properties.flag),
      statements: count(node.properties.statements),
    })
  }
  for (const row of answer.rows) row.forEach(visit)
  if (nodes.size === 0) return null
  const edges = new Map<string, GraphEdge>()
  for (const { type, source, target, properties } of relationships) {
    const from = ownIds.get(source) ?? source
    const to = ownIds.get(target) ?? target
    if (!nodes.has(from) || !nodes.has(to)) continue
    const modality = modalityNames.find((name) => name === properties.modality) ?? 'actual'
    const statements = count(properties.statements)
    const modalities = Object.fromEntries(
      modalityNames.map((name) => [name, name === modality ? statements : 0]),
    ) as Record<Modality, number>
    const id = `${from} ${type} ${to}`
    edges.set(id, {
      id,
      source: from,
      target: to,
      predicate: type as EdgePredicate,
      modality,
      modalities,
      statements,
      articles: count(properties.articles),
      first: text(properties.first),
      last: text(properties.last),
      sectors: Array.isArray(properties.sectors)
        ? properties.sectors.filter((item): item is string => typeof item === 'string')
        : [],
    })
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    truncated: answer.truncated,
    totalNodes: nodes.size,
    totalEdges: edges.size,
  }
}

/** Line and column (from 1) that an engine's message speaks of, or null. */
export const errorPlace = (message: string): { line: number; column: number } | null => {
  const found = /line (\d+),? col(?:umn)? (\d+)/i.exec(message) ?? /\b(\d+):(\d+)\b/.exec(message)
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null
}
