/** Brings an article in: a dropped or chosen file, pasted text, or an address. Shows how far it is, then opens it. */
import { useState } from 'preact/hooks'
import type { LoadOutcome } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import { Icon } from '../panels/icon.tsx'
import { ApiError, post, problemOf } from '../state/api-client.ts'
import { reloadData } from '../state/loadable.ts'
import { openArticle } from '../state/store.ts'

interface LoadAnswer {
  articles: { id: string; outcome: LoadOutcome; statements: number }[]
}
type Way = 'text' | 'url' | 'file'
type Progress =
  | { kind: 'idle' }
  | { kind: 'busy'; share: number | null }
  | { kind: 'done'; answer: LoadAnswer }
  | { kind: 'failed'; text: string }

/** Sends the file's bytes, telling how much is sent: fetch cannot. */
const sendFile = (file: File, onShare: (share: number) => void): Promise<LoadAnswer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/articles?${new URLSearchParams({ name: file.name })}`)
    // The name tells the kind: with a JSON type the server would take the file for a request.
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total)
    }
    request.onerror = () =>
      reject(new ApiError({ type: '', title: '', status: 0, detail: t('offlineTitle'), code: 'StoreUnavailable' }))
    request.onload = () => {
      try {
        const body: unknown = JSON.parse(request.responseText)
        if (request.status < 300) resolve(body as LoadAnswer)
        else reject(new ApiError(body as ApiError['problem']))
      } catch (error) {
        reject(error)
      }
    }
    request.send(file)
  })

const ways: readonly [Way, 'loadFile' | 'loadText' | 'loadUrl'][] = [
  ['file', 'loadFile'],
  ['text', 'loadText'],
  ['url', 'loadUrl'],
]

export const LoadPanel = () => {
  const [way, setWay] = useState<Way>('file')
  const [text, setText] = useState('')
  const [title, setTitle] = useState('')
  const [date, setDate] = useState('')
  const [url, setUrl] = useState('')
  const [isOver, setOver] = useState(false)
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })

  const run = async (job: () => Promise<LoadAnswer>): Promise<void> => {
    setProgress({ kind: 'busy', share: null })
    try {
      const answer = await job()
      setProgress({ kind: 'done', answer })
      reloadData()
      const only = answer.articles.length === 1 ? answer.articles[0] : undefined
      if (only) openArticle(only.id, null)
    } catch (error) {
      const problem = problemOf(error)
      setProgress({ kind: 'failed', text: problem.detail || t('offlineTitle') })
    }
  }
  const takeFile = (file: File | undefined): void => {
    if (file) void run(() => sendFile(file, (share) => setProgress({ kind: 'busy', share })))
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    if (way === 'url') void run(() => post('/api/articles', { url }))
    else void run(() => post('/api/articles', { text, ...(title ? { title } : {}), ...(date ? { date } : {}) }))
  }
  const busy = progress.kind === 'busy'
  return (
    <section class="load-panel" aria-label={t('load')}>
      <h2>{t('load')}</h2>
      <fieldset class="segments">
        <legend class="visually-hidden">{t('load')}</legend>
        {ways.map(([name, key]) => (
          <button type="button" key={name} aria-pressed={way === name} onClick={() => setWay(name)}>
            {t(key)}
          </button>
        ))}
      </fieldset>
      {way === 'file' ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the file field inside does the same
        <div
          class={`drop ${isOver ? 'is-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            takeFile(event.dataTransfer?.files[0])
          }}
        >
          <Icon name="upload" />
          <p>
            {t('loadDrop')}{' '}
            <label class="file-choice">
              {t('loadChoose')}
              <input
                type="file"
                accept=".md,.txt,.html,.htm,.json,.jsonl,.pdf,.docx"
                disabled={busy}
                onChange={(event) => takeFile(event.currentTarget.files?.[0])}
              />
            </label>
          </p>
          <p class="quiet">{t('loadKinds')}</p>
        </div>
      ) : (
        <form onSubmit={submit}>
          {way === 'text' ? (
            <>
              <label>
                {t('loadTitle')}
                <input type="text" value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
              </label>
              <label>
                {t('loadDate')}
                <input type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
              </label>
              <label>
                {t('loadText')}
                <textarea rows={10} required value={text} onInput={(event) => setText(event.currentTarget.value)} />
              </label>
            </>
          ) : (
            <label>
              {t('loadUrl')}
              <input
                type="url"
                required
                placeholder="https://"
                value={url}
                onInput={(event) => setUrl(event.currentTarget.value)}
              />
            </label>
          )}
          <button type="submit" class="button button-primary" disabled={busy}>
            {t('loadSend')}
          </button>
        </form>
      )}
      <div class="load-progress" role="status">
        {busy && (
          <>
            <progress
              value={
                progress.kind === 'busy' && progress.share !== null && progress.share < 1 ? progress.share : undefined
              }
            />
            <span>{t('loadReading')}</span>
          </>
        )}
        {progress.kind === 'failed' && <p class="form-error">{progress.text}</p>}
        {progress.kind === 'done' && (
          <ul class="load-results">
            {progress.answer.articles.map((article) => (
              <li key={article.id}>
                <button type="button" class="text-button" onClick={() => openArticle(article.id, null)}>
                  {article.id}
                </button>{' '}
                {t(`outcome_${article.outcome}`)} · {t('loadDone', { count: article.statements })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
