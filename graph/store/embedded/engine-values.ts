/**
 * Values of the embedded engine in the one shape of contract.ts. Runs in the engine's child process.
 * Ids of nodes become our own `id` property, as they do on Neo4j, so that answers of both engines are equal.
 */
import type { CypherValue } from '../../contract.ts'

type Raw = Record<string, unknown>

/** Our id of a node, by the engine's number. */
export type NodeIds = (node: number) => string

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const sortedEntries = (raw: Raw, ids: NodeIds): { [key: string]: CypherValue } =>
  Object.fromEntries(
    Object.keys(raw)
      .filter((key) => !key.startsWith('_'))
      .sort()
      .map((key) => [key, toValue(raw[key], ids)]),
  )

const nodeId = (raw: Raw): string => (typeof raw.id === 'string' ? raw.id : `n:${raw._id}`)

export const toValue = (value: unknown, ids: NodeIds): CypherValue => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? 0 : value) : String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  // A date and time without a zone; those with one come as texts.
  if (value instanceof Date) return value.toISOString().replace(/(\.000)?Z$/, '')
  if (Array.isArray(value)) return value.map((item) => toValue(item, ids))
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array)
  if (!isRecord(value)) return String(value)
  if ('_id' in value && Array.isArray(value._labels))
    return {
      $type: 'node',
      id: nodeId(value),
      labels: [...(value._labels as string[])].sort(),
      properties: sortedEntries(value, ids),
    }
  if ('_id' in value && typeof value._type === 'string') {
    const source = ids(value._source as number)
    const target = ids(value._target as number)
    return {
      $type: 'relationship',
      id: `${source} ${value._type} ${target}`,
      type: value._type,
      source,
      target,
      properties: sortedEntries(value, ids),
    }
  }
  if (Array.isArray(value.nodes) && Array.isArray(value.edges) && Object.keys(value).length === 2) {
    const nodes = value.nodes.map((node) => toValue(node, ids))
    const relationships = value.edges.map((edge) => toValue(edge, ids))
    return { $type: 'path', nodes, relationships } as CypherValue
  }
  return sortedEntries(value, ids)
}
