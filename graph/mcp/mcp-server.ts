/**
 * The MCP server: the tools of mcp-tools.ts over the official SDK. Reads only. Errors are answers that the model can act
 * on, never stack traces; long texts are cut and say so.
 */
import { readFileSync } from 'node:fs'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { EntenteError } from '../errors.ts'
import { packageFile } from '../package-root.ts'
import { type AskRoute, mcpTools, type ToolAnswer } from './mcp-tools.ts'

/** Characters of a tool's text at most: a model's context is not a place for everything. */
export const longestText = 40_000

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }

const instructions = `Entente is a knowledge graph of bilateral industrial relations: who does what with whom, in which sector, read out of articles.
Every statement has the sentence that says it, its speaker, its date and its modality (actual, planned, discussed, ended, denied).
Quote the sentence and its article when you use a statement, and never present what is planned, discussed or denied as a fact.
Start with ask or search; use evidence for the sentences behind anything; use cypher for what the other tools cannot say.`

const answered = ({ text, data }: ToolAnswer) => ({
  content: [
    {
      type: 'text' as const,
      text: text.length > longestText ? `${text.slice(0, longestText)}\n(cut: ask for less)` : text,
    },
  ],
  structuredContent: data,
})

const failed = (error: unknown) => {
  const text =
    error instanceof EntenteError
      ? `${error.kind}: ${error.message}`
      : 'Internal: the tool failed for a reason that is not yours'
  return { content: [{ type: 'text' as const, text }], isError: true }
}

/**
 * A server over these routes, ready to be connected to a transport.
 * @param report told of what is no EntenteError, for the log
 */
export const makeMcpServer = (ask: AskRoute, report: (error: unknown) => void = () => {}): McpServer => {
  const server = new McpServer({ name: 'entente', version }, { instructions })
  for (const { name, title, description, input, run } of mcpTools)
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input,
        annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      },
      async (given: Record<string, unknown>) => {
        try {
          return answered(await run(ask, given))
        } catch (error) {
          if (!(error instanceof EntenteError)) report(error)
          return failed(error)
        }
      },
    )
  return server
}
