/** An explained article as plain text or as one HTML page without scripts. Everything from the article is escaped. */
import type { Entity, Statement } from '../contract.ts'
import type { ExplainedMention, ExplainedSentence } from './explain-reading.ts'

const nameOf = (entities: ReadonlyMap<string, Entity>, id: string): string => entities.get(id)?.name ?? id

const facts = (s: Statement, entities: ReadonlyMap<string, Entity>): string[] => {
  const name = (id: string): string => nameOf(entities, id)
  return [
    `${s.modality}, confidence ${s.confidence.toFixed(2)}`,
    s.speaker ? `said by ${name(s.speaker)}` : '',
    s.title ? `as ${s.title}` : '',
    s.counterpart ? `with ${name(s.counterpart)}` : '',
    s.commodities.length > 0 ? `goods: ${s.commodities.map(name).join(', ')}` : '',
    s.sectors.length > 0 ? `sectors: ${s.sectors.map(name).join(', ')}` : '',
    s.places.length > 0 ? `places: ${s.places.map(name).join(', ')}` : '',
    s.project ? `through ${name(s.project)}` : '',
    s.event ? `at ${name(s.event)}` : '',
    s.amount ? `amount ${s.amount}` : '',
    s.date ? `date ${s.date}` : '',
    `rule ${s.rule}${s.trigger ? ` at “${s.trigger.text}”` : ''}`,
  ].filter(Boolean)
}

/** Plain text, one block per sentence. */
export const explanationText = (
  title: string,
  sentences: readonly ExplainedSentence[],
  entities: ReadonlyMap<string, Entity>,
): string => {
  const lines: string[] = title ? [title, ''] : []
  for (const sentence of sentences) {
    lines.push(sentence.text.replace(/\s+/g, ' '))
    for (const s of sentence.statements)
      lines.push(
        `  → ${nameOf(entities, s.subject)} ${s.predicate} ${nameOf(entities, s.object)}`,
        `      ${facts(s, entities).join(' · ')}`,
      )
    const resolved = sentence.mentions.filter((m) => m.kind === 'pronoun' || m.kind === 'nominal')
    if (resolved.length > 0)
      lines.push(`    read as: ${resolved.map((m) => `“${m.text}” = ${nameOf(entities, m.entity)}`).join(', ')}`)
    if (sentence.reason) lines.push(`  – none: ${sentence.reason}`)
    lines.push('')
  }
  return lines.join('\n').trimEnd()
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const marked = (sentence: ExplainedSentence, entities: ReadonlyMap<string, Entity>): string => {
  const outer: ExplainedMention[] = []
  for (const m of [...sentence.mentions].sort((a, b) => a.start - b.start || b.end - a.end))
    if (m.start >= (outer.at(-1)?.end ?? 0)) outer.push(m)
  let html = ''
  let at = sentence.start
  for (const m of outer) {
    html += escapeHtml(sentence.text.slice(at - sentence.start, m.start - sentence.start))
    const type = m.entity.slice(0, m.entity.indexOf(':'))
    html += `<mark class="${escapeHtml(type)}" title="${escapeHtml(`${nameOf(entities, m.entity)} (${m.kind}, ${m.rule})`)}">${escapeHtml(m.text)}</mark>`
    at = m.end
  }
  return html + escapeHtml(sentence.text.slice(at - sentence.start))
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
section{border-left:3px solid #ddd;padding:.2rem 0 .2rem .9rem;margin:.9rem 0}section.found{border-color:#2a7de1}
mark{background:#eef;padding:0 .1em;border-radius:.2em}mark.country{background:#ffe9b8}mark.org{background:#d8ecff}mark.person{background:#e3f6dc}mark.place{background:#f3e3ff}mark.sector,mark.commodity{background:#fde2e2}
ul{margin:.3rem 0;padding-left:1.2rem}li small,.none{color:#555}code{font-size:.9em}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#e8e8e8}mark{color:#111}li small,.none{color:#aaa}section{border-color:#444}}`

/** One self-contained page: the sentences with their mentions marked, the statements under each. */
export const explanationHtml = (
  title: string,
  sentences: readonly ExplainedSentence[],
  entities: ReadonlyMap<string, Entity>,
): string => {
  const name = (id: string): string => escapeHtml(nameOf(entities, id))
  const sections = sentences.map((sentence) => {
    const items = sentence.statements.map(
      (s) =>
        `<li><strong>${name(s.subject)}</strong> <code>${s.predicate}</code> <strong>${name(s.object)}</strong><br><small>${escapeHtml(facts(s, entities).join(' · '))}</small></li>`,
    )
    const below =
      items.length > 0
        ? `<ul>${items.join('')}</ul>`
        : `<p class="none">No statement: ${escapeHtml(sentence.reason ?? '')}.</p>`
    return `<section${items.length > 0 ? ' class="found"' : ''}><p>${marked(sentence, entities)}</p>${below}</section>`
  })
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title || 'Explained article')}</title><style>${STYLE}</style></head>\n<body><h1>${escapeHtml(title || 'Explained article')}</h1>\n${sections.join('\n')}\n</body></html>`
}
