/**
 * Writes one article of the field from seed and number, together with what it says. A pure function: the same seed and
 * number give the same article on every machine, whichever others were written.
 */
import type { Cast, Member } from './cast.ts'
import { drawCast } from './cast.ts'
import type { Account, Expected, Pending } from './expected-reading.ts'
import { openAccount } from './expected-reading.ts'
import type { SentenceRule } from './grammar.ts'
import { grammar } from './grammar.ts'
import type { Draws } from './random.ts'
import { drawsOf } from './random.ts'
import { slugOf, world } from './world.ts'

export interface GeneratedArticle {
  id: string
  title: string
  date: string
  lang: 'en'
  url: string
  publisher: string
  text: string
  expected: Expected
}

export interface ComposeOptions {
  seed: number
  /** Number of the article, from 0. */
  index: number
  /**
   * `plain`: every sentence stands alone, names in full, nobody quoted: what a reader must not miss.
   * `varied` (default): agency, ministry and company style with quotes, appositions, short names, openers.
   */
  style?: 'plain' | 'varied'
}

/** How one article names its cast: who has been introduced, and what the introductions said by the way. */
interface Pen {
  draws: Draws
  cast: Cast
  account: Account
  plain: boolean
  introduced: Set<string>
  /** Companies named so far, the latest last: "the company" is written only while there is but one. */
  companies: Set<string>
}

const firstDay = Date.UTC(2015, 0, 1)
const days = 3650
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const adjectiveOf = (member: Member): string => member.country?.adjective ?? ''

/** Names a member and adds what that naming says: a company's country, a person's office, a project's place. */
const nameMember = (pen: Pen, role: string, asides: Pending[], main: Pick<Pending, 'modality' | 'speaker'>): string => {
  const { draws, cast, account, introduced, plain } = pen
  const member = cast.member(role)
  const first = !introduced.has(member.id)
  introduced.add(member.id)
  account.meet(member, first ? undefined : member.type === 'Person' ? member.short : undefined)
  if (member.company) pen.companies.add(member.id)
  if (!first) {
    const alone = member.company && pen.companies.size === 1
    return alone && !plain && draws.chance(0.4) ? 'the company' : member.short
  }
  const country = (): Member => {
    const found = cast.member(`c${role.slice(1)}`)
    account.meet(found, adjectiveOf(found))
    return found
  }
  if (member.company && role.startsWith('o')) {
    const form = draws.below(plain ? 2 : 4)
    if (form === 0) return member.inText
    asides.push(account.link(member, 'LOCATED_IN', country(), {}))
    if (form === 1) return `the ${adjectiveOf(member)} company ${member.inText}`
    if (form === 2) return `${adjectiveOf(member)} company ${member.inText}`
    const goods = cast.member(`k${role.slice(1)}`)
    account.meet(goods)
    asides.push(
      account.statementOf(
        {
          ...silent,
          subject: role,
          predicate: 'PRODUCES',
          object: `k${role.slice(1)}`,
          sectors: [`k${role.slice(1)}`],
        },
        null,
      ),
    )
    const article = /^[AEIOU]/.test(adjectiveOf(member)) ? 'an' : 'a'
    return `${member.inText}, ${article} ${adjectiveOf(member)} producer of ${goods.name},`
  }
  if (member.office) {
    const body = cast.member(member.office.body)
    const known = introduced.has(body.id)
    introduced.add(body.id)
    if (body.type === 'Country') account.meet(body, adjectiveOf(body))
    else account.meet(body)
    asides.push(account.link(member, 'HOLDS_ROLE_IN', body, { title: member.office.title }))
    if (body.type === 'Country') return `${adjectiveOf(body)} ${member.office.title} ${member.inText}`
    return known && draws.chance(0.5)
      ? `${body.short}’s ${member.office.title} ${member.inText}`
      : `${member.inText}, ${member.office.title} of ${body.short},`
  }
  if (member.place) {
    const where = cast.member(member.place)
    const name = nameMember(pen, member.place, asides, main)
    asides.push(account.link(member, 'LOCATED_IN', where, { modality: main.modality, speaker: main.speaker }))
    if (member.makes) {
      const goods = cast.member(member.makes)
      account.meet(goods, member.name.split(' ').slice(0, -1).join(' '))
      const says = {
        ...silent,
        subject: role,
        predicate: 'PRODUCES',
        object: member.makes,
        sectors: [member.makes],
      } as const
      asides.push(account.statementOf({ ...says, sectors: [member.makes], modality: main.modality }, main.speaker))
    }
    return `${member.inText} in ${name}`
  }
  if (member.type === 'Place' && !plain && draws.chance(0.5)) {
    const home = country()
    introduced.add(home.id)
    asides.push(account.link(member, 'LOCATED_IN', home, {}))
    return `${member.inText} in ${home.inText}`
  }
  return member.inText
}

const silent = {
  modality: 'actual',
  counterpart: null,
  sectors: [],
  commodities: [],
  places: [],
  project: null,
  amount: null,
} as const satisfies Omit<SentenceRule['says'][number], 'subject' | 'predicate' | 'object'>

