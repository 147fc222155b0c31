/**
 * Cuts a stretch of text into words and marks after UD English tokenisation, with exact offsets.
 * Linear in the text's length whatever it holds; changes no character and knows nothing of sentences.
 */

/** Offsets of one token: `text.slice(start, end)`. */
export interface RawToken {
  text: string
  start: number
  end: number
}

/** Words that end in a full stop of their own. Lower case, without the stop. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof rev hon gen col lt sgt capt cmdr adm maj gov sen rep reps sens pres messrs st mt ft jr sr ' +
    'inc co corp ltd bros llc plc no nos vs etc al approx est dept div assn univ fig figs vol pp ed eds ' +
    'jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ' +
    'e.g i.e cf viz ca ave blvd rd attn tel ext mln bln trln tr tn bn mn h.e'
  ).split(' '),
)

/** Of those, the ones that are also plain words, so that "a sun." and "he sat." keep their stop apart. */
const WORD_TOO = new Set('no co mar jun sun sat mon wed fri est fig ed al tel ext ave tn tr ca rep mt st'.split(' '))

/** First parts that UD English keeps joined to the next by their hyphen: "anti-dumping", "e-commerce". */
const PREFIXES = new Set(
  (
    'non e re anti pre pro co mid cross post over multi ex sub counter semi mini socio psycho inter intra ultra un de ' +
    'bi tri trans neo quasi pseudo infra micro macro electro agro geo bio eco meta mega super hyper under extra intro ' +
    'nano omni para poly proto retro tele thermo uni vice afro sino euro hydro petro auto mono ante arch contra di'
  ).split(' '),
)

/** Units that are split off the figure they are written against. */
const UNITS =
  'am|pm|a\\.m\\.|p\\.m\\.|km|cm|mm|kg|mg|g|m|kw|mw|gw|kwh|mwh|gwh|twh|bn|mn|mln|bln|trn|tn|k|mb|gb|tb|ha|bcm|mt|mtpa|hz|mph|kmh|ft|lb|lbs|bpd|tpd|c|f|x'

const SPACE = /[\s\p{Cc}\u200b\u2060\ufeff\u00a0\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069\u0085]+/uy
const LINK = /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"“”\p{Cc}]{1,2000}/iuy
const MAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}.-]{0,200}\.\p{L}{2,20}/uy
const HANDLE = /[@#][\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER =
  /(?:\d{1,4}(?:-\d{1,4}){2,3}(?![\d-])|\d{1,4}(?:\/\d{1,4}){1,2}(?![\d/])|\d+(?:[.,:]\d+)*(?:[.,]\d+)?)(?:(?:st|nd|rd|th|TH|ST|s)(?!\p{L}))?/uy
const INITIALS = /\p{L}\.(?:\p{L}\.){1,10}/uy
const INITIAL = /\p{Lu}\./uy
const MONEY = /(?:US|AU|NZ|HK|CA|[A-Z])\$/y
const DOMAIN =
  /\p{L}[\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,62}){0,4}\.(?:com|org|net|gov|edu|info|ru|uk|de|eu|int|co|io|fr|cn|jp|tr|eg)(?![\p{L}\p{N}])/iuy
