/** Search over everything in one box, by keyboard first. What looks like a question can be asked. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { SearchHits } from '../../graph/contract.ts'
import { showNode } from '../graph-view/graph-canvas.tsx'
import { formatDate, t, typeName } from '../messages.ts'
import { visible } from '../state/graph-data.ts'
import { useLoadable } from '../state/loadable.ts'
import { pathStart, searchOpen } from '../state/page-state.ts'
import { openArticle, updateExploration } from '../state/store.ts'
import { Icon } from './icon.tsx'
import { TypeDisc } from './marks.tsx'
import { Question } from './question.tsx'
import { starterQuestions } from './starter-questions.ts'

interface Hit {
  key: string
  group: string
  open: () => void
  content: preact.JSX.Element
}

const chooseEntity = (id: string): void => {
  const from = pathStart.peek()
  pathStart.value = null
  if (from !== null && from !== id) updateExploration({ path: { from, to: id } })
  else showNode(id)
}

const hitsOf = (hits: SearchHits): Hit[] => [
  ...hits.entities.map((entity) => ({
    key: entity.id,
    group: t('groupEntities'),
    open: () => chooseEntity(entity.id),
    content: (
      <>
        <TypeDisc type={entity.type} flag={entity.flag} />
        <span class="hit-name">{entity.name}</span>
        <span class="hit-facts">
          {typeName(entity.type)} · {entity.statements}
        </span>
      </>
    ),
  })),
  ...hits.sectors.map((sector) => ({
    key: sector.id,
    group: t('groupSectors'),
    open: () => showNode(sector.id),
    content: (
      <>
        <TypeDisc type="Sector" />
        <span class="hit-name">{sector.label}</span>
        <span class="hit-facts">ISIC {sector.isic}</span>
      </>
    ),
  })),
  ...hits.statements.map((statement) => ({
    key: statement.id,
    group: t('groupStatements'),
    open: () => openArticle(statement.article, statement.id),
    content: (
      <>
        <Icon name="quote" />
        <span class="hit-name hit-sentence">{statement.evidence}</span>
        <span class="hit-facts">{statement.title}</span>
      </>
    ),
  })),
  ...hits.articles.map((article) => ({
    key: article.id,
    group: t('groupArticles'),
    open: () => openArticle(article.id, null),
    content: (
      <>
        <Icon name="articles" />
        <span class="hit-name">{article.title}</span>
        <span class="hit-facts">{article.date ? formatDate(article.date) : ''}</span>
      </>
    ),
  })),
]

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const isQuestion = (text: string): boolean => text.trim().split(/\s+/).length >= 3 || text.trim().endsWith('?')

/** These are surely no name: asking comes before the hits then. */
const asksFirst = (text: string): boolean => /^(what|which|who|whose|where|when|how)\s|\?\s*$/i.test(text)

export const SearchPalette = () => (searchOpen.value ? <OpenPalette /> : null)

const OpenPalette = () => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [question, setQuestion] = useState<string | null>(null)
  const settled = useSettled(text.trim())
  const answer = useLoadable<SearchHits>(settled === '' ? null : `/api/search?q=${encodeURIComponent(settled)}&limit=8`)
  const hits = useMemo(() => (answer.data && settled !== '' ? hitsOf(answer.data) : []), [answer.data, settled])
  const askHit = (group: string, shown: string, asked: string): Hit => ({
    key: `ask ${asked}`,
    group,
    open: () => setQuestion(asked),
    content: (
      <>
        <Icon name="right" />
        <span class="hit-name">{shown}</span>
      </>
    ),
  })
  const asks = isQuestion(text)
    ? [askHit('', t('askQuestion', { question: text.trim() }), text.trim())]
    : text === '' && pathStart.value === null
      ? starterQuestions(visible.value).map(({ shown, question }) => askHit(t('searchAsk'), shown, question))
      : []
  const all = asksFirst(text) ? [...asks, ...hits] : [...hits, ...asks]
  const chosen = Math.min(at, all.length - 1)

  // Before the next key: whoever types on after "/" must not lose letters.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  useEffect(() => setAt(0), [settled])
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })
  const close = (): void => {
    searchOpen.value = false
  }
  const open = (hit: Hit | undefined): void => {
    if (!hit) return
    hit.open()
    if (!hit.key.startsWith('ask ')) close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(all.length - 1, chosen + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1))
    else if (event.key === 'Enter') open(all[chosen])
    else return
    event.preventDefault()
  }
  let group = ''
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('search')}
      onClose={close}
      onKeyDown={(event) => {
        // At once, not when the dialog says that it closed: the next key already belongs to the page.
        if (event.key === 'Escape') close()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close()
      }}
    >
      <div class="palette-box">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded={all.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={all[chosen] ? `hit-${chosen}` : undefined}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={text}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setQuestion(null)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="icon-button" title={t('close')} onClick={close}>
          <Icon name="close" />
          <span class="visually-hidden">{t('close')}</span>
        </button>
      </div>
      {question !== null ? (
        <Question question={question} onAsk={setQuestion} onLeave={close} />
      ) : (
        <>
          {all.length > 0 && (
            <div id="search-hits" role="listbox" aria-label={t('search')} class="hits">
              {all.map((hit, index) => {
                const isNewGroup = hit.group !== group
                group = hit.group
                return (
                  <>
                    {isNewGroup && hit.group !== '' && (
                      <div class="hit-group" role="presentation">
                        {hit.group}
                      </div>
                    )}
                    {/* biome-ignore lint/a11y/useFocusableInteractive: the box above keeps the focus and names the active option */}
                    {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the box above */}
                    <div
                      key={hit.key}
                      id={`hit-${index}`}
                      class="hit"
                      role="option"
                      aria-selected={index === chosen}
                      onPointerMove={() => setAt(index)}
                      onClick={() => open(hit)}
                    >
                      {hit.content}
                    </div>
                  </>
                )
              })}
            </div>
          )}
          {all.length === 0 && (
            <p class="palette-note" role="status">
              {settled === ''
                ? t('searchStart')
                : answer.status === 'ready'
                  ? t('searchEmpty', { query: settled })
                  : t('loading')}
            </p>
          )}
          <p class="palette-keys" aria-hidden="true">
            {t('searchKeys')}
          </p>
        </>
      )}
    </dialog>
  )
}
