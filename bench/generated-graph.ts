/** A large graph made from a seed for the benches: few hubs and many small bodies, as news has them. Invented throughout. */
import { createRequire } from 'node:module'
import type { Entity, Modality, Statement } from '../graph/contract.ts'
import type { ArticleReading } from '../graph/load/load-article.ts'
import { typeOfId } from '../graph/ontology/entity-ids.ts'
import { sectors } from '../graph/ontology/ontology.ts'

const countries = (createRequire(import.meta.url)('world-countries') as { cca3: string }[]).map(({ cca3 }) => cca3)
const modalities: Modality[] = ['actual', 'actual', 'planned', 'discussed', 'ended', 'denied']
const perArticle = 10

const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Articles with ten statements each until there are `statements`, over `bodies` organisations. */
export function* generatedGraph(statements: number, bodies: number): Generator<ArticleReading> {
  const random = randomFrom(42)
  // The third power makes the first of a list far more frequent than the last.
  const skewed = (n: number): number => Math.floor(n * random() ** 3)
  const country = (): string => `country:${countries[skewed(countries.length)]}`
  const body = (): string => `org:body-${skewed(bodies)}`
  for (let number = 0; number * perArticle < statements; number++) {
    const id = `article-${number}`
    const date = `20${10 + skewed(15)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-10`
    const entities = new Map<string, Entity>()
    const found: Statement[] = []
    let text = ''
    while (found.length < perArticle) {
      const kind = Math.floor(random() * 4)
      const [subject, predicate, object] = (
        [
          () => [country(), 'PARTNERS_WITH', country()],
          () => [body(), 'LOCATED_IN', country()],
          () => [body(), 'SUPPLIES', body()],
          () => [body(), 'INVESTS_IN', country()],
        ] as const
      )[kind as 0]() as [string, Statement['predicate'], string]
      const sector = sectors[skewed(sectors.length)]?.id as string
      if (subject === object) continue
      for (const entity of [subject, object, sector])
        entities.set(entity, {
          id: entity,
          type: typeOfId(entity),
          name: entity.slice(entity.indexOf(':') + 1),
          aliases: [],
        })
      const evidence = `${subject} ${predicate} ${object}, sentence ${found.length}, with as many words as is usual in the news.`
      found.push({
        ...{ id: `statement:${id}:${found.length}`, subject, predicate, object, counterpart: null, sectors: [sector] },
        ...{ commodities: [], places: [], project: null, event: null, amount: null, title: null, speaker: null },
        modality: modalities[Math.floor(random() * modalities.length)] as Modality,
        ...{ evidence, start: text.length, end: text.length + evidence.length, date },
        ...{ confidence: 0.8, trigger: null, rule: 'generated' },
      })
      text += `${evidence} `
    }
    yield {
      article: {
        id,
        title: `Title of ${id}`,
        date,
        language: 'en',
        url: null,
        publisher: `Publisher ${number % 20}`,
        text,
      },
      reading: { entities: [...entities.values()], mentions: [], statements: found, countrySectors: [], notes: [] },
    }
  }
}