const WORD = /[\p{L}\p{N}\p{M}\u00ad]+/uy
const DOTS = /(\.{2,}|…+|-{2,}|—+|–+|={2,}|\*{2,}|_{2,}|~{2,}|#{2,}|[!?]{2,}|<<|>>|''|``)/uy
const SMILEY = /(?::-?[)(DPp]|;-?\)|=\)|\(:)(?![\p{L}\p{N}])/uy
const MARK = /\P{M}(?:\p{M}|\ufe0f|\u200d)*/uy
const UNIT = new RegExp(`^(?:${UNITS})(?![\\p{L}\\p{N}])`, 'iu')
const CLITIC = /['’](?:s|S|ll|LL|re|RE|ve|VE|d|D|m|M)(?![\p{L}\p{N}'’])/uy
const NOT = /^(.+?)(n['’]?t)$/i
const LETTER = /\p{L}/u

const at = (pattern: RegExp, text: string, position: number): number => {
  pattern.lastIndex = position
  return pattern.test(text) ? pattern.lastIndex : -1
}

const HAVE_NOT = new Set(
  'don didn doesn won can couldn wouldn shouldn isn aren wasn weren hasn haven hadn needn mustn ain shan mightn'.split(
    ' ',
  ),
)
const JOINED: ReadonlyMap<string, number> = new Map(
  ['cannot', 'gonna', 'wanna', 'gotta', 'gimme', 'lemme'].map((word) => [word, 3]),
)

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x2bc
const isHyphen = (code: number): boolean => code === 0x2d || code === 0x2010 || code === 0x2011
const isLetterAt = (text: string, position: number): boolean => {
  const code = text.codePointAt(position)
  return code !== undefined && LETTER.test(String.fromCodePoint(code))
}

/** Where a word that starts at `start` ends, inner apostrophes, ampersands and prefix hyphens included. */
const endOfWord = (text: string, start: number, limit: number): number => {
  let end = at(WORD, text, start)
  for (let part = start; end < limit; ) {
    const code = text.charCodeAt(end)
    if (!isLetterAt(text, end + 1)) break
    const before = text.slice(part, Math.min(end, part + 24))
    if (isApostrophe(code)) {
      // d'Ivoire, O'Brien, N'Djamena, Ma'anshan; but not the clitics, and not "n't".
      if (at(CLITIC, text, end) > 0) break
      if (/n$/i.test(before) && /^['’]t(?!\p{L})/iu.test(text.slice(end, end + 3))) {
        return end + 2
      }
    } else if (code === 0x26) {
      if (!/^\p{Lu}+$/u.test(before) || !/^\p{Lu}/u.test(text.slice(end + 1, end + 3))) break
    } else if (isHyphen(code)) {
      if (part !== start || !PREFIXES.has(before.toLowerCase())) break
    } else break
    part = end + 1
    end = at(WORD, text, part)
  }
  return end
}

/** Appends the tokens of `text` between `from` and `to` to `out`. */
export const splitTokens = (text: string, from: number, to: number, out: RawToken[] = []): RawToken[] => {
  // Patterns look ahead, never beyond `to`: a paragraph is cut out once, its offsets are added back.
  const part = from === 0 && to === text.length ? text : text.slice(from, to)
  const length = part.length
  const push = (start: number, end: number): void => {
    if (end > start) out.push({ text: part.slice(start, end), start: start + from, end: end + from })
  }
  let i = 0
  while (i < length) {
    const space = at(SPACE, part, i)
    if (space > 0) {
      i = space
      continue
    }
    const code = part.charCodeAt(i)
    const letter = isLetterAt(part, i)
    const digit = code >= 48 && code <= 57
    if (letter) {
      const afterMoney = at(MONEY, part, i)
      if (afterMoney > 0) {
        push(i, afterMoney)
        i = afterMoney
        continue
      }
      const special = linkOrMail(part, i)
      if (special > 0) {
        push(i, special)
        i = special
        continue
      }
      const initials = at(INITIALS, part, i)
      if (initials > 0) {
        // "e.g.word" without a space is no abbreviation.
        if (!isLetterAt(part, initials)) {
          push(i, initials)
          i = initials
          continue
        }
      }
      const end = endOfWord(part, i, length)
      i = pushWord(part, i, end, push)
      continue
    }
    if (digit) {
      i = pushNumber(part, i, push)
      continue
    }
    if (code === 0x40 || code === 0x23) {
      const handle = at(HANDLE, part, i)
      if (handle > 0) {
        push(i, handle)
        i = handle
        continue
      }
    }
    let end = at(SMILEY, part, i)
    if (end < 0 && isApostrophe(code)) {
      const clitic = at(CLITIC, part, i)
      if (clitic > 0 && i > 0 && /[\p{L}\p{N}.]/u.test(part[i - 1]!)) end = clitic
    }
    if (end < 0) end = at(DOTS, part, i)
    if (end < 0) end = at(WORD, part, i)
    if (end < 0) end = at(MARK, part, i)
    if (end <= i) end = i + 1
    push(i, end)
    i = end
  }
  return out
}

const linkOrMail = (text: string, start: number): number => {
  const code = text.charCodeAt(start) | 32
  if (code === 0x68 || code === 0x66 || code === 0x77) {
    let end = at(LINK, text, start)
    if (end > 0) {
      while (end > start + 1 && /[.,;:!?'’")\]]/.test(text[end - 1]!)) end--
      return end
    }
  }
  // Only a few dozen characters are looked at, so that a long word stays linear.
  const word = text.slice(start, start + 80)
  const sign = word.search(/[@.\s]/)
  if (sign <= 0 || /\s/.test(word[sign]!)) return -1
  if (word.includes('@')) {
    const end = at(MAIL, text, start)
    if (end > 0) return end
  }
  return word[sign] === '.' && isLetterAt(text, start + sign + 1) ? at(DOMAIN, text, start) : -1
}

type Push = (start: number, end: number) => void

/** Legal forms that end in a full stop. */
const FIRM = /^(?:Inc|Ltd|Corp|Co|Bros)$/

const pushWord = (text: string, start: number, end: number, push: Push): number => {
  const word = text.slice(start, Math.min(end, start + 40))
  const lower = word.toLowerCase()
  if (text[end] === '.') {
    const initial = end - start === 1 && at(INITIAL, text, start) > 0
    const known = ABBREVIATIONS.has(lower)
    if (initial && /^\s*(?:\p{Lu}|$)/u.test(text.slice(end + 1, end + 4)) && lower !== 'i') {
      push(start, end + 1)
      return end + 1
    }
    if (known) {
      const rest = text.slice(end + 1, end + 12)
      const plain = WORD_TOO.has(lower)
      const goesOn = /^(?:\s+[\p{L}\p{N}]|[,;:)])/u.test(rest)
      // "Norvale Steel Co. said": no sentence begins small.
      const name = /^\p{Lu}/u.test(word) && (/^\s+[\p{L}\p{N}]/u.test(rest) || /^[,;)]/.test(rest))
      const numbered = /^nos?$/.test(lower) && /^\s*\p{N}/u.test(rest)
      // "Norvale Steel Ltd. (NSL) said", "Norvale Inc.'s plant": a company's short form or a genitive.
      const firm = FIRM.test(word) && /^(?:\s\([\p{Lu}\p{N}“”"&.+ -]{2,}|['’]s\s)/u.test(rest)
      if (firm || (plain ? numbered || (name && lower !== 'no') : goesOn || rest.trim() === '')) {
        push(start, end + 1)
        return end + 1
      }
    }
  }
  const cut = JOINED.get(lower)
  if (cut) {
    push(start, start + cut)
    push(start + cut, end)
    return end
  }
  const not = end - start < 12 && lower.endsWith('t') ? NOT.exec(word) : null
  if (not) {
    const stem = not[1]!.toLowerCase()
    if (/['’]/.test(not[2]!) || HAVE_NOT.has(`${stem}n`)) {
      push(start, start + stem.length)
      push(start + stem.length, end)
      return end
    }
  }
  push(start, end)
  return end
}

const pushNumber = (text: string, start: number, push: Push): number => {
  let end = at(NUMBER, text, start)
  const rest = text.slice(end, end + 12)
  const unit = UNIT.exec(rest)
  if (unit) {
    push(start, end)
    push(end, end + unit[0].length)
    return end + unit[0].length
  }
  const tail = at(WORD, text, end)
  if (tail > 0) end = tail
  push(start, end)
  return end
}
