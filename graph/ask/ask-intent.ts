/**
 * What a question was read as: one of ten intents with the names it uses. Data only: the parser makes it, the writer of
 * Cypher and the sayer of answers take it.
 */
import type { EntityType, IsoDate, Modality, Predicate } from '../contract.ts'
import type { Named } from './fixed-names.ts'
import type { AskType, Slot } from './question-lexicon.ts'

/** `whether` asks yes or no, `count` how many, `when` dates, `amount` figures, `list` all else. */
export type AskForm = 'list' | 'count' | 'whether' | 'when' | 'amount'

/** What narrows the statements of any intent. Several names in one list mean "any of". */
export interface AskScope {
  sectors: Named[]
  from: IsoDate | null
  to: IsoDate | null
  /** The span in words: "since 2020". */
  dates: string | null
  modalities: Modality[]
  rank: 'most' | 'latest' | 'earliest' | null
  limit: number | null
}

interface Common {
  form: AskForm
  scope: AskScope
}

/** Statements with one predicate, some ends given and one asked. */
export interface RelationIntent extends Common {
  kind: 'relation'
  predicate: Predicate
  ends: Partial<Record<Slot, Named[]>>
  /** Both stand in the statement as subject, object or counterpart, whichever way round. */
  pair: [Named[], Named[]] | null
  ask: Slot | 'speaker' | 'statement' | 'article'
  askType: EntityType | null
  /** What is asked for must be of one of these countries. */
  within: Named[]
  speakers: Named[]
}

export type AskIntent =
  | RelationIntent
  /** Entities of a type in statements in which one of each of these lists takes part. */
  | (Common & { kind: 'entities'; askType: EntityType | null; about: Named[][]; within: Named[] })
  /** The links of countries to sectors. */
  | (Common & {
      kind: 'country-sectors'
      ask: 'country' | 'sector' | 'statement'
      countries: Named[]
      sectors: Named[]
      /** Whether each of them must be linked, not any. */
      all: boolean
    })
  /** Statements in which one of each of these lists takes part. */
  | (Common & { kind: 'statements'; about: Named[][] })
  /** What someone said, or who said it. */
  | (Common & { kind: 'sayings'; ask: 'speaker' | 'statement'; speakers: Named[]; title: string[]; about: Named[][] })
  /** Who holds which role where. */
  | (Common & { kind: 'roles'; ask: 'person' | 'title'; persons: Named[]; of: Named[]; titleWords: string[] })
  | (Common & { kind: 'profile'; entity: Named })
  | (Common & { kind: 'articles'; about: Named[][] })
  | (Common & { kind: 'totals'; of: AskType })
  | (Common & { kind: 'help' })
