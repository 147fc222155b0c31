/**
 * What a host's robots.txt allows us, asked once a day per host (RFC 9309): missing means all is allowed, a host that
 * fails or cannot be reached means nothing is, for now.
 */
import robotsModule from 'robots-parser'
import { EntenteError } from '../errors.ts'
import { decodePage } from './decode-page.ts'
import { type FetchSettings, fetchPage, productToken } from './fetch-page.ts'

export interface RobotsRules {
  allows(address: string): Promise<boolean>
  /** Seconds between two requests that the host asks for, if it does. Only of hosts asked before. */
  crawlDelay(address: string): number | null
}

interface Rules {
  isAllowed(url: string, userAgent?: string): boolean | undefined
  getCrawlDelay(userAgent?: string): number | undefined
}
// The package is a function, its typings say a namespace.
const robotsParser = robotsModule as unknown as (url: string, text: string) => Rules

const maxRobotsBytes = 512 * 1024
const keepMs = 24 * 3600 * 1000
/** After a failure the host is asked again sooner. */
const keepFailureMs = 600 * 1000
const maxHosts = 10_000

interface Known {
  until: number
  rules: Rules | 'all' | 'nothing'
}

/** @param now milliseconds, handed in so that tests need no waiting */
export const openRobots = (settings: Partial<FetchSettings>, now: () => number = Date.now): RobotsRules => {
  const known = new Map<string, Promise<Known>>()
  const latest = new Map<string, Known>()

  const ask = async (origin: string): Promise<Known> => {
    const address = `${origin}/robots.txt`
    try {
      const page = await fetchPage(address, { ...settings, maxBytes: maxRobotsBytes })
      if (page.status >= 500 || page.status === 429) return { until: now() + keepFailureMs, rules: 'nothing' }
      if (page.status >= 300) return { until: now() + keepMs, rules: 'all' }
      const text = decodePage(page.body, page.contentType, maxRobotsBytes)
      return { until: now() + keepMs, rules: robotsParser(address, text) }
    } catch (error) {
      // An address that may not be fetched at all is the caller's fault, not the host's.
      if (error instanceof EntenteError && error.kind === 'InvalidInput') throw error
      return { until: now() + keepFailureMs, rules: 'nothing' }
    }
  }

  const rulesOf = async (address: string): Promise<Known> => {
    const { origin } = new URL(address)
    const asked = known.get(origin)
    if (asked) {
      const rules = await asked
      if (rules.until > now()) return rules
    }
    if (known.size >= maxHosts) known.clear()
    const answer = ask(origin)
    known.set(origin, answer)
    answer.then(
      (rules) => latest.set(origin, rules),
      () => known.delete(origin),
    )
    return answer
  }

  return {
    allows: async (address) => {
      const { rules } = await rulesOf(address)
      if (typeof rules === 'string') return rules === 'all'
      return rules.isAllowed(address, productToken) ?? true
    },
    crawlDelay: (address) => {
      const rules = latest.get(new URL(address).origin)?.rules
      return !rules || typeof rules === 'string' ? null : (rules.getCrawlDelay(productToken) ?? null)
    },
  }
}
