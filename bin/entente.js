#!/usr/bin/env node
/**
 * The command's entry: runs the built program. It exists apart from it so that the command is there before the first
 * build (npm links only files that exist), and can say what to do then.
 */
import { existsSync } from 'node:fs'

const program = new URL('../dist/graph/cli/entente.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('entente: not built yet; run `npm run build` (or `npm start`) once.\n')
  process.exitCode = 1
}
