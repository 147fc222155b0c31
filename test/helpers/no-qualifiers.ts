// The fields of a statement that says nothing but who does what to whom: tests add what they are about.
// It never holds a text, an end or an id.
import type { Statement } from '../../graph/contract.ts'

export const noQualifiers: Omit<
  Statement,
  'id' | 'subject' | 'predicate' | 'object' | 'evidence' | 'start' | 'end' | 'date' | 'confidence' | 'trigger' | 'rule'
> = {
  counterpart: null,
  sectors: [],
  commodities: [],
  places: [],
  project: null,
  event: null,
  amount: null,
  title: null,
  modality: 'actual',
  speaker: null,
}
