/** What the owner of the embedded engine and its child process say to each other. Types only. */

import type { PackedParameters } from './engine-rows.ts'

export type EngineRequest =
  | { op: 'open'; path: string; readOnly: boolean; memory: number; schema: string[] }
  /** `parameters` packed by engine-rows.ts; the answer is `PackedRows`. Those of a transaction run in order. */
  | {
      op: 'run'
      cypher: string
      parameters: PackedParameters
      transaction?: number
      maxRows?: number
      /** Asks the engine for its plan first, and runs the query only where every step of it reads. */
      onlyReading?: boolean
    }
  | { op: 'begin' }
  | { op: 'commit'; transaction: number }
  | { op: 'rollback'; transaction: number }
  /** Copies the whole database into one new file; no transaction may be open. */
  | { op: 'copy'; path: string }
  | { op: 'close' }

export type EngineCall = EngineRequest & { call: number }

export type EngineReply =
  | { call: number; result: unknown }
  | { call: number; fault: { message: string; status: string; kind: 'engine' | 'memory' } }
