/**
 * What a bulk load knows of the graph without asking: entities and derived edges as its own transactions left them. A
 * load into an empty graph needs no look at any of them, so that its next transaction is worked out while the one before
 * is written. Bounded; whatever is not sure of is forgotten and read again, never guessed.
 */
import type { GraphStore, WriteTransaction } from '../store/graph-store.ts'
import type { EdgeFacts } from './derive.ts'
import { isReference } from './reference-data.ts'

/** An entity as it is stored; `forms` as in entity-names.ts. */
export interface KnownEntity {
  forms: string
  statements: number
  articles: number
  mentions: number
}

/** Entities and edges kept at most: some 60 MB. */
const mostKept = 150_000

const untouched: KnownEntity = { forms: '{}', statements: 0, articles: 0, mentions: 0 }

/** Nothing derives from anything but articles and reviews. */
const isEmpty = async (ask: (cypher: string) => Promise<unknown[]>): Promise<boolean> => {
  for (const label of ['Article', 'Review'])
    if ((await ask(`MATCH (n:${label}) RETURN n.id AS id LIMIT 1`)).length > 0) return false
  return true
}

export class LoadMemory {
  /** By id and by the keys of derive.ts. */
  readonly entities = new Map<string, KnownEntity>()
  readonly edges = new Map<string, EdgeFacts>()
  /** Whether what is not here is not in the graph either. */
  #isWhole: boolean
  /** Changes when something here turned out to be wrong: whatever was worked out from it before does not hold. */
  #epoch = 0
  /** The turn in which the graph was as it is known here; null: at the beginning, or while a transaction goes on. */
  #turn: number | null = null
  #isUsed = false
  readonly #most: number

  private constructor(isWhole: boolean, most: number) {
    this.#isWhole = isWhole
    this.#most = most
  }

  /** Of a store that nobody else need leave alone: each transaction sees whether someone else wrote. */
  static async of(store: GraphStore, most = mostKept): Promise<LoadMemory> {
    return new LoadMemory(await isEmpty((cypher) => store.read(cypher)), most)
  }

  /** For a single transaction: knows nothing. */
  static none(): LoadMemory {
    return new LoadMemory(false, mostKept)
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  get epoch(): number {
    return this.#epoch
  }

  /** What is stored of the entity: null when it is not in the graph, undefined when that is not known. */
  entity(id: string): KnownEntity | null | undefined {
    return this.entities.get(id) ?? (this.#isWhole ? (isReference(id) ? untouched : null) : undefined)
  }

  /** As `entity`, of a derived edge. */
  edge(key: string): EdgeFacts | null | undefined {
    return this.edges.get(key) ?? (this.#isWhole ? null : undefined)
  }

  /** Begins a transaction: true when all that is known still holds. Otherwise everything is forgotten. */
  async holdsIn(transaction: WriteTransaction, epoch = this.#epoch): Promise<boolean> {
    const isFirst = this.#turn === null && epoch === this.#epoch && this.#isWhole && !this.#isUsed
    const holds = isFirst
      ? await isEmpty((cypher) => transaction.run(cypher))
      : this.#turn === transaction.turn - 1 && epoch === this.#epoch
    this.#isUsed = true
    this.#turn = null
    if (!holds) this.forget()
    return holds
  }

  /** The transaction of this turn is committed. */
  committed(turn: number): void {
    this.#turn = turn
  }

  forget(): void {
    this.entities.clear()
    this.edges.clear()
    this.#isWhole = false
    this.#epoch++
  }

  /** Drops the oldest half where it has become too much. */
  trim(): void {
    if (this.entities.size + this.edges.size <= this.#most) return
    this.#isWhole = false
    for (const map of [this.entities, this.edges]) {
      let left = Math.ceil(map.size / 2)
      for (const key of map.keys()) {
        if (left-- === 0) break
        map.delete(key)
      }
    }
  }
}
