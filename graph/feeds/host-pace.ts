/**
 * Politeness: one request at a time to a host and a pause between two, longer where the host asks for it.
 * Different hosts never wait for each other.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export interface HostPace {
  /** Runs `task` when it is the host's turn. `delaySeconds` lengthens the pause before it, up to the largest one. */
  run<T>(address: string, delaySeconds: number | null, task: () => Promise<T>): Promise<T>
  /** Nothing goes to the host for so many seconds. */
  hold(address: string, seconds: number): void
}

export interface PaceSettings {
  /** Seconds between two requests to one host. */
  pauseSeconds: number
  /** A host cannot make us wait longer than this between two requests. */
  maxPauseSeconds: number
}

export const paceDefaults: Readonly<PaceSettings> = { pauseSeconds: 2, maxPauseSeconds: 60 }

interface Host {
  tail: Promise<unknown>
  /** Milliseconds before which nothing is sent. */
  free: number
  waiting: number
}

export const openPace = (settings: PaceSettings, signal?: AbortSignal): HostPace => {
  const hosts = new Map<string, Host>()
  const hostOf = (address: string): Host => {
    const { host } = new URL(address)
    const found = hosts.get(host) ?? { tail: Promise.resolve(), free: 0, waiting: 0 }
    hosts.set(host, found)
    return found
  }
  const forgetIdle = (): void => {
    for (const [name, host] of hosts) if (host.waiting === 0 && host.free < Date.now()) hosts.delete(name)
  }
  return {
    run: (address, delaySeconds, task) => {
      if (hosts.size > 10_000) forgetIdle()
      const host = hostOf(address)
      host.waiting++
      const turn = host.tail.then(async () => {
        try {
          const wait = host.free - Date.now()
          if (wait > 0) await sleep(wait, undefined, signal ? { signal } : {})
          return await task()
        } finally {
          const pause = Math.min(Math.max(settings.pauseSeconds, delaySeconds ?? 0), settings.maxPauseSeconds)
          host.free = Math.max(host.free, Date.now() + pause * 1000)
          host.waiting--
        }
      })
      host.tail = turn.catch(() => {})
      return turn
    },
    hold: (address, seconds) => {
      const host = hostOf(address)
      host.free = Math.max(host.free, Date.now() + seconds * 1000)
    },
  }
}
