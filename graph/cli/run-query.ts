/** The body of `entente query`: through the gate like everybody's Cypher, or with --write as its owner. */
import type { CypherAnswer } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import { defaultCypherLimits, runCypher } from '../query/run-cypher.ts'
import { openWorkplace } from './workplace.ts'

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw invalidInput(`--${name} must be a whole number from 1`)
  return value
}

/** @throws EntenteError */
export const runQuery = async (
  cypher: string,
  options: { param: Record<string, unknown>; limit: string; timeout: string; write?: boolean },
): Promise<CypherAnswer> => {
  const limits = {
    ...defaultCypherLimits,
    maxRows: whole('limit', options.limit),
    timeoutMs: whole('timeout', options.timeout),
  }
  const workplace = await openWorkplace()
  try {
    if (options.write) return await workplace.own('write', { cypher, parameters: options.param })
    if (workplace.store) return await runCypher(workplace.store, cypher, options.param, limits)
    return await workplace.ask<CypherAnswer>('runCypher', {
      body: { query: cypher, parameters: options.param, timeoutMs: limits.timeoutMs },
    })
  } finally {
    await workplace.close()
  }
}
