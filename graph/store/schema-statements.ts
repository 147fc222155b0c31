/**
 * Indexes and constraints of the graph, as Cypher for each engine. Run at every open; making one twice does nothing.
 * The embedded engine needs an index beside each constraint: without it a look-up by id is a scan.
 */

/** Labels whose `id` is unique. Every node has one of them. */
const idLabels = ['Entity', 'Article', 'Statement', 'Review', 'Meta'] as const

/** Properties that questions start from, as [label, property]. */
const indexedProperties = [
  ['Statement', 'edge'],
  ['Statement', 'predicate'],
  ['Statement', 'date'],
  ['Entity', 'name'],
  ['Article', 'date'],
  ['Review', 'target'],
] as const

const constraint = (label: string): string =>
  `CREATE CONSTRAINT ${label.toLowerCase()}_id_unique IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`
const index = (label: string, property: string): string =>
  `CREATE INDEX ${label.toLowerCase()}_${property} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`

/** Properties searched with CONTAINS. Neo4j has an index for that; the embedded engine looks at each text. */
const searchedProperties = [
  ['Entity', 'search'],
  ['Statement', 'search'],
  ['Article', 'search'],
] as const
const textIndex = (label: string, property: string): string =>
  `CREATE TEXT INDEX ${label.toLowerCase()}_${property}_text IF NOT EXISTS FOR (n:${label}) ON (n.${property})`

export const schemaStatements = (engine: 'embedded' | 'neo4j'): string[] => [
  ...idLabels.flatMap((label) =>
    engine === 'embedded' ? [index(label, 'id'), constraint(label)] : [constraint(label)],
  ),
  ...indexedProperties.map(([label, property]) => index(label, property)),
  ...(engine === 'neo4j' ? searchedProperties.map(([label, property]) => textIndex(label, property)) : []),
]

/** The name that a statement of `schemaStatements` gives its index or constraint. */
export const nameOfIndex = (statement: string): string => /(?:INDEX|CONSTRAINT) (\w+)/.exec(statement)?.[1] ?? ''
