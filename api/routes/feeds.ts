/** The feeds that the server follows: list them, add to them, leave one. */
import { z } from 'zod'
import { invalidInput, notFound } from '../../graph/errors.ts'
import type { FeedState } from '../../graph/feeds/watch-state.ts'
import { type ApiContext, route } from '../route.ts'

const feed = z
  .object({
    url: z.string(),
    parent: z.string().nullable().meta({ description: 'The sitemap index that named it, if one did.' }),
    due: z.iso.datetime().nullable().meta({ description: 'When it is visited next; null: at once.' }),
    failures: z.int().min(0).meta({ description: 'Failures in a row.' }),
    problem: z.string().nullable().meta({ description: 'Why the last visit failed.' }),
  })
  .meta({ id: 'Feed' })
const feedList = z.object({ items: z.array(feed) }).meta({ id: 'Feeds' })

const address = z.string().min(1).max(2000)

const shown = ({ url, parent, due, failures, problem }: FeedState): z.output<typeof feed> => ({
  url,
  parent,
  due: due > 0 ? new Date(due).toISOString() : null,
  failures,
  problem,
})
const feedsOf = ({ feeds }: ApiContext): NonNullable<ApiContext['feeds']> => {
  if (!feeds) throw invalidInput('No feeds are followed here; `entente start` or `entente watch` follows them')
  return feeds
}

export const feedRoutes = [
  route({
    method: 'get',
    path: '/api/feeds',
    operationId: 'listFeeds',
    tag: 'articles',
    summary: 'The feeds that are followed, with what ails them',
    answer: feedList,
    // Visits change it, and they are no change of the graph.
    cached: false,
    examples: [{ name: 'all' }],
    handle: async (context) => ({ items: (context.feeds?.list() ?? []).map(shown) }),
  }),
  route({
    method: 'post',
    path: '/api/feeds',
    operationId: 'addFeeds',
    tag: 'articles',
    summary: 'Follow feeds: RSS, Atom, JSON Feed, sitemaps',
    description: 'Also goes on with those that were followed before. Only public addresses are visited.',
    body: z.object({ urls: z.array(address).min(1).max(100) }),
    answer: feedList,
    writes: true,
    handle: async (context, { body }) => {
      const feeds = feedsOf(context)
      await feeds.add(body.urls)
      return { items: feeds.list().map(shown) }
    },
  }),
  route({
    method: 'delete',
    path: '/api/feeds',
    operationId: 'removeFeed',
    tag: 'articles',
    summary: 'Follow a feed no more, nor those that it named',
    query: z.object({ url: address }),
    answer: feedList,
    writes: true,
    handle: async (context, { query }) => {
      const feeds = feedsOf(context)
      if (!(await feeds.remove(query.url))) throw notFound(`${query.url} is not followed`)
      return { items: feeds.list().map(shown) }
    },
  }),
]
