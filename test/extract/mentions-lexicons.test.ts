import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { messageOf } from '../../graph/errors.ts'
import { lexiconShapes } from '../../graph/extract/lexicon/lexicons.ts'
import { parseLexicon } from '../../graph/extract/lexicon/parse-lexicon.ts'
import { packageFile } from '../../graph/package-root.ts'

type File = keyof typeof lexiconShapes
const files = Object.keys(lexiconShapes) as File[]
const textOf = (file: File): string => readFileSync(packageFile(`graph/extract/lexicon/${file}`), 'utf8')
const faultOf = (file: File, text: string, unique: string[] = []): string => {
  try {
    parseLexicon(file, text, lexiconShapes[file] as never, unique as never)
  } catch (error) {
    return messageOf(error)
  }
  return 'no fault'
}

describe('the lexicons are data that an analyst can trust', () => {
  it.each(files)('%s is read whole', (file) => {
    const text = textOf(file)
    const rows = parseLexicon(file, text, lexiconShapes[file] as never, [])
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
    expect(rows).toHaveLength(lines.length - 1)
  })

  it.each(files)('a row of %s with a cell too many is reported with file and line', (file) => {
    const lines = textOf(file).split('\n')
    const at = lines.length - 2
    lines[at] = `${lines[at]},one,cell,too,many,here`
    expect(faultOf(file, lines.join('\n'))).toMatch(
      new RegExp(`^${file.replace('.', '\\.')}: line ${at + 1}: has \\d+ cells`),
    )
  })

  const header = (file: File): string => Object.keys(lexiconShapes[file].shape).join(',')
  it.each([
    ['countries.csv', 'XYZ,name,Nowhere', 'country'],
    ['countries.csv', 'FRA,nickname,Gaul', 'kind'],
    ['commodities.csv', 'moon dust,25,sector:moon,good,', 'sectors'],
    ['commodities.csv', 'moon dust,251,sector:mining,good,', 'hs'],
    ['commodities.csv', ',2501,sector:mining,good,', 'name'],
    ['sector-words.csv', 'sector:magic,field,spells', 'sector'],
    ['cities.csv', 'Atlantis,GRC,many', 'thousands'],
    ['regions.csv', 'My Region,My Region,area,My Region,', 'slug'],
    ['person-titles.csv', 'Wizard,magic,none', 'kind'],
    ['organisation-words.csv', 'Coven,company,middle,', 'place'],
    ['projects.csv', 'tower,site,sector:towers', 'sector'],
  ] satisfies [File, string, string][])('%s: "%s" names the column at fault', (file, row, column) => {
    expect(faultOf(file, `# comment\n${header(file)}\n${row}\n`)).toMatch(
      new RegExp(`^${file.replace('.', '\\.')}: line 3: ${column}`),
    )
  })

  it('a name that stands twice is reported with both lines', () => {
    const text = `${header('places.csv')}\nUpland,area,FRA,\nLowland,area,FRA,\nUpland,area,FRA,\n`
    expect(faultOf('places.csv', text, ['name'])).toBe('places.csv: line 4: "Upland" stands already on line 2')
  })

  it('wrong columns and an open quotation mark are faults too', () => {
    expect(faultOf('places.csv', 'name,country\nUpland,FRA\n')).toMatch(
      /^places\.csv: line 1: the columns must be name,kind,country,forms/,
    )
    expect(faultOf('places.csv', `${header('places.csv')}\n"Upland,area,FRA,\n`)).toBe(
      'places.csv: line 2: a quoted cell is not closed',
    )
  })
})
