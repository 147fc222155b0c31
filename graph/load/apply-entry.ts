/** Does again what one entry of the journal says: for what power loss took, and for a rebuild. Same entry, same graph. */
import type { Article, Reading } from '../contract.ts'
import { storeUnavailable } from '../errors.ts'
import type { GraphStore, JournalEntry } from '../store/graph-store.ts'
import { forgetWithin } from './forget-article.ts'
import { loadArticles } from './load-article.ts'
import type { ReviewEvent } from './review-log.ts'
import { decideWithin } from './review-statement.ts'
import { addFeedWithin, addStoryWithin, removeFeedWithin, type Story, type WatchedFeed } from './story-sources.ts'

/** @throws EntenteError `StoreUnavailable` for a kind that this version does not know */
export const applyEntry = (store: GraphStore, entry: JournalEntry): Promise<void> =>
  store.write(async (transaction) => {
    // Noted even where it turns out to change nothing, so that the graph knows that it holds this entry.
    transaction.record(entry)
    switch (entry.kind) {
      case 'load': {
        const { article, reading } = entry as unknown as { article: Article; reading: Reading }
        await loadArticles(transaction, [{ article, reading }], () => entry)
        return
      }
      case 'forget':
        await forgetWithin(transaction, String(entry.article), entry)
        return
      case 'review':
        await decideWithin(transaction, entry.event as ReviewEvent, entry)
        return
      case 'story':
        await addStoryWithin(transaction, entry.story as Story, entry)
        return
      case 'feed':
        await addFeedWithin(transaction, entry.feed as WatchedFeed, entry)
        return
      case 'unfollow':
        await removeFeedWithin(transaction, String(entry.url), entry)
        return
      default:
        throw storeUnavailable(`The journal holds an entry of kind ${entry.kind}, which this version does not know`)
    }
  })
