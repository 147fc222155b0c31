/**
 * Answers of the server as signals: loading, ready or failed, the last good answer kept while the next one loads.
 * Never caches across a change of the data: `dataVersion` goes up with every load or review.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../graph/contract.ts'
import { ask, problemOf } from './api-client.ts'

export interface Loadable<T> {
  status: 'idle' | 'loading' | 'ready' | 'error'
  /** The address that `data` answers. */
  address: string | null
  data: T | null
  problem: Problem | null
}

const idle = { status: 'idle', address: null, data: null, problem: null } as const

/** Counts changes of the stored data that this page made, and the presses of "try again". */
export const dataVersion = signal(0)
export const reloadData = (): void => {
  dataVersion.value += 1
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

const load = <T>(
  address: string | null,
  before: Loadable<T>,
  show: (next: Loadable<T>) => void,
): (() => void) | undefined => {
  if (address === null) {
    show(idle)
    return undefined
  }
  const control = new AbortController()
  show({ ...before, status: 'loading', problem: null })
  ask<T>(address, { signal: control.signal }).then(
    (data) => show({ status: 'ready', address, data, problem: null }),
    (error: unknown) => {
      if (!isAbort(error)) show({ ...before, status: 'error', problem: problemOf(error) })
    },
  )
  return () => control.abort()
}

/** A page-wide answer whose address derives from the state. */
export const loadable = <T>(address: () => string | null): ReadonlySignal<Loadable<T>> => {
  const result = signal<Loadable<T>>(idle)
  effect(() => {
    dataVersion.value
    return load<T>(address(), result.peek(), (next) => {
      result.value = next
    })
  })
  return result
}

/** The same for one panel, for as long as it is on screen. */
export const useLoadable = <T>(address: string | null): Loadable<T> => {
  const [result, show] = useState<Loadable<T>>(idle)
  const version = dataVersion.value
  useEffect(() => load<T>(address, result, show), [address, version])
  return result
}
