/** What `entente eval` does, as text to print: reads the articles, or takes another system's readings, and scores them. */
import { printScore } from '../evaluate/print-score.ts'
import { readGoldArticles, readSystemArticles } from '../evaluate/read-gold.ts'
import { type DetailedScore, type GoldArticle, type SystemArticle, scoreReadings } from '../evaluate/score-readings.ts'
import { readArticle } from '../read-article.ts'

export interface EvalOptions {
  json?: boolean
  errors?: boolean
  rules?: boolean
  system?: string
}

/** Readings of annotated articles by the project's own reader. */
export const readGold = (golds: readonly GoldArticle[]): SystemArticle[] =>
  golds.map(({ id, title, date, text }) => ({
    id,
    ...readArticle({ id, title, date, language: 'en', url: null, publisher: null, text }),
  }))

/** `{"rules": {rule: [right, found]}}`, one rule a line, sorted. */
const printRules = ({ byRule }: DetailedScore): string =>
  `{\n  "rules": {\n${Object.keys(byRule)
    .sort()
    .map((rule) => `    ${JSON.stringify(rule)}: [${byRule[rule]?.right}, ${byRule[rule]?.of}]`)
    .join(',\n')}\n  }\n}`

/** @throws EntenteError where folder or file cannot be read. */
export const runEval = (folder: string, options: EvalOptions): string => {
  const golds = readGoldArticles(folder)
  const detailed = scoreReadings(golds, options.system ? readSystemArticles(options.system) : readGold(golds))
  if (options.rules) return printRules(detailed)
  if (options.json) return JSON.stringify(detailed.score)
  const list = options.errors
    ? detailed.errors
        .map(
          (e) =>
            `${e.article}  ${e.kind.padEnd(14)} ${e.what}${e.evidence ? `   [${e.evidence.slice(0, 70)}]` : ''}${e.rule ? `   ${e.rule}` : ''}`,
        )
        .join('\n')
    : ''
  return list ? `${printScore(detailed)}\n\n${list}` : printScore(detailed)
}
