/** Cypher: write or pick a query, run it, read the answer as table, graph or JSON; errors in words and underlined. */
import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { CypherAnswer, Problem } from '../../graph/contract.ts'
import { language, t } from '../messages.ts'
import { saveFile } from '../panels/export-items.ts'
import { Menu } from '../panels/menu.tsx'
import { Skeleton } from '../panels/notes.tsx'
import { ResultTable } from '../panels/result-table.tsx'
import { ScrollRegion } from '../panels/scroll-region.tsx'
import { problemOf } from '../state/api-client.ts'
import { csvLines } from '../state/csv.ts'
import { askCypher, drawableAnswer } from '../state/cypher-answer.ts'
import { useLoadable } from '../state/loadable.ts'
import { theme } from '../state/page-state.ts'
import { state, update } from '../state/store.ts'
import type { Editor, Schema } from './cypher-editor.ts'
import { cypherExamples } from './cypher-examples.ts'
import { PreviewGraph } from './preview-graph.tsx'

type Shape = 'table' | 'graph' | 'json'
const answer = signal<CypherAnswer | null>(null)
/** The query that `answer` answers: the text in the editor may be another by now. */
let answered = { query: '', parameters: '' }
const problem = signal<Problem | null>(null)
const isRunning = signal(false)
const shape = signal<Shape>('table')
const keptQueries = 20
const earlier = signal<string[]>(JSON.parse(localStorage.getItem('entente.queries') ?? '[]'))

const remember = (query: string): void => {
  earlier.value = [query, ...earlier.value.filter((other) => other !== query)].slice(0, keptQueries)
  localStorage.setItem('entente.queries', JSON.stringify(earlier.value))
}

const run = async (): Promise<void> => {
  const query = state.peek().cypher.trim()
  if (query === '') return
  isRunning.value = true
  problem.value = null
  try {
    const next = await askCypher(query, state.peek().parameters)
    answer.value = next
    answered = { query, parameters: state.peek().parameters }
    remember(query)
    if (shape.value === 'graph' && !drawableAnswer(next)) shape.value = 'table'
  } catch (error) {
    problem.value = problemOf(error)
  }
  isRunning.value = false
}

const QueryEditor = () => {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const schema = useLoadable<Schema>('/api/schema')
  const message = problem.value?.detail ?? null
  useEffect(() => {
    let isGone = false
    import('./cypher-editor.ts').then(({ createEditor }) => {
      if (isGone || !host.current) return
      editor.current = createEditor({
        host: host.current,
        text: state.peek().cypher,
        label: t('cypherEditor'),
        hint: 'MATCH (a:Country)-[r]->(b) RETURN a, r, b LIMIT 25',
        isDark: theme.peek() === 'dark',
        onChange: (text) => update({ cypher: text }),
        onRun: () => void run(),
      })
      if (schema.data) editor.current.setSchema(schema.data)
    })
    return () => {
      isGone = true
      editor.current?.close()
    }
  }, [])
  useEffect(() => {
    if (schema.data) editor.current?.setSchema(schema.data)
  }, [schema.data])
  useEffect(() => editor.current?.setTheme(theme.value === 'dark'), [theme.value])
  useEffect(() => editor.current?.setText(state.value.cypher), [state.value.cypher])
  useEffect(() => editor.current?.showError(message), [message])
  return <div ref={host} class="cypher-editor" />
}

const pick = (query: string): void => {
  update({ cypher: query })
  void run()
}

