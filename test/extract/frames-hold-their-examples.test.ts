// Every frame carries a sentence that is its own test, and a fault in the frames' file names its line.
import { describe, expect, test } from 'vitest'
import { frames, parseFrames } from '../../graph/extract/frames/load-frames.ts'
import { readArticle } from '../../graph/read-article.ts'

const read = (text: string) =>
  readArticle({ id: 'example', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text })

describe('a frame finds what its example says', () => {
  for (const frame of frames)
    test(`${frame.id}: ${frame.example}`, () => {
      const { statements, entities } = read(frame.example)
      const names = new Map(entities.map((e) => [e.id, e.name]))
      const found = statements.filter((s) => s.predicate === frame.predicate)
      expect(
        found.length,
        `${frame.predicate} is not among ${statements.map((s) => s.predicate).join(', ') || 'nothing'}`,
      ).toBeGreaterThan(0)
      if (!frame.gives) return
      const [a, b] = frame.gives.split(` ${frame.predicate} `)
      const said = found.map((s) => [names.get(s.subject), names.get(s.object)].join(' → '))
      expect(
        [`${a} → ${b}`, `${b} → ${a}`].some((pair) => said.includes(pair)),
        said.join('; '),
      ).toBe(true)
    })
})

describe('a fault in the frames is told with its line', () => {
  const good =
    '- id: a.b\n  predicate: OWNS\n  word: verb\n  words: own\n  subject: subj\n  object: obj\n  example: A owns the B.\n'
  const cases: [string, string, RegExp][] = [
    ['an unknown predicate', good.replace('OWNS', 'EATS'), /frames\.yaml:1: predicate/],
    ['an unknown key', `${good}  colour: red\n`, /frames\.yaml:1: /],
    ['a missing example', good.replace(/ {2}example.*\n/, ''), /frames\.yaml:1: example/],
    ['an unknown type', `${good}  types: Dragon\n`, /frames\.yaml:1: a\.b: unknown type Dragon/],
    ['an unknown condition', `${good}  needs: luck\n`, /frames\.yaml:1: a\.b: unknown condition luck/],
    ['an id that stands twice', good + good, /frames\.yaml:8: a\.b: the id stands twice/],
    ['text that is no YAML', `${good}  words: "own\n`, /frames\.yaml:\d+: /],
    ['no list at all', 'hello', /frames\.yaml:1: a list/],
  ]
  for (const [name, source, message] of cases)
    test(name, () => expect(() => parseFrames(source, 'frames.yaml')).toThrow(message))
})
