/**
 * Values of the Neo4j driver in the one shape of contract.ts, equal to what the embedded engine's become.
 * Endpoints of relationships come as engine ids; the caller looks up our own and hands them in.
 */
import neo4j, { type Duration, type Node, type Path, type Relationship } from 'neo4j-driver'
import type { CypherNode, CypherRelationship, CypherValue } from '../contract.ts'

/** Our id of a node, by the engine's element id. */
export type ElementIds = ReadonlyMap<string, string>

const sortedMap = (raw: Record<string, unknown>, ids: ElementIds): { [key: string]: CypherValue } =>
  Object.fromEntries(
    Object.keys(raw)
      .sort()
      .map((key) => [key, toValue(raw[key], ids)]),
  )

const ownId = (node: Node): string => (typeof node.properties.id === 'string' ? node.properties.id : node.elementId)

const toNode = (node: Node, ids: ElementIds): CypherNode => ({
  $type: 'node',
  id: ownId(node),
  labels: [...node.labels].sort(),
  properties: sortedMap(node.properties, ids),
})

const toRelationship = (edge: Relationship, ids: ElementIds): CypherRelationship => {
  const source = ids.get(edge.startNodeElementId) ?? edge.startNodeElementId
  const target = ids.get(edge.endNodeElementId) ?? edge.endNodeElementId
  return {
    $type: 'relationship',
    id: `${source} ${edge.type} ${target}`,
    type: edge.type,
    source,
    target,
    properties: sortedMap(edge.properties, ids),
  }
}

/** Of a second's fraction only the digits that say something, as the embedded engine has it. */
const withoutIdleZeros = (text: string): string =>
  text.replace(/\.(\d*?)0+(?=[Z+[-]|$)/, (_, digits: string) => (digits ? `.${digits}` : ''))

/** ISO 8601 with years, months, days, hours, minutes and seconds; the sign in front where all parts are negative. */
const durationText = (duration: Duration): string => {
  const [months, days, seconds] = [Number(duration.months), Number(duration.days), Number(duration.seconds)]
  const nanoseconds = Number(duration.nanoseconds)
  const isNegative = [months, days, seconds].some((part) => part < 0) && Math.max(months, days, seconds) <= 0
  const sign = isNegative ? -1 : 1
  // The driver's nanoseconds count up from whole seconds, also below zero.
  const [whole, fraction] = seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1e9 - nanoseconds] : [seconds, nanoseconds]
  const part = (value: number, unit: string): string => (value === 0 ? '' : `${sign * value}${unit}`)
  const rest = whole % 60
  const tail = fraction === 0 ? '' : withoutIdleZeros(`.${String(fraction).padStart(9, '0')}`)
  const minus = rest === 0 && fraction > 0 && seconds * sign < 0 ? '-' : ''
  const secondsText = rest === 0 && fraction === 0 ? '' : `${minus}${sign * rest}${tail}S`
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D')
  const time = part(Math.trunc(whole / 3600), 'H') + part(Math.trunc((whole % 3600) / 60), 'M') + secondsText
  return date || time ? `${isNegative ? '-' : ''}P${date}${time ? `T${time}` : ''}` : 'PT0S'
}

/** Dates, times and durations are ISO 8601 in both engines. */
export const toValue = (value: unknown, ids: ElementIds): CypherValue => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? 0 : value) : String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (neo4j.isInt(value)) return value.inSafeRange() ? value.toNumber() : value.toString()
  if (Array.isArray(value)) return value.map((item) => toValue(item, ids))
  if (neo4j.isNode(value)) return toNode(value, ids)
  if (neo4j.isRelationship(value)) return toRelationship(value, ids)
  if (neo4j.isPath(value)) {
    const path = value as Path
    return {
      $type: 'path',
      nodes: [path.start, ...path.segments.map((segment) => segment.end)].map((node) => toNode(node, ids)),
      relationships: path.segments.map((segment) => toRelationship(segment.relationship, ids)),
    }
  }
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value
    return sortedMap(z === undefined ? { srid, x, y } : { srid, x, y, z }, ids)
  }
  if (neo4j.isDuration(value)) return durationText(value)
  // The driver's bytes are signed.
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (Object.getPrototypeOf(value) !== Object.prototype) return withoutIdleZeros(String(value))
  return sortedMap(value as Record<string, unknown>, ids)
}

/** Collects the nodes that a value names: those with a known id into `ids`, the bare endpoints into `missing`. */
export const collectNodes = (value: unknown, ids: Map<string, string>, missing: Set<string>): void => {
  if (value === null || typeof value !== 'object' || neo4j.isInt(value)) return
  if (Array.isArray(value)) for (const item of value) collectNodes(item, ids, missing)
  else if (neo4j.isNode(value)) ids.set(value.elementId, ownId(value))
  else if (neo4j.isRelationship(value)) {
    missing.add(value.startNodeElementId)
    missing.add(value.endNodeElementId)
  } else if (neo4j.isPath(value)) {
    collectNodes(value.start, ids, missing)
    for (const segment of value.segments) {
      collectNodes(segment.end, ids, missing)
      collectNodes(segment.relationship, ids, missing)
    }
  } else if (Object.getPrototypeOf(value) === Object.prototype)
    for (const item of Object.values(value)) collectNodes(item, ids, missing)
}
