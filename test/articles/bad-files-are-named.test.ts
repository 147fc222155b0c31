// Promise: a file that cannot be read gives one sentence that names it and what is wrong, and nothing else happens.
import { expect, test } from 'vitest'
import { articleLimits } from '../../graph/articles/article-limits.ts'
import { readImportFile } from '../../graph/articles/read-article-file.ts'
import { EntenteError } from '../../graph/errors.ts'

const fault = async (name: string, content: string | Uint8Array): Promise<EntenteError> => {
  try {
    await readImportFile(name, typeof content === 'string' ? Buffer.from(content) : content)
  } catch (error) {
    if (error instanceof EntenteError) return error
    throw error
  }
  throw new Error(`${name} was read`)
}

const statement = (fields: object): string =>
  JSON.stringify({
    id: 'a',
    text: 'Ghana sells cocoa to Norway.',
    entities: [
      { id: 'country:GHA', type: 'Country', name: 'Ghana' },
      { id: 'commodity:cocoa', type: 'Commodity', name: 'cocoa' },
    ],
    statements: [
      {
        subject: 'country:GHA',
        predicate: 'EXPORTS',
        object: 'commodity:cocoa',
        evidence: 'Ghana sells cocoa',
        ...fields,
      },
    ],
  })

const cases: [string, string, string | Uint8Array, EntenteError['kind'], RegExp][] = [
  ['an empty file', 'in/a.md', '', 'InvalidInput', /in\/a\.md: empty/],
  ['a file of blanks', 'a.txt', ' \n\t\n', 'InvalidInput', /empty/],
  ['front matter alone', 'a.md', '---\ntitle: x\n---\n', 'InvalidInput', /empty/],
  ['a page without text', 'a.html', '<html><body><script>x</script></body></html>', 'InvalidInput', /empty/],
  ['an empty list', 'a.jsonl', '\n\n', 'InvalidInput', /empty/],
  ['binary', 'a.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]), 'InvalidInput', /not text/],
  ['binary that is valid UTF-8', 'a.txt', 'abc\0def', 'InvalidInput', /binary/],
  ['5 MB of one line', 'a.txt', 'word '.repeat(1_048_576), 'LimitExceeded', /characters.*maxTextLength/],
  ['a long line', 'a.txt', 'x'.repeat(articleLimits.maxLineLength + 1), 'LimitExceeded', /line.*maxLineLength/],
  ['a file too large', 'a.txt', new Uint8Array(articleLimits.maxFileBytes + 1), 'LimitExceeded', /maxFileBytes/],
  ['front matter that never ends', 'a.md', '---\ntitle: x\nText.', 'InvalidInput', /never closed/],
  [
    'front matter that is not YAML',
    'a.md',
    '---\ntitle: x\n  date: [1\n---\nText.',
    'InvalidInput',
    /broken front matter on line \d/,
  ],
  ['front matter that is a list', 'a.md', '---\n- a\n---\nText.', 'InvalidInput', /front matter/],
  ['a title that is a list', 'a.md', '---\ntitle: [a, b]\n---\nText.', 'InvalidInput', /title must be one line/],
  ['a date that is none', 'a.md', '---\ndate: 2020-02-31\n---\nText.', 'InvalidInput', /2020-02-31/],
  ['an address that runs', 'a.md', '---\nurl: javascript:alert(1)\n---\nText.', 'InvalidInput', /http/],
  [
    'front matter that blows up',
    'a.md',
    `---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\ntitle: [*c,*c,*c]\n---\nText.`,
    'InvalidInput',
    /front matter|alias/i,
  ],
  ['a kind that is unknown', 'a.xyz', 'Text.', 'InvalidInput', /unknown kind/],
  ['a name that every object has', 'a.constructor', 'Text.', 'InvalidInput', /unknown kind/],
  ['a PDF that is none', 'a.pdf', 'Text.', 'InvalidInput', /not a PDF/],
  ['a DOCX that is none', 'a.docx', 'Text.', 'InvalidInput', /not a Word/],
  ['a line that is not JSON', 'a.jsonl', '{"text":"Ghana"}\n{oops', 'InvalidInput', /a\.jsonl:2: not JSON/],
  ['a line without text', 'a.jsonl', '{"title":"x"}', 'InvalidInput', /a\.jsonl:1: "text" must be text/],
  [
    'two lines with one id',
    'a.jsonl',
    '{"id":"x","text":"Ghana"}\n{"id":"x","text":"Peru"}',
    'InvalidInput',
    /a\.jsonl:2.*line 1/,
  ],
  ['an id that is an address', 'a.jsonl', '{"id":"a/b","text":"Ghana"}', 'InvalidInput', /id/],
  [
    'an unknown predicate',
    'a.json',
    statement({ predicate: 'SELLS' }),
    'InvalidInput',
    /statement 1: unknown predicate "SELLS"/,
  ],
  ['an unknown modality', 'a.json', statement({ modality: 'maybe' }), 'InvalidInput', /statement 1: unknown modality/],
  [
    'evidence that does not stand in the text',
    'a.json',
    statement({ evidence: 'Ghana buys' }),
    'InvalidInput',
    /word for word/,
  ],
]

for (const [what, name, content, kind, words] of cases)
  test(what, async () => {
    const error = await fault(name, content)
    expect(error.kind).toBe(kind)
    expect(error.message).toMatch(words)
    expect(error.message).not.toMatch(/\n/)
  })
