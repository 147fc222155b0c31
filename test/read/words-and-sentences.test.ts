/** Promise: words, sentences, paragraphs and quotations are cut as UD English cuts them, at exact offsets. */
import { describe, expect, it } from 'vitest'
import { parseText } from '../../graph/read/parse-text.ts'
import { splitTokens } from '../../graph/read/split-tokens.ts'

const words = (text: string): string =>
  splitTokens(text, 0, text.length)
    .map((t) => t.text)
    .join(' ')
const sentences = (text: string): string[] => parseText(text).sentences.map((s) => text.slice(s.start, s.end))

describe('words', () => {
  it.each([
    ['Mr. Aydoğan left São Tomé.', 'Mr. Aydoğan left São Tomé .'],
    ["Đà Nẵng and Côte d'Ivoire trade.", "Đà Nẵng and Côte d'Ivoire trade ."],
    ["Egypt's minister didn't sign.", "Egypt 's minister did n't sign ."],
    ['Egypt’s minister can’t come.', 'Egypt ’s minister ca n’t come .'],
    ["The ministers' talks cannot fail.", "The ministers ' talks can not fail ."],
    ['The constructor of the pier left.', 'The constructor of the pier left .'],
    ['the Asia-Pacific region', 'the Asia - Pacific region'],
    ['anti-dumping duties, e-commerce', 'anti-dumping duties , e-commerce'],
    ['a $2.5 billion deal, up 10.8%', 'a $ 2.5 billion deal , up 10.8 %'],
    ['US$45m and €1,200', 'US$ 45 m and € 1,200'],
    ['the U.S. and H.E. Mr. Li', 'the U.S. and H.E. Mr. Li'],
    ['Nippon Co., Ltd. won.', 'Nippon Co. , Ltd. won .'],
    ['Tolva Steel Co. said it won.', 'Tolva Steel Co. said it won .'],
    ['unit No. 2 of the plant', 'unit No. 2 of the plant'],
    ['No. They left.', 'No . They left .'],
    ['AT&T and R&D', 'AT&T and R&D'],
    ['the 1990s, the 21st', 'the 1990s , the 21st'],
    ['Write to press@mfa.gov or see https://mfa.gov/news.', 'Write to press@mfa.gov or see https://mfa.gov/news .'],
    ['Russia–Japan Dialogue', 'Russia – Japan Dialogue'],
    ['O’Brien met N’Djamena’s mayor', 'O’Brien met N’Djamena ’s mayor'],
    ['9 a.m. and 5pm', '9 a.m. and 5 pm'],
  ])('cuts %s', (text, expected) => {
    expect(words(text)).toBe(expected)
  })
})

describe('sentences', () => {
  it('does not end at abbreviations, initials or decimals', () => {
    const text = 'Mr. J. Smith of Acme Co., Ltd. paid $2.5 million to the U.S. company. It was No. 2 in its field.'
    expect(sentences(text)).toEqual([
      'Mr. J. Smith of Acme Co., Ltd. paid $2.5 million to the U.S. company.',
      'It was No. 2 in its field.',
    ])
  })

  it('does not end between a company and its short form in brackets, or its genitive', () => {
    expect(sentences('Norvale Steel, Ltd. (NSL) won an order. Tolva Inc. (NYSE: TLV) lost.')).toHaveLength(2)
    expect(sentences("Norvale Steel Co. Ltd.'s plant is new. It is in Linz.")).toHaveLength(2)
  })

  it('ends after an abbreviation where a new sentence opens', () => {
    expect(sentences('They sell it in the U.S. The price is high.')).toHaveLength(2)
  })

  it('keeps the closing quotation mark and the bracket with their sentence', () => {
    expect(sentences('He said: “We agreed.” She left. (They stayed.) All was well.')).toEqual([
      'He said: “We agreed.”',
      'She left.',
      '(They stayed.)',
      'All was well.',
    ])
  })

  it('goes on after a quoted question', () => {
    expect(sentences('“Why not?” asked the minister.')).toHaveLength(1)
  })

  it('says what each paragraph is', () => {
    const text =
      'TOKYO HOSTS TRADE TALKS\n\n1 March 2016\n\nTOKYO, 1 March (Jiji) - Japan and Chile met.\n\n• Steel output rose.\n\nSource: http://example.org/a (in Russian)'
    const syntax = parseText(text)
    expect(syntax.sentences.map((s) => s.kind)).toEqual(['headline', 'source', 'source', 'body', 'bullet', 'source'])
    expect(text.slice(syntax.dateline!.start, syntax.dateline!.end)).toBe('TOKYO, 1 March (Jiji) -')
  })

  it.each([
    ['GENEVA, May 30 – Vietnam has asked for talks.', 'GENEVA, May 30 –'],
    ['MOSCOW (Reuters) - Russia sold grain.', 'MOSCOW (Reuters) -'],
    ['Cairo, 15 April 2019 – Egypt signed.', 'Cairo, 15 April 2019 –'],
    ['ASTANA. 12 March. KAZINFORM - The ministry met.', 'ASTANA. 12 March. KAZINFORM -'],
    ['The ministry – a large one – met.', null],
    ['Russia and China – old partners – met.', null],
  ])('finds the dateline of %s', (text, dateline) => {
    const found = parseText(text).dateline
    expect(found && text.slice(found.start, found.end)).toBe(dateline)
  })

  it('joins lines that were wrapped by hand', () => {
    const text =
      'The ministers of the two countries met in Geneva on Monday to discuss\nthe trade in steel, which has fallen since the duties were raised in\nthe spring, and agreed to form a group of experts that will look into\nthe matter.\n\nA report is due in May.'
    expect(sentences(text)).toHaveLength(2)
  })

  it('takes lines without blank lines between them for paragraphs', () => {
    expect(parseText('Japan sold cars.\nChile sold copper.\nPeru sold tin.').paragraphs).toHaveLength(3)
  })
})

describe('quotations', () => {
  const quotes = (text: string): string[] =>
    parseText(text).quotes.map((q) => `${q.depth} ${text.slice(q.start, q.end)}`)

  it.each([
    ['“We agreed,” he said.', ['0 “We agreed,”']],
    ['"We agreed," he said. "Soon."', ['0 "We agreed,"', '0 "Soon."']],
    ['«We agreed», he said.', ['0 «We agreed»']],
    ['„We agreed“, he said.', ['0 „We agreed“']],
    ['“He called it ‘a gift’ to us,” she said.', ['0 “He called it ‘a gift’ to us,”', '1 ‘a gift’']],
    ["She called it 'a gift' to the ministers' wives.", ["0 'a gift'"]],
    ['Egypt’s ministers’ talks', []],
  ])('finds those of %s', (text, expected) => {
    expect(quotes(text)).toEqual(expected)
  })

  it('follows one over paragraphs, each of which opens it again', () => {
    expect(quotes('“We met.\n\n“We agreed.\n\n“We left,” he said.')).toEqual([
      '0 “We met.',
      '0 “We agreed.',
      '0 “We left,”',
    ])
  })
})
