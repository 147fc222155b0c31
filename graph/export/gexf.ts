/** GEXF 1.3, for Gephi and Gephi Lite: nodes and edges with their facts as attributes. */
import type { ExportFormat } from './export-format.ts'
import { xmlText } from './xml-text.ts'

const nodeAttributes = ['type', 'flag', 'iso3', 'isic', 'hs', 'statements', 'articles'] as const
const edgeAttributes = ['predicate', 'modality', 'statements', 'articles', 'first', 'last', 'sectors'] as const
const numbers = new Set<string>(['statements', 'articles'])

const declare = (names: readonly string[], of: string): string =>
  `<attributes class="${of}">${names
    .map((name) => `<attribute id="${name}" title="${name}" type="${numbers.has(name) ? 'integer' : 'string'}"/>`)
    .join('')}</attributes>\n`

const values = (facts: [string, string | number | null][]): string =>
  `<attvalues>${facts
    .filter((fact): fact is [string, string | number] => fact[1] !== null && fact[1] !== '')
    .map(([name, value]) => `<attvalue for="${name}" value="${xmlText(value)}"/>`)
    .join('')}</attvalues>`

export const gexf: ExportFormat = {
  name: 'gexf',
  mediaType: 'application/gexf+xml',
  summary: 'GEXF 1.3 for Gephi: entities and derived edges',
  async *write(source) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<meta><creator>Entente</creator></meta>\n<graph defaultedgetype="directed" mode="static">\n'
    yield declare(nodeAttributes, 'node') + declare(edgeAttributes, 'edge')
    yield '<nodes>\n'
    for await (const node of source.entities())
      yield `<node id="${xmlText(node.id)}" label="${xmlText(node.name)}">${values(nodeAttributes.map((name) => [name, node[name]]))}</node>\n`
    yield '</nodes>\n<edges>\n'
    for await (const edge of source.edges())
      yield `<edge id="${xmlText(edge.id)}" source="${xmlText(edge.source)}" target="${xmlText(edge.target)}" label="${edge.predicate}" weight="${edge.statements}">${values(
        edgeAttributes.map((name) => [name, name === 'sectors' ? edge.sectors.join(' ') : edge[name]]),
      )}</edge>\n`
    yield '</edges>\n</graph>\n</gexf>\n'
  },
}
