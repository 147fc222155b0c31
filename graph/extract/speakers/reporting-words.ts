/** The words of saying: verbs, roles and bodies of reporting-words.yaml. Read once at start. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../package-root.ts'

const lists = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(packageFile('graph/extract/speakers/reporting-words.yaml'), 'utf8')))
const setOf = (name: string): ReadonlySet<string> => new Set((lists[name] ?? '').split(/[\s,]+/).filter(Boolean))
export const VERBS = setOf('verbs')
export const INDIRECT = setOf('indirect')
export const NOTING = setOf('noting')
export const ROLES = setOf('roles')
export const BODIES = setOf('bodies')
export const UNNAMED = setOf('unnamed')

/** Whether a verb reports what somebody says. */
export const isReporting = (lemma: string): boolean => INDIRECT.has(lemma)
