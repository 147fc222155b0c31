/**
 * Holds a query against Neo4j's own grammar, the lists of `cypher-rules.ts` and Neo4j's own semantic checks, which find
 * what the embedded engine would accept in silence (a variable declared twice, one that was never bound).
 * Pure and possibly slow: `check-cypher.ts` runs it in a thread with a deadline. Never runs a query.
 */
import { createRequire } from 'node:module'
import {
  allowedFunctions,
  allowedProcedures,
  allowedRules,
  maxPathLength,
  maxShortestPathLength,
  ruleWords,
} from './cypher-rules.ts'
import { placeOf } from './cypher-text.ts'

/** What the grammar's tree shows of itself; the library's own types need its whole sources. */
interface TreeNode {
  ruleIndex?: number
  children?: TreeNode[] | null
  start?: { start: number; text: string } | null
  /** Where the grammar lost the thread and went on by guessing. */
  exception?: { offendingToken?: { start: number } } | null
  getText(): string
}
interface Diagnostic {
  severity?: number
  message: string
  offsets: { start: number; end: number }
}
interface CollectedParameter {
  name: string
  offsets?: { start: number; end: number }
}
interface CypherLanguage {
  CypherParser: { ruleNames: string[] }
  parserWrapper: {
    parse(query: string): {
      statementsParsing: {
        ctx: TreeNode
        /** Counts the faults; the library's own list holds only those of its console. */
        parser: { _syntaxErrors: number }
        syntaxErrors: Diagnostic[]
        collectedParameters: CollectedParameter[]
      }[]
    }
  }
  lintCypherQuery(query: string, schema: object): Diagnostic[]
}

// Its ES modules lack their file endings, so Node can load the CommonJS build only.
const language = createRequire(import.meta.url)('@neo4j-cypher/language-support') as CypherLanguage
const ruleNames = language.CypherParser.ruleNames

/** `null`: the query may run. Else why not, in one sentence, with its place. */
export interface Refusal {
  message: string
  line: number
  column: number
}

const plainName = (node: TreeNode): string => node.getText().replaceAll('`', '').toLowerCase()

const childOf = (node: TreeNode, rule: string): TreeNode | undefined =>
  node.children?.find((child) => ruleNames[child.ruleIndex ?? -1] === rule)

/** The upper bound of `*`, `*3`, `*1..3`, `*..3`; null where there is none. */
const upperBound = (pathLength: string): number | null => {
  const found = /^\*(?:(\d+)?(\.\.)(\d+)?|(\d+))?$/.exec(pathLength)
  const bound = found?.[4] ?? found?.[3]
  return bound === undefined ? null : Number(bound)
}

const refuseNode = (node: TreeNode, inShortestPath: boolean): string | null => {
  const rule = ruleNames[node.ruleIndex ?? -1] ?? ''
  if (!allowedRules.has(rule)) {
    const words = ruleWords[rule] ?? `this (${rule})`
    return `Not allowed here: ${words}. A query may read with MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, CALL {…}, UNION and RETURN`
  }
  if (rule === 'functionName' && !allowedFunctions.has(plainName(node)))
    return `The function ${node.getText().slice(0, 60)} is not on the list of functions that a query may use`
  if (rule === 'callClause') {
    const procedure = childOf(node, 'procedureName')
    if (procedure && !allowedProcedures.has(plainName(procedure)))
      return `The procedure ${procedure.getText().slice(0, 60)} is not on the list of procedures that a query may call`
  }
  if (rule === 'pathLength') {
    const bound = upperBound(node.getText().replace(/\s/g, ''))
    const most = inShortestPath ? maxShortestPathLength : maxPathLength
    if (bound === null || bound > most)
      return `A path of variable length needs an upper bound of at most ${most} steps, such as *1..${most} (${inShortestPath ? 'maxShortestPathLength' : 'maxPathLength'})`
  }
  return null
}

const refuseTree = (root: TreeNode, query: string): Refusal | null => {
  const open: { node: TreeNode; inShortestPath: boolean }[] = [{ node: root, inShortestPath: false }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next
    if (node.ruleIndex === undefined) continue
    const message = refuseNode(node, next.inShortestPath)
    if (message) return { message, ...placeOf(query, node.start?.start ?? 0) }
    const inShortestPath = next.inShortestPath || /^shortestPath/.test(ruleNames[node.ruleIndex] ?? '')
    // Last child first on the stack's top, so that the leftmost fault is the one named.
    for (const child of [...(node.children ?? [])].reverse()) open.push({ node: child, inShortestPath })
  }
  return null
}

const refuseDiagnostic = (diagnostics: Diagnostic[], query: string): Refusal | null => {
  const fault = diagnostics.find((diagnostic) => (diagnostic.severity ?? 1) === 1)
  return fault ? { message: fault.message.split('\n')[0] ?? '', ...placeOf(query, fault.offsets.start) } : null
}

/**
 * A text that the grammar could follow only by leaving tokens out is refused, however harmless the rest looks: what was
 * left out would still be sent. The check of meaning says it best where it sees the fault too.
 */
const refuseGuesswork = (root: TreeNode, query: string, parameters: readonly string[]): Refusal => {
  const told = inspectMeaning(query, parameters)
  if (told) return told
  let from = query.length
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    from = Math.min(from, node.exception?.offendingToken?.start ?? from)
    open.push(...(node.children ?? []))
  }
  return { message: 'The query cannot be read as Cypher from here on', ...placeOf(query, from) }
}

const missingParameter = (
  { collectedParameters }: { collectedParameters: CollectedParameter[] },
  given: readonly string[],
  query: string,
): Refusal | null => {
  const missing = collectedParameters.find(({ name }) => !given.includes(name.replaceAll('`', '')))
  return missing
    ? {
        message: `The parameter $${missing.name.slice(0, 60)} is not given`,
        ...placeOf(query, missing.offsets?.start ?? 0),
      }
    : null
}

/**
 * Reads the query by the grammar and holds it to the lists: whether it is Cypher, and of the kind that only reads.
 * @param parameters names of the parameters that come with it; one that the query needs and nobody gave is a fault
 */
export const inspectForm = (query: string, parameters: readonly string[]): Refusal | null => {
  const statements = language.parserWrapper
    .parse(query)
    .statementsParsing.filter((statement) => statement.ctx.getText().replace(/<EOF>$/, '') !== '')
  const [statement, second] = statements
  if (!statement) return { message: 'The query is empty', line: 1, column: 1 }
  if (second) return { message: 'One statement at a time', ...placeOf(query, second.ctx.start?.start ?? 0) }
  return (
    // What is forbidden is said first: a reader of "CREATE (n" should learn that, not where its bracket is missing.
    refuseTree(statement.ctx, query) ??
    refuseDiagnostic(statement.syntaxErrors, query) ??
    (statement.parser._syntaxErrors > 0 ? refuseGuesswork(statement.ctx, query, parameters) : null) ??
    missingParameter(statement, parameters, query)
  )
}

/**
 * Holds a query whose form is right to the rules of meaning: every variable bound, none declared twice, no aggregate
 * where none can be. Some ten times slower than its form; an engine that checks these itself needs it not.
 */
export const inspectMeaning = (query: string, parameters: readonly string[]): Refusal | null =>
  refuseDiagnostic(
    language.lintCypherQuery(query, { parameters: Object.fromEntries(parameters.map((name) => [name, ''])) }),
    query,
  )
