/** The reader that `--reader` names, on the pool's threads; and what a model cost, told at the end. */
import { join } from 'node:path'
import { llmSettingsFrom } from '../extract/llm/llm-settings.ts'
import { type ArticleReader, type ReaderName, readArticleWith } from '../extract/llm/read-article-with.ts'
import { storeSettingsFrom } from '../store/store-settings.ts'
import type { ReadingPool } from '../work/reading-pool.ts'

/** @throws EntenteError `InvalidInput` where a model is wanted and none is set */
export const openReader = (reader: ReaderName, pool: ReadingPool): ArticleReader =>
  readArticleWith({
    reader,
    llm: reader === 'rules' ? null : llmSettingsFrom(process.env),
    cacheFolder: join(storeSettingsFrom(process.env).dataFolder, 'llm-cache'),
    rules: pool.read,
  })

/** One line on standard error: requests, tokens, cost, and what of the model's statements was not taken. */
export const tellModelUse = (reader: ArticleReader): void => {
  const { requests, cached, inputTokens, outputTokens, cost, offered, dropped } = reader.use()
  if (requests + cached === 0) return
  const lost = dropped.shape + dropped.evidence + dropped.end + dropped.ontology
  process.stderr.write(
    `model: ${requests} requests (${cached} from the cache), ${inputTokens} tokens in, ${outputTokens} out${
      cost === null ? '' : `, cost ${cost.toFixed(4)}`
    }; ${lost} of ${offered} statements did not pass the checks\n`,
  )
}
