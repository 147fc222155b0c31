/** Standard input as one file, with an ending that says what it looks like. */
import { articleLimits } from '../articles/article-limits.ts'
import { limitExceeded } from '../errors.ts'
import { articleSource, type SourceItem } from '../work/article-source.ts'

const endingOf = (opening: string): string => {
  if (opening.startsWith('{')) return 'jsonl'
  if (opening.startsWith('%PDF')) return 'pdf'
  if (opening.startsWith('PK\u0003\u0004')) return 'docx'
  if (/^<(!doctype|html|\?xml)/i.test(opening)) return 'html'
  return opening.startsWith('---') ? 'md' : 'txt'
}

/** @throws EntenteError `LimitExceeded` for more than one file may have */
const readStandardInput = async (): Promise<SourceItem> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > articleLimits.maxFileBytes)
      throw limitExceeded(`-: more than ${articleLimits.maxFileBytes} bytes on standard input (maxFileBytes)`)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const name = `-.${endingOf(bytes.subarray(0, 200).toString('latin1').trimStart())}`
  return { name: '-', fraction: null, task: { kind: 'file', name, bytes } }
}

/** What files, folders and `-` hold. @throws EntenteError for a path that is not there */
export async function* sourceOf(paths: readonly string[]): AsyncGenerator<SourceItem> {
  for (const path of paths)
    if (path === '-') yield await readStandardInput()
    else yield* articleSource([path])
}
