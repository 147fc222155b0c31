/** GraphML, for yEd, NetworkX, igraph and Cytoscape: nodes and edges with typed data keys. */
import type { ExportFormat } from './export-format.ts'
import { xmlText } from './xml-text.ts'

const nodeKeys = ['type', 'name', 'flag', 'iso2', 'iso3', 'isic', 'hs', 'statements', 'articles'] as const
const edgeKeys = ['predicate', 'modality', 'statements', 'articles', 'first', 'last', 'sectors'] as const
const numbers = new Set<string>(['statements', 'articles'])

const declare = (names: readonly string[], of: 'node' | 'edge'): string =>
  names
    .map(
      (name) =>
        `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${numbers.has(name) ? 'long' : 'string'}"/>\n`,
    )
    .join('')

const data = (of: 'node' | 'edge', facts: [string, string | number | null][]): string =>
  facts
    .filter((fact): fact is [string, string | number] => fact[1] !== null && fact[1] !== '')
    .map(([name, value]) => `<data key="${of}-${name}">${xmlText(value)}</data>`)
    .join('')

export const graphml: ExportFormat = {
  name: 'graphml',
  mediaType: 'application/graphml+xml',
  summary: 'GraphML for yEd, NetworkX, igraph: entities and derived edges',
  async *write(source) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield `${declare(nodeKeys, 'node')}${declare(edgeKeys, 'edge')}<graph id="entente" edgedefault="directed">\n`
    for await (const node of source.entities())
      yield `<node id="${xmlText(node.id)}">${data(
        'node',
        nodeKeys.map((name) => [name, node[name]]),
      )}</node>\n`
    for await (const edge of source.edges())
      yield `<edge id="${xmlText(edge.id)}" source="${xmlText(edge.source)}" target="${xmlText(edge.target)}">${data(
        'edge',
        edgeKeys.map((name) => [name, name === 'sectors' ? edge.sectors.join(' ') : edge[name]]),
      )}</edge>\n`
    yield '</graph>\n</graphml>\n'
  },
}
