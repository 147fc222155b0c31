/** The shape of the graph for completion in a query box: labels, relationship types and their properties. */

import { roleTypes } from '../load/statement-roles.ts'
import { entityTypes, predicates } from '../ontology/ontology.ts'

export interface GraphSchema {
  labels: string[]
  relationshipTypes: string[]
  /** By label or relationship type. */
  properties: Record<string, string[]>
}

const entity = ['id', 'name', 'aliases', 'statements', 'articles', 'mentions', 'search', 'forms']
const ofType: Record<string, string[]> = {
  Country: ['iso2', 'iso3', 'flag', 'linked'],
  Sector: ['isic', 'linked'],
  Commodity: ['hs'],
}
const modalityProperties = ['actual', 'planned', 'discussed', 'ended', 'denied']
const derived = ['statements', 'articles', 'modality', 'first', 'last', ...modalityProperties]

/** The schema is the project's own, not what happens to be stored, so it needs no store; a test holds it to the graph. */
export const graphSchema = (): GraphSchema => ({
  labels: ['Entity', ...entityTypes, 'Article', 'Statement', 'Review'],
  relationshipTypes: [
    ...[...predicates, 'LINKED_TO', 'LINKED_WITHIN', ...roleTypes],
    ...['LINKS', 'STATED_IN', 'MENTIONS', 'PART_OF', 'MADE_IN'],
  ],
  properties: {
    Entity: [...new Set([...entity, ...Object.values(ofType).flat()])],
    ...Object.fromEntries(entityTypes.map((type) => [type, [...entity, ...(ofType[type] ?? [])]])),
    Article: [
      ...['id', 'title', 'date', 'language', 'url', 'publisher', 'sha256', 'text', 'notes', 'search', 'digest'],
      ...['sources', 'publishers', 'signature'],
    ],
    Statement: [
      ...['id', 'predicate', 'modality', 'evidence', 'start', 'end', 'date', 'confidence', 'amount', 'title', 'review'],
      ...['rule', 'trigger', 'triggerStart', 'triggerEnd', 'edge', 'original', 'search'],
    ],
    Review: ['id', 'seq', 'kind', 'target', 'into', 'correction', 'undoes', 'evidence', 'by', 'at'],
    ...Object.fromEntries(predicates.map((predicate) => [predicate, [...derived, 'sectors']])),
    LINKED_TO: derived,
    LINKED_WITHIN: derived,
    ...Object.fromEntries(roleTypes.map((role) => [role, []])),
    LINKS: ['sectors'],
    STATED_IN: [],
    MENTIONS: ['named', 'name', 'aliases', 'count', 'spans', 'kinds'],
    PART_OF: [],
    MADE_IN: [],
  },
})
