/**
 * Turns whatever a command throws into one sentence on standard error and an exit code: 1 for what went wrong,
 * 2 for a command line that cannot be understood. The one place where the program decides how it fails.
 */
import { CommanderError } from 'commander'
import { EntenteError, messageOf } from '../errors.ts'

/** The first line of a message, without the word that commander puts before it. */
const sentence = (message: string): string => message.replace(/^error: /, '').trim()

/** Prints the error and sets the exit code; never a stack trace, unless ENTENTE_DEBUG asks for it. */
export const endWithError = (error: unknown): void => {
  if (error instanceof CommanderError) {
    // Commander has printed it; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  process.exitCode = 1
  if (process.env.ENTENTE_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  else if (error instanceof EntenteError) process.stderr.write(`entente: ${sentence(error.message)}\n`)
  else
    process.stderr.write(
      `entente: unexpected: ${sentence(messageOf(error).split('\n')[0] ?? '')} (ENTENTE_DEBUG=1 shows where)\n`,
    )
}

/** `entente … | head` ends when head has enough, without a complaint. */
export const quietBrokenPipe = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}
