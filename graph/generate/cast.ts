/**
 * Who and what one generated article is about: three companies of three countries, their goods, ministers, managers,
 * places, plants. Each role is drawn when a sentence first needs it. Knows nothing of how names are written in text.
 */
import type { EntityType } from '../contract.ts'
import { sectorById } from '../ontology/ontology.ts'
import type { Draws } from './random.ts'
import type { Company, WorldCommodity, WorldCountry } from './world.ts'
import { companyAt, companyCount, personAt, placeAt, placeCount, slugOf, world } from './world.ts'

/** One member of the cast, with what its type needs for being named. */
export interface Member {
  id: string
  type: EntityType
  name: string
  /** With its article, where English wants one: "the Netherlands". */
  inText: string
  /** What later mentions say: a family name, "Vesna" for "the city of Vesna". */
  short: string
  country: WorldCountry | null
  /** Sector ids that it brings. */
  sectors: string[]
  company: Company | null
  /** Of a person: the role's title and the role in which it is held. */
  office: { title: string; body: string } | null
  /** Of a project: the role of its place, and of the goods that its very name says it makes. */
  place: string | null
  makes: string | null
}

export interface Cast {
  member(role: string): Member
  /** Amount, quantity, share or year: text only. */
  figure(role: string): string
}

const base = { country: null, sectors: [], company: null, office: null, place: null, makes: null }

export const countryMember = (country: WorldCountry): Member => ({
  ...base,
  id: `country:${country.iso3}`,
  type: 'Country',
  name: country.name,
  inText: country.the ? `the ${country.name}` : country.name,
  short: country.the ? `the ${country.name}` : country.name,
  country,
})

export const sectorMember = (id: string): Member => {
  const name = sectorById.get(id)?.label ?? id
  return { ...base, id, type: 'Sector', name, inText: name, short: name, sectors: [id] }
}

const commodityMember = ({ id, name, sector }: WorldCommodity): Member => ({
  ...base,
  id,
  type: 'Commodity',
  name,
  inText: name,
  short: name,
  sectors: [sector],
})

/** Three companies that share neither country, goods nor the first word of their names. */
const drawCompanies = (draws: Draws): [Company, Company, Company] => {
  const found: Company[] = []
  while (found.length < 3) {
    let index = draws.zipf(companyCount)
    let company = companyAt(index)
    const clashes = (other: Company): boolean =>
      other.country === company.country ||
      other.makes.id === company.makes.id ||
      other.makes.sector === company.makes.sector ||
      other.name.split(' ')[0] === company.name.split(' ')[0]
    while (found.some(clashes)) {
      index = (index + 1) % companyCount
      company = companyAt(index)
    }
    found.push(company)
  }
  return found as [Company, Company, Company]
}

const money = (draws: Draws): string => {
  const [size, unit] = draws.chance(0.8) ? [5 + draws.below(900), 'million'] : [(11 + draws.below(80)) / 10, 'billion']
  return draws.pick([`$${size} ${unit}`, `€${size} ${unit}`, `${size} ${unit} dollars`, `${size} ${unit} euros`])
}

