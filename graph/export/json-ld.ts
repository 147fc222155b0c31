/** RDF as JSON-LD 1.1: one document with a context and a graph, one resource a line. The same triples as Turtle. */
import type { ExportFormat } from './export-format.ts'
import { type RdfValue, rdfPrefixes, rdfResources, type Term } from './rdf-graph.ts'

type Json = string | { [key: string]: Json | Json[] }

const jsonOf = (value: RdfValue): Json => {
  if ('iri' in value) return { '@id': value.iri }
  if ('term' in value) return { '@id': value.term }
  if ('text' in value) return value.language ? { '@value': value.text, '@language': value.language } : value.text
  return { '@value': value.value, '@type': value.datatype }
}

const grouped = (properties: readonly [Term, RdfValue][]): Record<string, Json[]> => {
  const groups: Record<string, Json[]> = {}
  for (const [name, value] of properties) {
    const group = groups[name] ?? []
    group.push(jsonOf(value))
    groups[name] = group
  }
  return groups
}

/** A value that stands alone needs no list. */
const compact = (groups: Record<string, Json[]>): Record<string, Json | Json[]> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]))

export const jsonLd: ExportFormat = {
  name: 'jsonld',
  mediaType: 'application/ld+json',
  summary: 'RDF as JSON-LD: the same as Turtle',
  async *write(source) {
    yield `{"@context": ${JSON.stringify({ '@version': 1.1, ...rdfPrefixes })},\n"@graph": [`
    let separator = '\n'
    for await (const { iri, types, properties } of rdfResources(source)) {
      const resource = { '@id': iri, ...(types.length > 0 ? { '@type': types } : {}), ...compact(grouped(properties)) }
      yield separator + JSON.stringify(resource)
      separator = ',\n'
    }
    yield '\n]}\n'
  },
}
