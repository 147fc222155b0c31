/** `entente mcp`: serves the graph to language models by the Model Context Protocol, on stdio or over HTTP. */
import type { Command } from 'commander'
import { wholeNumber } from './number-arguments.ts'

export const registerMcp = (program: Command): void => {
  program
    .command('mcp')
    .description('serve the graph to language models (MCP) on standard input and output, or over HTTP')
    .option('--http', 'serve streamable HTTP at /mcp instead of standard input and output')
    .option('--port <n>', 'port for --http', wholeNumber(0), 4100)
    .option('--host <address>', 'address for --http; any but loopback needs ENTENTE_TOKEN', '127.0.0.1')
    .action(async (options: { http?: boolean; port: number; host: string }) => {
      const [{ serveMcpOnStdio, serveMcpOverHttp }, { inWorkplace }, { stopped, stopSignal }, { messageOf }] =
        await Promise.all([
          import('../mcp/serve-mcp.ts'),
          import('./workplace.ts'),
          import('./stop-signal.ts'),
          import('../errors.ts'),
        ])
      const report = (error: unknown): void => {
        process.stderr.write(`entente: ${messageOf(error).split('\n')[0]}\n`)
      }
      await inWorkplace(async ({ ask }) => {
        if (!options.http) {
          await serveMcpOnStdio(ask, report)
          return
        }
        const { url, close } = await serveMcpOverHttp(
          ask,
          {
            host: options.host,
            port: options.port,
            token: process.env.ENTENTE_TOKEN || null,
            hosts: (process.env.ENTENTE_HOSTS ?? '')
              .split(',')
              .map((name) => name.trim())
              .filter(Boolean),
          },
          report,
        )
        process.stderr.write(`MCP at ${url}\n`)
        await stopped(stopSignal())
        await close()
      })
    })
}
