// Promise: each kind of file becomes an article with the facts it states, and its text stays as a person reads it.
import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../graph/articles/article-facts.ts'
import { htmlArticle } from '../../graph/articles/html-article.ts'
import { articleFileEndings, readArticleFile, readImportFile } from '../../graph/articles/read-article-file.ts'
import type { Article } from '../../graph/contract.ts'
import { docxBytes, pdfBytes } from './office-files.ts'

const read = async (name: string, content: string | Uint8Array): Promise<Article> => {
  const [article] = await readArticleFile(name, typeof content === 'string' ? Buffer.from(content) : content)
  if (!article) throw new Error('no article')
  return article
}

const body = 'Ghana sells cocoa to Norway.\n\nNorway sells fish to Ghana, its minister said.'

describe('Markdown', () => {
  test('takes its facts from the front matter and its text from behind it', async () => {
    const article = await read(
      'in/2020-01-02-cocoa.md',
      `---\ntitle: "Cocoa: a deal"\ndate: 2020-02-03\nlang: en-GB\nurl: https://example.org/a\nsource: The Paper\nother: x\n---\n\n${body}\n`,
    )
    expect(article).toEqual({
      id: '2020-01-02-cocoa',
      title: 'Cocoa: a deal',
      date: '2020-02-03',
      language: 'en',
      url: 'https://example.org/a',
      publisher: 'The Paper',
      text: body,
    })
  })
  test('without front matter the name gives id and date, the first heading the title', async () => {
    const article = await read('2021-05-06-fish.md', `# Fish for Ghana\n\n${body}`)
    expect(article).toMatchObject({
      id: '2021-05-06-fish',
      date: '2021-05-06',
      title: 'Fish for Ghana',
      language: 'en',
    })
  })
  test('marks of emphasis, links and images go; words, bullets and snake_case stay', async () => {
    const { text } = await read(
      'a.md',
      'The **Bank** of [Ghana](https://x.org/a_(b)) *said* ![logo](l.png)so.\n\n- one_two_three\n- 2 * 3 * 4\n\n> Quoted.\n',
    )
    expect(text).toBe('The Bank of Ghana said so.\n\n- one_two_three\n- 2 * 3 * 4\n\nQuoted.')
  })
  test('lines that end in CR LF or CR, and a byte-order mark, change nothing', async () => {
    const plain = `---\ntitle: T\n---\n${body}`
    const expected = await read('a.md', plain)
    for (const content of [plain.replaceAll('\n', '\r\n'), plain.replaceAll('\n', '\r'), `\ufeff${plain}`])
      expect(await read('a.md', content)).toEqual(expected)
    expect(await read('a.md', Buffer.from(`\ufeff${plain}`, 'utf16le'))).toEqual(expected)
  })
})

describe('text', () => {
  test('its first line is the title, its text is kept', async () => {
    expect(await read('note.txt', `Cocoa deal\n\n${body}\n\n`)).toMatchObject({
      id: 'note',
      title: 'Cocoa deal',
      text: `Cocoa deal\n\n${body}`,
    })
  })
  test('another language is told by its words', async () => {
    expect((await read('b.txt', 'Oman exports copper to Belgium.')).language).toBe('en')
    expect((await read('a.txt', 'Россия и Япония обсуждают совместные проекты в металлургии.')).language).toBe('ru')
  })
})

