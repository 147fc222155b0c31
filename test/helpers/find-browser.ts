/**
 * Finds a Chromium for the browser tests: CHROME_PATH, Playwright's own, one on the path; else tries to install one.
 * Says loudly where none can be had; never fetches anything where a browser is there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const onPath = (): string | null => {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name)
      if (existsSync(path)) return path
    }
  }
  return null
}

const own = (): string | null => {
  try {
    const path = chromium.executablePath()
    return path !== '' && existsSync(path) ? path : null
  } catch {
    return null
  }
}

const found = (): string | null => {
  const given = process.env.CHROME_PATH
  if (given && existsSync(given)) return given
  return own() ?? onPath()
}

/** Minutes that an attempt to install may take. */
const patience = 4 * 60_000

const install = (): void => {
  spawnSync('npx', ['--no-install', 'playwright-core', 'install', 'chromium'], { stdio: 'ignore', timeout: patience })
  if (found() !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'ignore', timeout: patience })
}

let known: string | null | undefined

/** Path of a browser, or null after every way was tried. */
export const findBrowser = (): string | null => {
  if (known !== undefined) return known
  known = found()
  if (known === null) {
    install()
    known = found()
  }
  if (known === null) {
    process.stderr.write('\n!!! NO BROWSER: the tests in test/browser are skipped. Set CHROME_PATH to a Chromium.\n\n')
  }
  return known
}
