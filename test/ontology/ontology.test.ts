import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  checkOntology,
  entityTypes,
  fitsOntology,
  modalities,
  predicateRules,
  predicates,
  sectorById,
  sectorPath,
  sectors,
  strongerModality,
} from '../../graph/ontology/ontology.ts'
import { packageFile } from '../../graph/package-root.ts'

const data = (file: string): unknown => JSON.parse(readFileSync(packageFile(`graph/ontology/${file}`), 'utf8'))

describe('the ontology', () => {
  test('has ten entity types, 21 predicates, five modalities and 67 sectors', () => {
    expect([entityTypes.length, predicates.length, modalities.length, sectors.length]).toEqual([10, 21, 5, 67])
  })
  test('lets a country export a commodity and no commodity export anything', () => {
    expect(fitsOntology('Country', 'EXPORTS', 'Commodity')).toBe(true)
    expect(fitsOntology('Commodity', 'EXPORTS', 'Country')).toBe(false)
  })
  test('gives symmetric predicates equal domain and range', () => {
    for (const name of predicates) {
      const rule = predicateRules[name]
      if (rule.symmetric) expect(rule.range, name).toEqual(rule.domain)
    }
  })
  test('orders modalities from fact to denial', () => {
    expect(strongerModality('planned', 'actual')).toBe('actual')
    expect(strongerModality('ended', 'discussed')).toBe('discussed')
  })
  test('leads from every sector to a sector without parent', () => {
    for (const sector of sectors) expect(sectorById.get(sectorPath(sector.id).at(-1) ?? '')?.parent).toBeNull()
  })
})

describe('a faulty ontology file is named with its entry', () => {
  const good = data('ontology.json') as { predicates: Record<string, object> }
  test('an unknown type in a range', () => {
    const bad = structuredClone(good)
    bad.predicates.EXPORTS = { ...bad.predicates.EXPORTS, range: ['Planet'] }
    expect(() => checkOntology(bad, data('sectors.json'))).toThrow(
      /ontology\.json: EXPORTS: unknown entity type Planet/,
    )
  })
  test('a sector under a parent that is not there', () => {
    const bad = [{ id: 'sector:tea', isic: 'C10', label: 'Tea', parent: 'sector:leaves' }]
    expect(() => checkOntology(good, bad)).toThrow(/sectors\.json: sector:tea: unknown parent sector:leaves/)
  })
  test('a sector without code', () => {
    expect(() => checkOntology(good, [{ id: 'sector:tea', label: 'Tea' }])).toThrow(/sectors\.json: 0\.isic/)
  })
})
