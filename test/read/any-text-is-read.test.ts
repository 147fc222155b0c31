/** Threat: no input may break the reader: whatever comes, tokens slice to their text, trees are trees, time is linear. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../../graph/read/parse-text.ts'
import type { Syntax } from '../../graph/read/syntax.ts'

const promise = (kept: boolean, what: string): void => {
  if (!kept) throw new Error(what)
}

const check = (text: string): Syntax => {
  const syntax = parseText(text)
  let last = 0
  for (const sentence of syntax.sentences) {
    const { tokens } = sentence
    promise(tokens.length > 0, 'a sentence without tokens')
    promise(
      sentence.start === tokens[0]!.start && sentence.end === tokens.at(-1)!.end,
      'a sentence ends with its tokens',
    )
    promise(syntax.paragraphs[sentence.paragraph] !== undefined, 'a sentence is of a paragraph')
    tokens.forEach((token) => {
      promise(token.start >= last && token.end > token.start, 'tokens go forward')
      promise(text.slice(token.start, token.end) === token.text, 'offsets slice to the token')
      promise((token.deprel === 'root') === (token.head === -1), 'only the root is called root')
      promise(token.lemma.length > 0, 'a lemma is never empty')
      last = token.end
    })
    promise(tokens.filter((t) => t.head === -1).length === 1, 'a tree has one root')
    // 1: leads to the root. A word met twice on the way up is in a cycle.
    const sound = new Uint8Array(tokens.length)
    tokens.forEach((_, i) => {
      const way: number[] = []
      for (let at = i; at !== -1 && sound[at] !== 1; at = tokens[at]!.head) {
        promise(sound[at] !== 2, 'a tree has no cycle')
        sound[at] = 2
        way.push(at)
      }
      for (const at of way) sound[at] = 1
    })
  }
  for (const name of syntax.names) {
    promise(
      name.from < name.to && name.to <= syntax.sentences[name.sentence]!.tokens.length,
      'a name is within its sentence',
    )
    promise(name.score >= 0 && name.score <= 1, 'a score is from 0 to 1')
  }
  for (const quote of syntax.quotes) promise(quote.end > quote.start, 'a quotation has a length')
  return syntax
}

/** Letters, marks and spaces of a text lost from no token. */
const kept = (syntax: Syntax, text: string): void => {
  const tokens = syntax.sentences.flatMap((s) => s.tokens)
  const letters = (s: string): number => s.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  expect(tokens.reduce((sum, t) => sum + letters(t.text), 0)).toBe(letters(text))
}

const newsWords = fc.constantFrom(
  'Turkey',
  'exports',
  'the',
  'minister',
  'said',
  ',',
  '.',
  '“',
  '”',
  '"',
  "'",
  '’s',
  'steel',
  '(',
  ')',
  '\n',
  '\n\n',
  'U.S.',
  'Co.',
  '$2.5',
  'и',
  '—',
  '- ',
  '• ',
  'Mr.',
  'to',
  'of',
)

describe('any text', () => {
  it('of any characters keeps the promises on offsets and trees', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void kept(check(text), text)),
      { numRuns: 100 },
    )
  })

  it('of lone surrogates and control characters keeps them too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 }),
        (codes) => void check(String.fromCharCode(...codes)),
      ),
      { numRuns: 100 },
    )
  })

  it('of the words of news in any order keeps them too', () => {
    fc.assert(
      fc.property(fc.array(newsWords, { maxLength: 120 }), (parts) => void check(parts.join(' '))),
      { numRuns: 100 },
    )
  })

  it('gives the same result whatever was read before', () => {
    const text = 'Chile sold copper to Japan. “We agreed,” said Minister Ana Vega in Santiago.'
    const before = JSON.stringify(parseText(text))
    fc.assert(
      fc.property(fc.array(newsWords, { maxLength: 60 }), (parts) => {
        parseText(parts.join(' '))
        expect(JSON.stringify(parseText(text))).toBe(before)
      }),
      { numRuns: 20 },
    )
    const joined = parseText(`${text}\n\n${text}`)
    const half = joined.sentences.length / 2
    const bare = (from: number): unknown =>
      joined.sentences
        .slice(from, from + half)
        .map((s) => s.tokens.map((t) => [t.text, t.upos, t.head, t.deprel, t.lemma]))
    expect(bare(half)).toEqual(bare(0))
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\r\n  '],
    ['a byte order mark', '\ufeffJapan sold cars.'],
    ['one token of a megabyte', 'a'.repeat(1_000_000)],
    ['one number of a megabyte', '7'.repeat(1_000_000)],
    ['a megabyte of full stops', '.'.repeat(1_000_000)],
    ['a run of spaced full stops', '. '.repeat(20_000)],
    ['a run of open quotes', '“ '.repeat(20_000)],
    ['a run of brackets', '('.repeat(20_000)],
    ['a megabyte of apostrophes in a word', "a'".repeat(500_000)],
    ['hyphens in a word', 're-'.repeat(10_000)],
    ['dots in a word', 'a.'.repeat(10_000)],
    ['capitals in brackets', '(AB) '.repeat(5_000)],
    ['right-to-left text', 'تصدر مصر القمح إلى روسيا. قال الوزير إن التجارة تنمو.'],
    ['a lone surrogate', 'Japan \ud800 sold \udc00 cars.'],
    ['control characters', 'Japan\u0000 sold\u0007 cars\u001b.'],
  ])('that is %s is read', (_name, text) => {
    check(text)
  })

  it('without a sentence end is cut into bounded sentences', () => {
    const syntax = check('the minister of trade said that exports of steel to Turkey rose and '.repeat(1_000))
    expect(Math.max(...syntax.sentences.map((s) => s.tokens.length))).toBeLessThanOrEqual(240)
  })

  it('takes time in proportion to its length', () => {
    const unit = 'The minister of trade said on Monday that exports of steel to Turkey had risen by 12 per cent. '
    const time = (times: number): number => {
      const started = performance.now()
      parseText(unit.repeat(times))
      return performance.now() - started
    }
    time(50)
    const small = time(100)
    // Eight times the text in at most thirty times the time: a square would take sixty-four.
    expect(time(800)).toBeLessThan(30 * small + 200)
  })
})

describe('languages', () => {
  it.each([
    ['Turkey and Serbia signed an agreement on trade in steel.', 'en'],
    ['Turkey, Serbia sign deal', 'en'],
    ['Россия и Япония обсуждают совместные проекты в металлургии.', 'ru'],
    ['تصدر مصر القمح إلى روسيا. قال الوزير إن التجارة تنمو.', 'ar'],
    ['Le ministre du commerce a signé un accord avec le Maroc sur les exportations de blé dur.', 'fr'],
    ['Der Minister unterzeichnete am Montag in Berlin ein Abkommen über die Lieferung von Wasserstoff.', 'de'],
    ['12345 67', 'und'],
  ])('%s', (text, language) => {
    const syntax = check(text)
    expect(syntax.language).toBe(language)
    expect(syntax.parsed).toBe(language === 'en')
  })
})
