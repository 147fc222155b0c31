/**
 * Writes the graph as CSV for `neo4j-admin database import`, which fills an empty Neo4j database many times faster than
 * any load through Cypher. Streams in bounded memory; reads only. The first start on the imported database finishes it.
 */

import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { invalidInput, messageOf } from '../errors.ts'
import { graphSchema } from '../query/graph-schema.ts'
import type { GraphStore, Row } from '../store/graph-store.ts'

const idsAtOnce = 500
/** Parts the items of a list. No name or text holds it: control characters are not part of them. */
const listDelimiter = '\u001f'

/** Types of the properties that are not plain texts. */
const typeOfProperty: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'statements',
      'articles',
      'mentions',
      'start',
      'end',
      'triggerStart',
      'triggerEnd',
      'seq',
      'count',
      'writes',
      'format',
      'linked',
    ]
      .concat(['actual', 'planned', 'discussed', 'ended', 'denied'])
      .map((name) => [name, 'long']),
  ),
  confidence: 'double',
  imported: 'boolean',
  ...Object.fromEntries(
    ['aliases', 'notes', 'kinds', 'sectors', 'sources', 'publishers'].map((name) => [name, 'string[]']),
  ),
  spans: 'long[]',
}
/** Nodes that are the store's own, and no part of the schema that is shown. */
const ownNodes: Readonly<Record<string, string[]>> = {
  Meta: ['id', 'writes', 'reference', 'format', 'linked', 'imported'],
  Feed: ['id', 'parent'],
}

/** One CSV field: null is empty, everything else stands in quotes. */
export const csvField = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const text = Array.isArray(value) ? value.join(listDelimiter) : String(value)
  return `"${text.replaceAll('"', '""')}"`
}

class CsvFiles {
  readonly #folder: string
  readonly #files = new Map<string, WriteStream>()

  constructor(folder: string) {
    try {
      mkdirSync(folder, { recursive: true })
    } catch (error) {
      throw invalidInput(`${folder} cannot be made: ${messageOf(error)}`, error)
    }
    this.#folder = folder
  }

  async put(name: string, header: readonly string[], fields: readonly unknown[]): Promise<void> {
    let file = this.#files.get(name)
    if (!file) {
      file = createWriteStream(join(this.#folder, name))
      this.#files.set(name, file)
      file.write(`${header.join(',')}\n`)
    }
    if (!file.write(`${fields.map(csvField).join(',')}\n`)) await once(file, 'drain')
  }

  async close(): Promise<string[]> {
    for (const file of this.#files.values()) {
      file.end()
      await once(file, 'finish')
    }
    return [...this.#files.keys()].sort()
  }
}

const typed = (name: string): string => (typeOfProperty[name] ? `${name}:${typeOfProperty[name]}` : name)

const putNode = (files: CsvFiles, group: string, labels: string[], p: Record<string, unknown>): Promise<void> => {
  const properties = (ownNodes[group] ?? graphSchema().properties[group] ?? []).filter((name) => name !== 'id')
  return files.put(
    `nodes-${group}.csv`,
    [`id:ID(${group})`, ':LABEL', ...properties.map(typed)],
    [p.id, labels, ...properties.map((name) => p[name])],
  )
}

const putEdge = (files: CsvFiles, from: string, to: string, row: Row): Promise<void> => {
  const type = String(row.type)
  const properties = graphSchema().properties[type] ?? []
  const p = row.p as Record<string, unknown>
  return files.put(
    `edges-${from}-${type}-${to}.csv`,
    [`:START_ID(${from})`, `:END_ID(${to})`, ':TYPE', ...properties.map(typed)],
    [row.a, row.b, type, ...properties.map((name) => p[name])],
  )
}

const edgesCypher = (from: string, to: string): string => `UNWIND $ids AS id
MATCH (a:${from} {id: id})-[r]->(b:${to})
RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS p`
const nodesCypher = (label: string): string => `UNWIND $ids AS id
MATCH (n:${label} {id: id})
RETURN labels(n) AS labels, properties(n) AS p`

/**
 * Writes the files into `folder` and gives the command that imports them, to be run in it.
 * Nobody may write to the store meanwhile.
 */
export const writeImportFiles = async (
  store: GraphStore,
  folder: string,
): Promise<{ files: string[]; command: string }> => {
  const csv = new CsvFiles(folder)
  const pages = async function* (label: string): AsyncGenerator<string[]> {
    const ids = (await store.read(`MATCH (n:${label}) RETURN n.id AS id ORDER BY id`)).map((row) => String(row.id))
    for (let from = 0; from < ids.length; from += idsAtOnce) yield ids.slice(from, from + idsAtOnce)
  }
  const nodes = async (label: string, ids: string[]): Promise<void> => {
    for (const row of await store.read(nodesCypher(label), { ids }))
      await putNode(csv, label, row.labels as string[], row.p as Record<string, unknown>)
  }
  const edges = async (from: string, to: string, ids: string[]): Promise<void> => {
    for (const row of await store.read(edgesCypher(from, to), { ids })) await putEdge(csv, from, to, row)
  }
  for await (const ids of pages('Entity')) {
    await nodes('Entity', ids)
    await edges('Entity', 'Entity', ids)
  }
  for await (const ids of pages('Article')) {
    await nodes('Article', ids)
    await edges('Article', 'Entity', ids)
    const statements = await store.read(
      'UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(s:Statement) RETURN s.id AS id',
      { ids },
    )
    for (let from = 0; from < statements.length; from += idsAtOnce) {
      const own = statements.slice(from, from + idsAtOnce).map((row) => String(row.id))
      await nodes('Statement', own)
      await edges('Statement', 'Entity', own)
      await edges('Statement', 'Article', own)
    }
  }
  for await (const ids of pages('Review')) await nodes('Review', ids)
  for await (const ids of pages('Feed')) await nodes('Feed', ids)
  const [meta] = await store.read(
    "MATCH (m:Meta {id: 'entente'}) RETURN m.reference AS reference, m.format AS format, m.linked AS linked",
  )
  await putNode(csv, 'Meta', ['Meta'], { id: 'entente', writes: 0, ...meta, imported: true })
  const files = await csv.close()
  const parameters = files.map((name) => `--${name.startsWith('nodes') ? 'nodes' : 'relationships'}=${name}`)
  return {
    files,
    command: `neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true ${parameters.join(' ')}`,
  }
}