const fill = (pen: Pen, text: string, asides: Pending[], main: Pick<Pending, 'modality' | 'speaker'>): string =>
  text
    .replace(/\{([a-z]\d?)\}/g, (_, role: string) =>
      'aqgy'.includes(role.charAt(0)) ? pen.cast.figure(role) : nameMember(pen, role, asides, main),
    )
    // An apposition's closing comma gives way to the mark that follows it.
    .replace(/,(?=[.,;])|,$/g, (comma, offset: number, whole: string) => (offset === whole.length - 1 ? comma : ''))

const openers = ['Meanwhile, ', 'On Tuesday, ', 'In addition, ', 'At the same time, ', 'Last month, ', 'By contrast, ']

/** Who could say a sentence: the minister of a country, the chief executive of a company. */
const voiceOf = (rule: SentenceRule): string | null => {
  const subject = rule.says[0]?.subject ?? ''
  return subject.startsWith('c')
    ? `m${subject.slice(1)}`
    : subject === 'o1' || subject === 'o2'
      ? `x${subject.slice(1)}`
      : null
}

const evidenceOf = (sentence: string): string =>
  sentence
    .replace(/^“/, '')
    .split(/\s+/)
    .slice(0, 6)
    .join(' ')
    .replace(/[.,;:”]+$/, '')

/** One sentence with its statements, settled in the account; null where the article has said it already. */
const writeSentence = (pen: Pen, rule: SentenceRule): string | null => {
  const { draws, cast, account, plain } = pen
  if (rule.says.some((saying) => account.says(saying))) return null
  const voice = plain ? null : voiceOf(rule)
  const form = voice ? draws.below(rule.we ? 8 : 6) : 0
  const speaker = voice && form >= 2 ? cast.member(voice).id : null
  const asides: Pending[] = []
  const main = { modality: rule.says[0]?.modality ?? 'actual', speaker }
  const says = (text: string): string => fill(pen, text, asides, main)
  const who = (): string => nameMember(pen, voice ?? '', asides, main)
  const sentence = ((): string => {
    switch (form) {
      case 1:
        return capital(`${draws.pick(openers)}${says(rule.text)}`)
      case 2:
        return capital(`according to ${who().replace(/,$/, '')}, ${says(rule.text)}`)
      case 3: {
        const speech = who()
        return capital(`${speech} said that ${says(rule.text)}`)
      }
      case 4:
      case 5: {
        const speech = says(rule.text)
        return capital(`${speech.replace(/,$/, '')}, ${who()} said`)
      }
      case 6:
      case 7: {
        const body = cast.member(cast.member(voice ?? '').office?.body ?? '')
        account.meet(body)
        const speech = capital(says(rule.we ?? rule.text)).replace(/,$/, '')
        const name = who()
        return form === 6 ? `“${speech},” ${name} said` : `“${speech},” said ${name.replace(/,$/, '')}`
      }
      default:
        return capital(says(rule.text))
    }
  })()
  const statements = rule.says.map((saying) => account.statementOf(saying, speaker))
  for (const saying of rule.says) for (const role of [saying.subject, saying.object]) account.meet(cast.member(role))
  const closed = `${sentence.replace(/,$/, '')}.`
  account.settle([...statements, ...asides], evidenceOf(closed))
  return closed
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Writes article number `index` of `seed`. Some 60 to 200 words, four to ten sentences with statements. */
export const composeArticle = ({ seed, index, style = 'varied' }: ComposeOptions): GeneratedArticle => {
  const draws = drawsOf(seed, index, style === 'plain' ? 1 : 0)
  const time = firstDay + draws.below(days) * 86_400_000
  const date = isoDay(time)
  const cast = drawCast(draws, Number(date.slice(0, 4)))
  const account = openAccount(cast)
  const pen: Pen = { draws, cast, account, plain: style === 'plain', introduced: new Set(), companies: new Set() }
  const publisher = draws.pick(world.publishers)
  const wanted = 4 + draws.below(7)
  const paragraphs: string[][] = [[]]
  for (let written = 0, tries = 0; written < wanted && tries < 60; tries++) {
    const sentence = writeSentence(pen, draws.pick(grammar.sentences))
    if (!sentence) continue
    written++
    const paragraph = paragraphs.at(-1) as string[]
    paragraph.push(sentence)
    if (!pen.plain && draws.chance(0.1)) paragraph.push(`${draws.pick(grammar.asides)}.`)
    if (paragraph.length >= 2 && draws.chance(0.6)) paragraphs.push([])
  }
  const body = paragraphs.filter((p) => p.length > 0).map((p) => p.join(' '))
  if (!pen.plain && draws.chance(0.3))
    body[0] = `${cast.member('c1').country?.capital.toUpperCase()}, ${date} – ${body[0]}`
  const id = `gen-${seed}-${index}`
  // The headline names whom it likes: it is no part of the text, so it introduces nobody.
  const title = capital(
    draws.pick(grammar.headlines).replace(/\{([a-z]\d?)\}/g, (_, role: string) => cast.member(role).short),
  )
  return {
    id,
    title,
    date,
    lang: 'en',
    url: `https://${slugOf(publisher)}.example/${date.slice(0, 4)}/${id}`,
    publisher,
    text: body.join('\n\n'),
    expected: account.expected(),
  }
}
