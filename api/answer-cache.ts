/**
 * Answers kept for the next asker of the same address, until the graph changes (or, where other programs may write
 * to the same store, for a few seconds). Holds bytes up to a limit and drops the oldest first.
 */

export interface KeptAnswer {
  body: Buffer
  etag: string
  at: number
}

export class AnswerCache {
  readonly #kept = new Map<string, KeptAnswer>()
  readonly #maxBytes: number
  readonly #maxAgeMs: number
  #bytes = 0
  #version = 0

  /** @param maxAgeMs Infinity where this process is the only one that writes */
  constructor(maxBytes: number, maxAgeMs: number) {
    this.#maxBytes = maxBytes
    this.#maxAgeMs = maxAgeMs
  }

  /** Changes with every write; an answer that was begun before one must not be kept after it. */
  get version(): number {
    return this.#version
  }

  get(address: string): KeptAnswer | null {
    const answer = this.#kept.get(address)
    if (!answer) return null
    if (Date.now() - answer.at <= this.#maxAgeMs) return answer
    this.#drop(address, answer)
    return null
  }

  /** @param version that of the moment when the answer was begun */
  keep(address: string, answer: KeptAnswer, version: number): void {
    if (version !== this.#version || answer.body.length > this.#maxBytes / 4) return
    const before = this.#kept.get(address)
    if (before) this.#drop(address, before)
    this.#kept.set(address, answer)
    this.#bytes += answer.body.length
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) break
      this.#drop(oldest, kept)
    }
  }

  clear(): void {
    this.#version++
    this.#kept.clear()
    this.#bytes = 0
  }

  #drop(address: string, answer: KeptAnswer): void {
    this.#kept.delete(address)
    this.#bytes -= answer.body.length
  }
}
