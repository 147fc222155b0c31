/** A score as text for people: the figures, the confusion of predicates and the costliest kinds of error. Formats only. */
import type { DetailedScore, Figures } from './score-readings.ts'

const percent = (share: number): string => (100 * share).toFixed(1).padStart(5)
const figures = (name: string, f: Figures): string =>
  `${name.padEnd(20)} P ${percent(f.precision)}  R ${percent(f.recall)}  F1 ${percent(f.f1)}  gold ${String(f.gold).padStart(4)}  system ${String(f.system).padStart(4)}`

/** Kinds of error, the costliest first: a predicate missed or found too often. */
export const costliestErrors = (detailed: DetailedScore, limit = 10): { kind: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const error of detailed.errors) {
    const word = error.what.split(' ')[1]
    const kind = error.kind.startsWith('triple')
      ? `${error.kind.replace('triple ', '')} ${word}`
      : `${error.kind.replace('entity ', '')} entity of type ${error.what.replace('?', '').split(':')[0]}`
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, limit)
}

/** The whole report, lines joined by line breaks. */
export const printScore = (detailed: DetailedScore): string => {
  const { score } = detailed
  const lines: string[] = []
  for (const [name, value] of Object.entries(score))
    lines.push(
      'precision' in value
        ? figures(name, value)
        : `${name.padEnd(20)} accuracy ${percent(value.accuracy)}  of ${value.of}`,
    )
  lines.push('', 'entities by type', ...Object.entries(detailed.byType).map(([name, f]) => figures(`  ${name}`, f)))
  lines.push(
    '',
    'triples by predicate',
    ...Object.entries(detailed.byPredicate).map(([name, f]) => figures(`  ${name}`, f)),
  )
  const confusion = Object.entries(detailed.confusion).sort((a, b) => b[1] - a[1])
  if (confusion.length > 0)
    lines.push(
      '',
      'same ends, another predicate (annotated → found)',
      ...confusion.slice(0, 12).map(([pair, n]) => `  ${String(n).padStart(4)}  ${pair}`),
    )
  const bins = Object.entries(detailed.byConfidence).sort()
  if (bins.length > 0)
    lines.push(
      '',
      'right by confidence',
      ...bins.map(([bin, b]) => `  from ${bin}  ${percent(b.right / b.of)}  of ${b.of}`),
    )
  lines.push(
    '',
    'costliest errors',
    ...costliestErrors(detailed).map(({ kind, count }) => `  ${String(count).padStart(4)}  ${kind}`),
  )
  return lines.join('\n')
}
