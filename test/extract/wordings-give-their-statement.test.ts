// One sentence, one statement: the common wordings of each predicate, active and passive, verb, noun and adjective.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Predicate } from '../../graph/contract.ts'
import { predicateRules } from '../../graph/ontology/ontology.ts'
import { packageFile } from '../../graph/package-root.ts'
import { readArticle } from '../../graph/read-article.ts'

const rows = readFileSync(packageFile('test/extract/wordings.csv'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => /^([^,]+),([^,]+),([^,]+),"(.*)"$/.exec(line) as RegExpExecArray)

const fits = (id: string, wanted: string): boolean =>
  wanted.includes(':')
    ? id === wanted || (wanted.startsWith('commodity:') && id.endsWith(wanted.slice(10)))
    : id.startsWith(`${wanted}:`)

const given = (subject: string, predicate: string, object: string, text: string): boolean => {
  const { statements } = readArticle({
    id: 'wording',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text,
  })
  const { symmetric } = predicateRules[predicate as Predicate]
  return statements.some(
    (s) =>
      s.predicate === predicate &&
      ((fits(s.subject, subject) && fits(s.object, object)) ||
        (symmetric && fits(s.subject, object) && fits(s.object, subject))),
  )
}

// One in eight may be lost to a change of tagger or tree, not more: the corpus holds the figures, this holds the breadth.
for (const predicate of [...new Set(rows.map((row) => row[2] ?? ''))])
  test(`${predicate} is found in its common wordings`, () => {
    const own = rows.filter((row) => row[2] === predicate)
    const lost = own
      .filter(
        ([, subject = '', , object = '', quoted = '']) =>
          !given(subject, predicate, object, quoted.replaceAll('""', '"')),
      )
      .map((row) => row[4])
    expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(Math.ceil(own.length / 8))
  })