describe('HTML', () => {
  const paragraphs = `<p>Ghana sells cocoa to Norway, and has done so, it says, for many years in a row.</p>`.repeat(6)
  test('the article alone, with title, date, publisher, language and address from the metadata', async () => {
    const article = await read(
      'page.html',
      `<!doctype html><html lang="en-GB"><head><title>Cocoa | The Paper</title>
<meta property="og:title" content="Cocoa &amp; fish"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2020-02-03T10:00:00+02:00">
<link rel="canonical" href="https://example.org/cocoa"></head><body>
<nav><a href="/">Home</a><a href="/b">Business</a></nav><script>track()</script>
<article><h1>Cocoa</h1>${paragraphs}<ul><li>one thing</li><li>another</li></ul></article>
<footer>Copyright</footer></body></html>`,
    )
    expect(article).toMatchObject({
      title: 'Cocoa & fish',
      date: '2020-02-03',
      publisher: 'The Paper',
      language: 'en',
      url: 'https://example.org/cocoa',
    })
    expect(article.text).not.toMatch(/track|Business|Copyright/)
    expect(article.text.split('\n\n').filter((line) => line.startsWith('Ghana'))).toHaveLength(6)
    expect(article.text).toContain('- one thing\n\n- another')
  })
  test('JSON-LD tells what the meta tags do not', () => {
    const { title, date, publisher } = htmlArticle(
      `<html><head><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"H","datePublished":"2019-12-31","publisher":{"name":"P"}}]}</script></head><body>${paragraphs}</body></html>`,
    )
    expect({ title, date, publisher }).toEqual({ title: 'H', date: '2019-12-31', publisher: 'P' })
  })
  test('the charset that the page declares is used', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<html><head><meta charset="windows-1252"></head><body><p>Caf'),
      Buffer.from([0xe9]),
      Buffer.from(' exports to Ghana are up.</p></body></html>'),
    ])
    expect((await read('a.html', bytes)).text).toContain('Café exports')
  })
  test('addresses that run or read something are not taken over', () => {
    const { url } = htmlArticle(
      `<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>${paragraphs}</body></html>`,
    )
    expect(url).toBeNull()
  })
})

describe('JSON', () => {
  test('a line an article, with `lang` or `language`', async () => {
    const articles = await readArticleFile(
      'many.jsonl',
      Buffer.from(
        `${JSON.stringify({ id: 'a', title: 'A', date: '2020-01-01', lang: 'en', text: body })}\n\n${JSON.stringify({ id: 7, language: 'fr', text: body })}\n`,
      ),
    )
    expect(articles.map(({ id, language }) => [id, language])).toEqual([
      ['a', 'en'],
      ['7', 'fr'],
    ])
  })
  test('statements that came along are taken over, their evidence found in the text', async () => {
    const [item] = await readImportFile(
      'a.json',
      Buffer.from(
        JSON.stringify({
          id: 'a',
          text: body,
          entities: [
            { id: 'country:GHA', type: 'Country', name: 'Ghana' },
            { id: 'commodity:cocoa', type: 'Commodity', name: 'cocoa' },
          ],
          statements: [
            { subject: 'country:GHA', predicate: 'EXPORTS', object: 'commodity:cocoa', evidence: 'Ghana sells cocoa' },
          ],
        }),
      ),
    )
    expect(item?.reading?.statements).toMatchObject([
      { predicate: 'EXPORTS', modality: 'actual', start: 0, end: 17, rule: 'imported' },
    ])
  })
})

describe('documents', () => {
  test('a PDF gives its text, title and date', async () => {
    const article = await read(
      'deal.pdf',
      pdfBytes(['Ghana sells cocoa to Norway.', 'Norway sells fish to Ghana.'], 'Cocoa deal'),
    )
    expect(article).toMatchObject({ id: 'deal', title: 'Cocoa deal', date: '2020-02-03' })
    expect(article.text).toContain('Ghana sells cocoa to Norway.')
  })
  test('a DOCX gives its paragraphs', async () => {
    const article = await read(
      'deal.docx',
      await docxBytes(['Ghana sells cocoa to Norway.', 'Norway sells fish to Ghana.']),
    )
    expect(article.text).toBe('Ghana sells cocoa to Norway.\n\nNorway sells fish to Ghana.')
  })
})

test('the same text without a name has the same id on every machine', () => {
  expect(makeArticle({ text: body }).id).toMatch(/^sha256-[0-9a-f]{16}$/)
  expect(makeArticle({ text: body }).id).toBe(makeArticle({ text: body, title: 'Other' }).id)
})

test('every ending that is offered can be read', () => {
  expect([...articleFileEndings].sort()).toEqual([
    'docx',
    'htm',
    'html',
    'json',
    'jsonl',
    'markdown',
    'md',
    'pdf',
    'txt',
  ])
})
