/** What a format of export is: a name, a media type, and a function from the graph's contents to a stream of text. */
import type { ExportSource } from './export-source.ts'

export interface ExportFormat {
  /** As in `?format=` and as the ending of a file. */
  name: string
  mediaType: string
  /** In words, for documentation. */
  summary: string
  /** Pieces of text, in order; holds no more in memory than a page of the store's answers. */
  write: (source: ExportSource) => AsyncIterable<string>
}
