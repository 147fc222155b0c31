import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { glosses, predicateRules, predicates, sectors } from '../../graph/ontology/ontology.ts'
import { packageFile } from '../../graph/package-root.ts'

const rows = readFileSync(packageFile('docs/ontology.md'), 'utf8')
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
const has = (...cells: string[]): boolean => rows.some((row) => cells.every((cell, i) => row[i] === cell))

test('the ontology page repeats every predicate with gloss, domain and range', () => {
  for (const name of predicates) {
    const rule = predicateRules[name]
    expect(
      has(name, rule.gloss, rule.domain.join(', '), rule.range.join(', '), rule.symmetric ? 'yes' : ''),
      name,
    ).toBe(true)
  }
})
test('it repeats every entity type, modality and qualifier', () => {
  for (const list of Object.values(glosses))
    for (const [name, gloss] of Object.entries(list)) expect(has(name, gloss), name).toBe(true)
})
test('it repeats every sector with code, label and parent', () => {
  for (const sector of sectors)
    expect(has(sector.id, sector.isic, sector.label, sector.parent ?? ''), sector.id).toBe(true)
})