/** Draws the cast of one article, published in `year`. */
export const drawCast = (draws: Draws, year: number): Cast => {
  const companies = drawCompanies(draws)
  const [one, two] = companies
  const members = new Map<string, Member>()
  const figures = new Map<string, string>()
  const numberOf = (role: string): number => Math.min(3, Math.max(1, Number(role.slice(1)) || 1))
  const of = (role: string): Company => companies[numberOf(role) - 1] ?? one
  const taken = new Set<string>()
  const unused = (make: () => string): string => {
    let name = make()
    while (taken.has(name)) name = make()
    taken.add(name)
    return name
  }

  const person = (country: WorldCountry, office: NonNullable<Member['office']>): Member => {
    let names = personAt(country, draws.zipf(5000))
    unused(() => {
      names = personAt(country, draws.zipf(5000))
      return names.family
    })
    const name = `${names.given} ${names.family}`
    const id = `person:${slugOf(name)}`
    return { ...base, id, type: 'Person', name, inText: name, short: names.family, country, office }
  }

  const make = (role: string): Member => {
    const company = of(role)
    switch (role.charAt(0)) {
      case 'c':
        return countryMember(company.country)
      case 'o': {
        const { name, country, makes } = company
        const org: Member = {
          ...base,
          id: `org:${slugOf(name)}`,
          type: 'Organization',
          name,
          inText: name,
          short: name,
        }
        return { ...org, country, company, sectors: [makes.sector] }
      }
      case 'k': {
        if (role !== 'k4') return commodityMember(company.makes)
        const others = world.commodities.filter((k) => !companies.some((c) => c.makes.sector === k.sector))
        return commodityMember(draws.pick(others))
      }
      case 's': {
        const sector = draws.pick(world.sectors)
        if ([...members.values()].some((m) => m.type === 'Sector' && m.id === sector.id)) return make(role)
        return {
          ...base,
          id: sector.id,
          type: 'Sector',
          name: sector.phrase,
          inText: sector.phrase,
          short: sector.phrase,
          sectors: [sector.id],
        }
      }
      case 'm':
        return person(company.country, {
          title: `${draws.pick(world.portfolios)} Minister`,
          body: `c${numberOf(role)}`,
        })
      case 'x':
        return person(company.country, {
          title: draws.pick(['chief executive', 'president', 'managing director']),
          body: `o${numberOf(role)}`,
        })
      case 'p': {
        const name = unused(() => placeAt(draws.zipf(placeCount)))
        const inText = `${draws.pick(world.placeKinds)} ${name}`
        return {
          ...base,
          id: `place:${slugOf(name)}`,
          type: 'Place',
          name,
          inText,
          short: name,
          country: company.country,
        }
      }
      case 'j': {
        // The plant stands in the other country: that is what makes it bilateral.
        const { makes } = role === 'j2' ? two : one
        const place = role === 'j2' ? 'p1' : 'p2'
        const id = `project:${slugOf(`${member(place).name} ${makes.plant}`)}`
        const inText = `${/^[aeiou]/.test(makes.plant) ? 'an' : 'a'} ${makes.plant}`
        const goods = role === 'j2' ? 'k2' : 'k1'
        const saysIt = makes.plant.toLowerCase().startsWith(makes.id.slice('commodity:'.length).replaceAll('-', ' '))
        return {
          ...base,
          id,
          type: 'Project',
          makes: saysIt ? goods : null,
          name: makes.plant,
          inText,
          short: `the ${makes.plant}`,
          sectors: [makes.sector],
          place,
        }
      }
      case 'e': {
        const name = `${placeAt(draws.zipf(placeCount))} ${draws.pick(world.eventKinds)}`
        return {
          ...base,
          id: `event:${slugOf(name)}`,
          type: 'Event',
          name,
          inText: `the ${name}`,
          short: `the ${name}`,
        }
      }
      case 'b': {
        const name = draws.pick(world.banks)
        return {
          ...base,
          id: `org:${slugOf(name)}`,
          type: 'Organization',
          name,
          inText: `the ${name}`,
          short: `the ${name}`,
        }
      }
      default:
        throw new Error(`grammar.json: unknown role ${role}`)
    }
  }

  const member = (role: string): Member => {
    const known = members.get(role)
    if (known) return known
    const made = make(role)
    members.set(role, made)
    return made
  }

  const makeFigure = (role: string): string => {
    switch (role.charAt(0)) {
      case 'a':
        return money(draws)
      case 'q': {
        const amount = (1 + draws.below(90)) * 10 ** (1 + draws.below(3))
        return `${amount.toLocaleString('en-US')} ${one.makes.unit}`
      }
      case 'g':
        return `${3 + draws.below(58)} ${draws.chance(0.7) ? 'percent' : 'per cent'}`
      case 'y':
        return String(year - 1 - draws.below(3))
      default:
        throw new Error(`grammar.json: unknown figure ${role}`)
    }
  }
  const figure = (role: string): string => {
    const known = figures.get(role)
    if (known) return known
    const made = makeFigure(role)
    figures.set(role, made)
    return made
  }
  return { member, figure }
}
