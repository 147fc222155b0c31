#!/usr/bin/env node
/**
 * The program `entente`: names its commands and hands over to the one that was asked for.
 * Each command loads what it needs when it runs, so that `--help` is there at once. Knows no command's inside.
 */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { packageFile } from '../package-root.ts'
import { registerAsk } from './ask.ts'
import { registerBackup } from './backup.ts'
import { registerCheck } from './check.ts'
import { registerEval } from './eval.ts'
import { registerExplain } from './explain.ts'
import { registerExport } from './export.ts'
import { registerExtract } from './extract.ts'
import { registerForget } from './forget.ts'
import { registerGenerate } from './generate.ts'
import { registerLoad } from './load.ts'
import { registerMcp } from './mcp.ts'
import { registerQuery } from './query.ts'
import { registerQueue } from './queue.ts'
import { endWithError, quietBrokenPipe } from './report-error.ts'
import { registerReview } from './review.ts'
import { registerSectors } from './sectors.ts'
import { registerStart } from './start.ts'
import { registerStats } from './stats.ts'
import { registerWatch } from './watch.ts'
import { registerWorker } from './worker.ts'

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }

const program = new Command('entente')
  .description('A knowledge graph of bilateral industrial relations: every edge shows its sentence.')
  .version(version)
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Where the graph is kept
  ENTENTE_DATA   folder of the embedded store (default .entente)
  NEO4J_URI      use this Neo4j instead, with NEO4J_USER and NEO4J_PASSWORD

Examples
  entente start
  entente load articles/ more.jsonl
  entente sectors --country Japan
  entente query "MATCH (a:Country)-[r:PARTNERS_WITH]-(b:Country) RETURN a.name, b.name, r.statements"`,
  )

for (const register of [
  registerStart,
  registerLoad,
  registerExtract,
  registerQuery,
  registerAsk,
  registerSectors,
  registerStats,
  registerExport,
  registerForget,
  registerReview,
  registerCheck,
  registerBackup,
  registerExplain,
  registerEval,
  registerWatch,
  registerWorker,
  registerQueue,
  registerGenerate,
  registerMcp,
])
  register(program)

// A command's own commands inherit nothing from the program, so each is told.
for (const command of [program, ...program.commands]) command.exitOverride().showSuggestionAfterError()

quietBrokenPipe()
// Idle threads and processes of the store do not keep the program alive, so a command under way does.
const alive = setInterval(() => {}, 60_000)
try {
  await program.parseAsync()
} catch (error) {
  endWithError(error)
} finally {
  clearInterval(alive)
}
