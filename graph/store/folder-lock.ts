/**
 * Says who holds a data folder. The engine refuses a second holder by itself, but cannot say who the first is.
 * A lock whose process is gone is taken over; never removes a lock of a living process.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { conflict } from '../errors.ts'

interface Holder {
  pid: number
  /** Clock ticks since boot at which the process started; tells a reused pid. Empty where the system has no /proc. */
  started: string
  host: string
  command: string
  since: string
}

/** State and start of a process out of /proc/PID/stat; empty where that cannot be read. */
const statOf = (pid: number): { state: string; started: string } => {
  try {
    // The name in parentheses may hold blanks, so count from behind it: the state comes first, the start is field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return { state: '', started: '' }
  }
}

const isAlive = (holder: Holder): boolean => {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const { state, started } = statOf(holder.pid)
  // Ended, but its parent has not taken notice yet.
  return state !== 'Z' && holder.started === started
}

const readHolder = (path: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    // Half written by a process that was killed, or removed since.
    return null
  }
}

const describe = (holder: Holder): string =>
  `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`} (${holder.command}) since ${holder.since}`

/** Who holds the folder, in words, or null. */
export const holderOf = (folder: string): string | null => {
  const holder = readHolder(join(folder, 'lock'))
  return holder && isAlive(holder) ? describe(holder) : null
}

/**
 * Takes the folder for this process; the function that comes back gives it free.
 * @throws EntenteError `Conflict` in one sentence that names the holder
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'lock')
  const mine: Holder = {
    pid: process.pid,
    started: statOf(process.pid).started,
    host: hostname(),
    command: ['entente', ...process.argv.slice(2)].join(' ').slice(0, 200),
    since: new Date().toISOString(),
  }
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, JSON.stringify(mine))
      closeSync(file)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (holder && isAlive(holder)) throw conflict(`The data folder ${folder} is in use by ${describe(holder)}`)
    // Renaming is atomic: of two that find the same stale lock, one moves it and the other finds nothing to move.
    const aside = `${path}.${process.pid}.stale`
    try {
      renameSync(path, aside)
      rmSync(aside, { force: true })
    } catch {}
  }
  throw conflict(`The data folder ${folder} is being opened by another process`)
}
