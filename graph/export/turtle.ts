/** RDF as Turtle, by n3: entities, plain facts, statements with their provenance. */
import { DataFactory, type Term as N3Term, Writer } from 'n3'
import type { ExportFormat } from './export-format.ts'
import { type Prefix, type RdfValue, rdfPrefixes, rdfResources, type Term } from './rdf-graph.ts'

const { literal, namedNode, quad } = DataFactory

const iriOfTerm = (term: Term): string => {
  const colon = term.indexOf(':')
  return rdfPrefixes[term.slice(0, colon) as Prefix] + term.slice(colon + 1)
}

const node = (value: RdfValue): N3Term => {
  if ('iri' in value) return namedNode(value.iri)
  if ('term' in value) return namedNode(iriOfTerm(value.term))
  if ('text' in value) return literal(value.text, value.language)
  return literal(value.value, namedNode(iriOfTerm(value.datatype)))
}

const pieceSize = 64_000

export const turtle: ExportFormat = {
  name: 'ttl',
  mediaType: 'text/turtle',
  summary: 'RDF as Turtle: entities, facts, and statements with PROV-O provenance',
  async *write(source) {
    let piece = ''
    const sink = {
      write: (text: string, _encoding: string, done?: () => void) => {
        piece += text
        done?.()
      },
      end: (done?: () => void) => done?.(),
    }
    const writer = new Writer(sink as never, { end: false, prefixes: rdfPrefixes })
    const type = namedNode(iriOfTerm('rdf:type'))
    for await (const { iri, types, properties } of rdfResources(source)) {
      const subject = namedNode(iri)
      for (const name of types) writer.addQuad(quad(subject, type, namedNode(iriOfTerm(name))))
      for (const [name, value] of properties)
        writer.addQuad(quad(subject, namedNode(iriOfTerm(name)), node(value) as never))
      if (piece.length > pieceSize) {
        yield piece
        piece = ''
      }
    }
    await new Promise<void>((resolve, reject) => {
      writer.end((error) => (error ? reject(error) : resolve()))
    })
    yield piece
  },
}
