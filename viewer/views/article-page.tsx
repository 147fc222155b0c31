/** One article with every statement marked in its text; a mark shows its statements, a statement its mark. */
import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ArticleView } from '../../graph/contract.ts'
import { formatDate, t } from '../messages.ts'
import { Icon } from '../panels/icon.tsx'
import { Note, ProblemNote, Skeleton } from '../panels/notes.tsx'
import { StatementCard } from '../panels/statement-card.tsx'
import { ask, problemOf } from '../state/api-client.ts'
import { reloadData, useLoadable } from '../state/loadable.ts'
import { cutText } from '../state/marked-text.ts'
import { say } from '../state/page-state.ts'
import { update } from '../state/store.ts'
import { noExploration, noFilter } from '../state/view-state.ts'
import { isWebAddress } from '../state/web-address.ts'

const pointed = signal<readonly string[]>([])

const ArticleText = ({
  view,
  chosen,
  choose,
}: {
  view: ArticleView
  chosen: string | null
  choose: (id: string) => void
}) => {
  const pieces = cutText(view.article.text, view.statements)
  const lit = new Set(pointed.value)
  return (
    <div class="article-text">
      {pieces.map((piece) => {
        if (piece.ids.length === 0) return <span key={piece.start}>{piece.text}</span>
        const isChosen = chosen !== null && piece.ids.includes(chosen)
        const isLit = piece.ids.some((id) => lit.has(id))
        // A sentence may carry several statements: each click goes on to the next.
        const next = piece.ids[(piece.ids.indexOf(chosen ?? '') + 1) % piece.ids.length] ?? ''
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot break across lines as running text must
          <mark
            key={piece.start}
            class={`evidence-mark ${isChosen ? 'is-chosen' : ''} ${isLit ? 'is-lit' : ''}`}
            data-statements={piece.ids.join(' ')}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
            role="button"
            tabIndex={0}
            title={t('evidenceCount', { count: piece.ids.length })}
            onPointerEnter={() => {
              pointed.value = piece.ids
            }}
            onPointerLeave={() => {
              pointed.value = []
            }}
            onClick={() => choose(next)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') {
                event.preventDefault()
                choose(next)
              }
            }}
          >
            {piece.text}
          </mark>
        )
      })}
    </div>
  )
}

const removeArticle = async (id: string): Promise<void> => {
  try {
    await ask(`/api/articles/${encodeURIComponent(id)}`, { method: 'DELETE' })
    update({ article: null })
    reloadData()
  } catch (error) {
    say(problemOf(error).detail)
  }
}

export const ArticlePage = ({ id, statement }: { id: string; statement: string | null }) => {
  const answer = useLoadable<ArticleView>(`/api/articles/${encodeURIComponent(id)}`)
  const [chosen, setChosen] = useState(statement)
  const [isSure, setSure] = useState(false)
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => setChosen(statement), [statement])
  const view = answer.data?.article.id === id ? answer.data : null
  useEffect(() => {
    if (!view || !chosen) return
    const behavior = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
    const selector = CSS.escape(chosen)
    page.current?.querySelector(`[data-statements~="${selector}"]`)?.scrollIntoView({ block: 'center', behavior })
    page.current?.querySelector(`[data-statement="${selector}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [view, chosen])
  if (answer.status === 'error' && answer.problem) return <ProblemNote problem={answer.problem} />
  if (!view) return <Skeleton lines={12} />
  const { article, statements, entities } = view
  const inOrder = [...statements].sort((a, b) => a.start - b.start)
  const facts = [article.publisher, article.date && formatDate(article.date), article.language].filter(Boolean)
  return (
    <div ref={page} class="article-page">
      <div class="article-body">
        <p>
          <button type="button" class="text-button back" onClick={() => update({ article: null })}>
            <Icon name="left" /> {t('allArticles')}
          </button>
        </p>
        <h1>{article.title}</h1>
        <p class="quiet article-facts">
          {facts.join(' · ')}
          {isWebAddress(article.url) && (
            <>
              {' · '}
              <a href={article.url} target="_blank" rel="noreferrer">
                {t('original')}
              </a>
            </>
          )}
        </p>
        <div class="page-tools">
          <button
            type="button"
            class="button"
            onClick={() =>
              update(
                { view: 'graph', filter: { ...noFilter, article: id }, exploration: noExploration, selection: null },
                { undoable: true },
              )
            }
          >
            {t('articleGraph')}
          </button>
          {isSure ? (
            <>
              <span class="quiet">{t('articleDeleteSure')}</span>
              <button type="button" class="button button-danger" onClick={() => removeArticle(id)}>
                {t('remove')}
              </button>
              <button type="button" class="button" onClick={() => setSure(false)}>
                {t('cancel')}
              </button>
            </>
          ) : (
            <button type="button" class="button" onClick={() => setSure(true)}>
              {t('articleDelete')}
            </button>
          )}
        </div>
        <ArticleText view={view} chosen={chosen} choose={setChosen} />
      </div>
      <div class="article-statements">
        <h2>{t('evidenceCount', { count: statements.length })}</h2>
        {statements.length === 0 && <Note title={t('articleNoStatements')} />}
        {inOrder.map((item) => (
          <div
            key={item.id}
            class={`article-statement ${chosen === item.id ? 'is-chosen' : ''} ${pointed.value.includes(item.id) ? 'is-lit' : ''}`}
            onPointerEnter={() => {
              pointed.value = [item.id]
            }}
            onPointerLeave={() => {
              pointed.value = []
            }}
          >
            <StatementCard statement={item} labels={entities} withSource={false} />
          </div>
        ))}
      </div>
    </div>
  )
}
