/** All articles, and the place where new ones come in. */
import { useEffect, useState } from 'preact/hooks'
import type { ArticleSummary, Page } from '../../graph/contract.ts'
import { formatDate, formatNumber, t } from '../messages.ts'
import { Note, ProblemNote, Skeleton } from '../panels/notes.tsx'
import { ask, problemOf } from '../state/api-client.ts'
import { useLoadable } from '../state/loadable.ts'
import { say } from '../state/page-state.ts'
import { openArticle, state } from '../state/store.ts'
import { ArticlePage } from './article-page.tsx'
import { LoadPanel } from './load-panel.tsx'

const ArticleRows = ({ items }: { items: readonly ArticleSummary[] }) => (
  <ul class="article-list">
    {items.map((article) => (
      <li key={article.id}>
        <button type="button" class="article-row" onClick={() => openArticle(article.id, null)}>
          <span class="article-row-title">{article.title}</span>
          <span class="quiet">
            {[article.publisher, article.date && formatDate(article.date), article.language]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span class="count">{t('articleStatements', { count: article.statements })}</span>
        </button>
      </li>
    ))}
  </ul>
)

const ArticleList = () => {
  const [text, setText] = useState('')
  const address = `/api/articles?limit=50${text ? `&q=${encodeURIComponent(text)}` : ''}`
  const answer = useLoadable<Page<ArticleSummary>>(address)
  const [rest, setRest] = useState<Page<ArticleSummary>[]>([])
  useEffect(() => setRest([]), [answer.data])
  if (answer.status === 'error' && answer.problem) return <ProblemNote problem={answer.problem} />
  const pages = answer.data ? [answer.data, ...rest] : []
  const next = pages.at(-1)?.next
  const more = async (): Promise<void> => {
    try {
      setRest([...rest, await ask<Page<ArticleSummary>>(`${address}&cursor=${encodeURIComponent(next ?? '')}`)])
    } catch (error) {
      say(problemOf(error).detail)
    }
  }
  return (
    <section>
      <header class="page-head">
        <h1>{t('articlesTitle')}</h1>
        {answer.data && <p class="quiet">{t('articlesCount', { count: formatNumber(answer.data.total) })}</p>}
        <label class="find">
          <span class="visually-hidden">{t('articlesFind')}</span>
          <input
            type="search"
            placeholder={t('articlesFind')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </header>
      {!answer.data && <Skeleton lines={8} />}
      {answer.data?.items.length === 0 && (
        <Note title={text ? t('searchEmpty', { query: text }) : t('emptyTitle')}>
          {!text && <p>{t('emptyText')}</p>}
        </Note>
      )}
      <ArticleRows items={pages.flatMap((page) => page.items)} />
      {next && (
        <button type="button" class="button button-wide" onClick={more}>
          {t('more')}
        </button>
      )}
    </section>
  )
}

export const ArticlesPage = () => {
  const { article } = state.value
  if (article) return <ArticlePage id={article.id} statement={article.statement} />
  return (
    <div class="articles-page">
      <ArticleList />
      <LoadPanel />
    </div>
  )
}
