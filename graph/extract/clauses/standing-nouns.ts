/** The word lists of standing-nouns.yaml: nouns that stand for what is beside them. Read once at start. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../package-root.ts'

const file = 'graph/extract/clauses/standing-nouns.yaml'
const lists = z.record(z.string(), z.string()).parse(parse(readFileSync(packageFile(file), 'utf8')))
const wordsOf = (kind: string): string[] => (lists[kind] ?? '').split(/\s+/).filter(Boolean)

export const people: ReadonlySet<string> = new Set(wordsOf('people'))
export const standing: ReadonlySet<string> = new Set([...people, ...wordsOf('bodies'), ...wordsOf('places')])
export const quantities: ReadonlySet<string> = new Set(wordsOf('quantities'))
export const parts: ReadonlySet<string> = new Set(wordsOf('parts'))
export const titles: ReadonlySet<string> = new Set(wordsOf('titles'))
/** Verbs that tell what a whole consists of, and goods words that carry a trade word before them. */
export const listing: ReadonlySet<string> = new Set(wordsOf('listing'))
export const carriers: ReadonlySet<string> = new Set(wordsOf('carriers'))
/** Verbs by which somebody has somebody else act for him, and papers by which he does. */
export const engaging: ReadonlySet<string> = new Set(wordsOf('engaging'))
export const papers: ReadonlySet<string> = new Set(wordsOf('papers'))
/** Nouns that taggers take for adjectives ("its subsidiary X"). */
export const adjectiveLike: ReadonlySet<string> = new Set(wordsOf('adjective-like'))
/** Words beside the amounts of a list ("to Egypt — 3 million tonnes, to Turkey — 2 million"). */
export const counting: ReadonlySet<string> = new Set([...wordsOf('quantities'), ...wordsOf('counting')])
/** Nouns of sites, which tell where something is made. */
export const sites: ReadonlySet<string> = new Set(wordsOf('sites'))
