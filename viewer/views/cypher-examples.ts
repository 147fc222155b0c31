/** Queries to start from: one for each kind of question that the graph answers. They name no country of the data. */
import type { Language } from '../messages.ts'

export interface CypherExample {
  name: Record<Language, string>
  query: string
}

export const cypherExamples: readonly CypherExample[] = [
  {
    name: { en: 'Countries that work together', ru: 'Страны, которые сотрудничают' },
    query: 'MATCH (a:Country)-[r:PARTNERS_WITH]->(b:Country)\nRETURN a, r, b\nLIMIT 50',
  },
  {
    name: { en: 'Countries and their sectors', ru: 'Страны и их отрасли' },
    query:
      'MATCH (c:Country)-[r:LINKED_TO]->(s:Sector)\nRETURN c.name AS country, s.name AS sector, r.statements AS statements\nORDER BY statements DESC\nLIMIT 100',
  },
  {
    name: { en: 'Sectors as a graph', ru: 'Отрасли графом' },
    query: 'MATCH (c:Country)-[r:LINKED_TO]->(s:Sector)\nRETURN c, r, s\nLIMIT 80',
  },
  {
    name: { en: 'Facts only, with their sentences', ru: 'Только факты, с предложениями' },
    query:
      "MATCH (s:Statement)-[:SUBJECT]->(a:Entity), (s)-[:OBJECT]->(b:Entity)\nWHERE s.modality = 'actual'\nRETURN a.name AS subject, s.predicate AS relation, b.name AS object, s.evidence AS sentence\nLIMIT 50",
  },
  {
    name: { en: 'Plans and talks', ru: 'Планы и переговоры' },
    query: "MATCH (a:Entity)-[r]->(b:Entity)\nWHERE r.modality IN ['planned', 'discussed']\nRETURN a, r, b\nLIMIT 50",
  },
  {
    name: { en: 'Who says what', ru: 'Кто что говорит' },
    query:
      'MATCH (s:Statement)-[:SAID_BY]->(p:Person)\nRETURN p.name AS speaker, count(s) AS statements\nORDER BY statements DESC\nLIMIT 20',
  },
  {
    name: { en: 'Goods that countries export', ru: 'Что страны вывозят' },
    query: 'MATCH (c:Country)-[r:EXPORTS]->(g:Commodity)\nRETURN c, r, g\nLIMIT 50',
  },
  {
    name: { en: 'Companies and their projects', ru: 'Компании и их проекты' },
    query: 'MATCH (o:Organization)-[r:DEVELOPS]->(p:Project)\nRETURN o, r, p\nLIMIT 50',
  },
  {
    name: { en: 'People and their posts', ru: 'Люди и их посты' },
    query: 'MATCH (p:Person)-[r:HOLDS_ROLE_IN]->(o:Entity)\nRETURN p, r, o\nLIMIT 50',
  },
  {
    name: { en: 'Articles with most statements', ru: 'Статьи с наибольшим числом утверждений' },
    query:
      'MATCH (s:Statement)-[:STATED_IN]->(a:Article)\nRETURN a.title AS article, a.date AS date, count(s) AS statements\nORDER BY statements DESC\nLIMIT 20',
  },
]
