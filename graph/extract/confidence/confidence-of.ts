/**
 * How likely a draft is what the article says, from 0 to 1. The base is the share of right statements that its rule gave
 * on the annotated articles to develop on (calibration.json), drawn to the share of all rules where it fired seldom, and
 * lowered because rules do worse on articles that nobody has looked at; ends that are pronouns, modifiers or nearest names
 * lower it further. docs/reader.md says how the figures are taken.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from '../../package-root.ts'
import type { Draft } from '../draft.ts'

const calibration = z
  .object({ rules: z.record(z.string(), z.tuple([z.number().int().min(0), z.number().int().min(0)])) })
  .parse(JSON.parse(readFileSync(packageFile('graph/extract/confidence/calibration.json'), 'utf8')))

/** Share of right statements expected of a rule that never fired on the annotated articles. */
const PRIOR = 0.55
/** How many statements the prior weighs as much as. */
const WEIGHT = 5
/** What is left of a rule's share on articles it was not developed on. */
const UNSEEN = 0.9
const PATHS: Record<Draft['path'], number> = { tree: 1, loose: 0.93, order: 0.9, implied: 0.9 }
const ENDS: Record<string, number> = { name: 1, adjective: 1, nominal: 0.92, pronoun: 0.88 }

/** Confidence by rule, for rules of the same family where the rule itself is unknown. */
const shares = new Map<string, number>()
const shareOf = (rule: string): number => {
  const known = shares.get(rule)
  if (known !== undefined) return known
  const [right, of] = calibration.rules[rule] ?? [0, 0]
  const share = (UNSEEN * right + PRIOR * WEIGHT) / (of + WEIGHT)
  shares.set(rule, share)
  return share
}

export const confidenceOf = (draft: Draft): number => {
  const ends = draft.ends.reduce((product, end) => product * (ENDS[end.kind] ?? 1), 1)
  return Math.round(1000 * Math.min(0.97, shareOf(draft.rule) * PATHS[draft.path] * ends)) / 1000
}