const Result = () => {
  const result = answer.value
  if (problem.value) {
    return (
      <div class="note note-error" role="alert">
        <p class="note-title">{t('errorTitle')}</p>
        <p class="error-text">{problem.value.detail || t('offlineTitle')}</p>
      </div>
    )
  }
  if (isRunning.value && !result) return <Skeleton lines={5} />
  if (!result) {
    return (
      <section class="cypher-start">
        <p class="quiet">{t('cypherStart')}</p>
        <ul class="example-list">
          {cypherExamples.map((example) => (
            <li key={example.query}>
              <button type="button" class="example" onClick={() => pick(example.query)}>
                <b>{example.name[language.value]}</b>
                <code>{example.query}</code>
              </button>
            </li>
          ))}
        </ul>
      </section>
    )
  }
  const view = drawableAnswer(result)
  const show = (mode: 'add' | 'replace'): void => {
    if (!view) return
    update({ view: 'graph', selection: null, answer: { mode, ...answered } })
  }
  const shapes: readonly [Shape, string][] = [
    ['table', t('cypherTable')],
    ['graph', t('cypherGraph')],
    ['json', t('cypherJson')],
  ]
  const download = (): void => {
    if (shape.value === 'table') {
      const rows = result.rows.map((row) =>
        row.map((value) =>
          typeof value === 'object' && value !== null
            ? JSON.stringify(value)
            : typeof value === 'boolean'
              ? String(value)
              : value,
        ),
      )
      saveFile('answer.csv', 'text/csv', csvLines([result.columns, ...rows]))
    } else saveFile('answer.json', 'application/json', JSON.stringify(result, null, 2))
  }
  return (
    <section class={`cypher-result ${isRunning.value ? 'is-stale' : ''}`}>
      <div class="cypher-result-head">
        <fieldset class="segments">
          <legend class="visually-hidden">{t('views')}</legend>
          {shapes.map(([name, text]) => (
            <button
              type="button"
              key={name}
              aria-pressed={shape.value === name}
              onClick={() => {
                shape.value = name
              }}
            >
              {text}
            </button>
          ))}
        </fieldset>
        <p class="quiet" role="status">
          {t('cypherRows', { rows: result.rows.length, ms: Math.round(result.ms) })}
          {result.truncated && <strong> {t('cypherCut')}</strong>}
        </p>
        <div class="page-tools">
          {view && (
            <>
              <button type="button" class="button" onClick={() => show('add')}>
                {t('cypherAdd')}
              </button>
              <button type="button" class="button" onClick={() => show('replace')}>
                {t('cypherReplace')}
              </button>
            </>
          )}
          <button type="button" class="button" onClick={download}>
            {t('download')}
          </button>
        </div>
      </div>
      {shape.value === 'table' && <ResultTable answer={result} />}
      {shape.value === 'graph' &&
        (view ? <PreviewGraph view={view} source={answered} /> : <p class="quiet">{t('cypherNoGraph')}</p>)}
      {shape.value === 'json' && (
        <ScrollRegion kind="code-box" label={t('cypherJson')}>
          <pre class="code">{JSON.stringify(result, null, 2)}</pre>
        </ScrollRegion>
      )}
    </section>
  )
}

export const CypherPage = () => (
  <div class="reading-page cypher-page">
    <header class="page-head">
      <h1>{t('cypherTitle')}</h1>
      <div class="page-tools">
        <Menu
          icon="down"
          name={t('cypherExamples')}
          label={t('cypherExamples')}
          items={cypherExamples.map((example) => ({
            name: example.name[language.value],
            act: () => pick(example.query),
          }))}
        />
        {earlier.value.length > 0 && (
          <Menu
            icon="undo"
            name={t('cypherHistory')}
            label={t('cypherHistory')}
            items={earlier.value.map((query) => ({
              name: query.replace(/\s+/g, ' ').slice(0, 80),
              act: () => pick(query),
            }))}
          />
        )}
      </div>
    </header>
    <div class="editor-box">
      <QueryEditor />
      {/\$\w/.test(state.value.cypher) && (
        <label class="parameters">
          {t('cypherParameters')}
          <input
            type="text"
            spellcheck={false}
            placeholder={'{"name": "value"}'}
            value={state.value.parameters}
            onInput={(event) => update({ parameters: event.currentTarget.value })}
          />
        </label>
      )}
      <button
        type="button"
        class="button button-primary cypher-run"
        disabled={isRunning.value}
        title={t('cypherRunKey')}
        onClick={() => void run()}
      >
        {t('cypherRun')} <kbd>Ctrl ↵</kbd>
      </button>
    </div>
    <Result />
  </div>
)
