/** The word lists of modality-cues.yaml, and which modality is farther from fact. Read once at start. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Modality } from '../../contract.ts'
import { packageFile } from '../../package-root.ts'

const cues = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(packageFile('graph/extract/modality/modality-cues.yaml'), 'utf8')))
const setOf = (name: string): ReadonlySet<string> => new Set((cues[name] ?? '').split(/\s+/).filter(Boolean))
export const REPORT = setOf('report')
export const GOVERNORS = (['planned', 'discussed', 'ended', 'denied'] as const).map((m) => [m, setOf(m)] as const)
export const ADJECTIVES = (['planned', 'discussed', 'ended'] as const).map((m) => [m, setOf(`adjective-${m}`)] as const)

/** How far a modality is from fact; the weakest on the way up wins, and ended and denied win over all. */
const WEIGHT: Record<Modality, number> = { actual: 0, planned: 1, discussed: 2, ended: 3, denied: 4 }
/** The farther from fact of two modalities. */
export const weakerModality = (a: Modality, b: Modality): Modality => (WEIGHT[a] >= WEIGHT[b] ? a : b)
export const TIED = setOf('tied')
export const GROWTH = setOf('growth')
export const ONGOING = setOf('ongoing')
export const STANDING = setOf('standing')
export const BEGINNING = setOf('beginning')
