/**
 * The process that holds the embedded engine. A native query cannot be stopped from within, so its owner ends this
 * whole process instead; nothing but the engine lives here. Never writes to standard output.
 */
import { constants } from 'node:fs'
import { copyFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import engine, { type GrafeoDB, type QueryResult, type Transaction } from '@grafeo-db/js'
import { messageOf } from '../../errors.ts'
import type { CypherParameters } from '../graph-store.ts'
import type { EngineCall, EngineReply } from './engine-messages.ts'
import { type PackedRows, packRows, unpackParameters } from './engine-rows.ts'
import { type NodeIds, toValue } from './engine-values.ts'
import { refusePlan, withoutFirstLine } from './plan-kind.ts'

/** How often the memory of the process is looked at, in ms. */
const memoryCheckMs = 20
/**
 * The log is folded into the data file once it holds this many bytes and this share of the file, looked at every so many
 * commits. Folding writes the whole file anew: at a fixed size it would cost a growing graph more each time.
 */
const checkpointBytes = 32 * 1024 * 1024
const logShare = 0.25
const commitsBetweenLooks = 8
/** Texts of queries whose plans are known. */
const mostKnown = 500

let database: GrafeoDB | undefined
const transactions = new Map<number, Transaction>()
let lastTransaction = 0
let running = 0
const knownToRead = new Set<string>()
let file = ''
let commits = 0

const opened = (): GrafeoDB => {
  if (!database) throw new Error('the engine is not open')
  return database
}

const send = (reply: EngineReply): void => {
  // Whom nobody hears any more ends by 'disconnect'; without a callback the failed send would end it first, with a trace.
  process.send?.(reply, () => {})
}

/** A runaway answer would take the machine down before any deadline: end before that. */
const guardMemory = (limit: number): void => {
  setInterval(() => {
    if (process.memoryUsage.rss() < limit) return
    process.send?.({ call: -1, fault: { message: 'memory', status: '', kind: 'memory' } } satisfies EngineReply, () =>
      process.kill(process.pid, 'SIGKILL'),
    )
  }, memoryCheckMs).unref()
}

const nodeIds = (db: GrafeoDB): NodeIds => {
  const known = new Map<number, string>()
  return (node) => {
    const before = known.get(node)
    if (before !== undefined) return before
    const id = db.getNode(node)?.get('id')
    const text = typeof id === 'string' ? id : `n:${node}`
    known.set(node, text)
    return text
  }
}

const answerOf = (result: QueryResult, maxRows: number): PackedRows => {
  const ids = nodeIds(opened())
  const columns = result.columns
  const count = Math.min(result.length, maxRows)
  const raw = count === result.length ? result.rows() : undefined
  const rows = Array.from({ length: count }, (_, i) => {
    if (raw) return (raw[i] ?? []).map((value) => toValue(value, ids))
    const row = result.get(i)
    return columns.map((column) => toValue(row[column], ids))
  })
  return packRows(columns, rows, result.length > count)
}

const logBytes = async (): Promise<number> => {
  let bytes = 0
  for (const name of await readdir(`${file}.wal`).catch(() => []))
    bytes += (await stat(join(`${file}.wal`, name)).catch(() => ({ size: 0 }))).size
  return bytes
}

/** Folds the log into the data file once it is large; a long log makes the next open slow. */
const foldLog = async (): Promise<void> => {
  if (++commits % commitsBetweenLooks > 0 || transactions.size > 0) return
  const held = (await stat(file).catch(() => ({ size: 0 }))).size
  if ((await logBytes()) > Math.max(checkpointBytes, held * logShare)) opened().walCheckpoint()
}

const transactionOf = (id: number): Transaction => {
  const transaction = transactions.get(id)
  if (!transaction) throw new Error('the transaction is over')
  return transaction
}

/** Held to once; what a query is made of does not change with its parameters. */
const refuseUnlessReading = async (
  runner: GrafeoDB | Transaction,
  cypher: string,
  parameters: CypherParameters,
): Promise<void> => {
  if (knownToRead.has(cypher)) return
  try {
    const plan = await runner.executeCypher(`EXPLAIN\n${cypher}`, parameters)
    refusePlan(String(plan.rows()[0]?.[0] ?? ''))
  } catch (error) {
    if (error instanceof Error) error.message = withoutFirstLine(error.message)
    throw error
  }
  if (knownToRead.size >= mostKnown) knownToRead.clear()
  knownToRead.add(cypher)
}

const answer = async (call: EngineCall): Promise<unknown> => {
  switch (call.op) {
    case 'open':
      database = call.readOnly ? engine.GrafeoDB.openReadOnly(call.path) : engine.GrafeoDB.create(call.path)
      file = call.path
      for (const statement of call.schema) await database.executeCypher(statement)
      // What the graph itself takes is not the query's.
      if (call.memory > 0) guardMemory(process.memoryUsage.rss() + call.memory)
      return database.version()
    case 'run': {
      const runner = call.transaction === undefined ? opened() : transactionOf(call.transaction)
      const parameters = unpackParameters(call.parameters)
      if (call.onlyReading) await refuseUnlessReading(runner, call.cypher, parameters)
      return answerOf(await runner.executeCypher(call.cypher, parameters), call.maxRows ?? Number.POSITIVE_INFINITY)
    }
    case 'begin':
      transactions.set(++lastTransaction, opened().beginTransaction())
      return lastTransaction
    case 'commit':
      transactionOf(call.transaction).commit()
      transactions.delete(call.transaction)
      await foldLog()
      return null
    case 'rollback':
      transactionOf(call.transaction).rollback()
      transactions.delete(call.transaction)
      return null
    case 'copy':
      // The data file changes at checkpoints only, and this is the only place that makes them.
      opened().walCheckpoint()
      await copyFile(file, call.path, constants.COPYFILE_FICLONE)
      return null
    case 'close':
      for (const transaction of transactions.values()) transaction.rollback()
      // The engine keeps its log when it closes, and would read it all again at the next open.
      if (commits > 0 && (await logBytes()) > checkpointBytes) database?.walCheckpoint()
      database?.close()
      database = undefined
      return null
  }
}

/** The tail of each transaction's calls: its owner sends the next before the last is done. */
const tails = new Map<number, Promise<unknown>>()

const inOrder = (call: EngineCall): Promise<unknown> => {
  const transaction = 'transaction' in call ? call.transaction : undefined
  if (transaction === undefined) return answer(call)
  const turn = (tails.get(transaction) ?? Promise.resolve()).then(() => answer(call))
  tails.set(
    transaction,
    turn.catch(() => {}),
  )
  if (call.op !== 'run') tails.delete(transaction)
  return turn
}

process.on('message', (call: EngineCall) => {
  running++
  inOrder(call)
    .then((result) => send({ call: call.call, result }))
    .catch((error: unknown) => {
      const status = (error as { gqlStatus?: string }).gqlStatus ?? ''
      send({ call: call.call, fault: { message: messageOf(error), status, kind: 'engine' } })
    })
    .finally(() => {
      running--
      if (call.op === 'close') process.disconnect()
    })
})

// The owner is gone. A native query in flight would keep the files locked, so do not wait for it.
process.on('disconnect', () => {
  if (running > 0) process.kill(process.pid, 'SIGKILL')
  database?.close()
  process.exit(0)
})
// Ctrl-C reaches the whole process group; the owner decides when to close.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
