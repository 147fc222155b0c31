/** What the graph is made of: labels and types in the store, the ontology's words, and how much there is. */
import { z } from 'zod'
import { entityTypes, glosses, modalities, predicateRules, predicates, sectors } from '../../graph/ontology/ontology.ts'
import { graphSchema } from '../../graph/query/graph-schema.ts'
import { storeStats } from '../../graph/query/store-stats.ts'
import { route } from '../route.ts'
import { entityType, modality, predicate, storeStats as storeStatsShape } from '../schemas.ts'

const ontologyAnswer = {
  entityTypes: entityTypes.map((name) => ({ name, gloss: glosses.entityTypes[name] })),
  predicates: predicates.map((name) => ({
    name,
    gloss: predicateRules[name].gloss,
    symmetric: predicateRules[name].symmetric,
    domain: predicateRules[name].domain,
    range: predicateRules[name].range,
  })),
  modalities: modalities.map((name) => ({ name, gloss: glosses.modalities[name] })),
  sectors: sectors.map(({ id, isic, label, parent }) => ({ id, isic, label, parent })),
}

export const metaRoutes = [
  route({
    method: 'get',
    path: '/api/schema',
    operationId: 'getSchema',
    tag: 'about',
    summary: 'Labels, relationship types and properties of the graph, for writing Cypher',
    answer: z
      .object({
        labels: z.array(z.string()),
        relationshipTypes: z.array(z.string()),
        properties: z.record(z.string(), z.array(z.string())),
      })
      .meta({ id: 'GraphSchema' }),
    examples: [{ name: 'all' }],
    handle: async () => graphSchema(),
  }),
  route({
    method: 'get',
    path: '/api/ontology',
    operationId: 'getOntology',
    tag: 'about',
    summary: 'The ontology: types, predicates, modalities and sectors in words',
    answer: z
      .object({
        entityTypes: z.array(z.object({ name: entityType, gloss: z.string() })),
        predicates: z.array(
          z.object({
            name: predicate,
            gloss: z.string(),
            symmetric: z.boolean(),
            domain: z.array(entityType),
            range: z.array(entityType),
          }),
        ),
        modalities: z.array(z.object({ name: modality, gloss: z.string() })),
        sectors: z.array(
          z.object({ id: z.string(), isic: z.string(), label: z.string(), parent: z.string().nullable() }),
        ),
      })
      .meta({ id: 'Ontology' }),
    examples: [{ name: 'all' }],
    handle: async () => ontologyAnswer,
  }),
  route({
    method: 'get',
    path: '/api/stats',
    operationId: 'getStats',
    tag: 'about',
    summary: 'How much there is, by type, predicate and modality',
    answer: storeStatsShape,
    examples: [{ name: 'all' }],
    handle: ({ store }) => storeStats(store),
  }),
]
