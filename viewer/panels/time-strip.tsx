/** Statements by month with a brush: drag to choose a span that filters every view; two sliders do it by keyboard; play moves it on. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TimelineBucket } from '../../graph/contract.ts'
import { modalityStyles } from '../graph-view/palette.ts'
import { formatDate, t } from '../messages.ts'
import { useLoadable } from '../state/loadable.ts'
import { firstDay, lastDay, monthBars, monthName, monthNumber, nextSpan } from '../state/months.ts'
import { theme } from '../state/page-state.ts'
import { state, update, updateFilter } from '../state/store.ts'
import { filterParameters, modalityNames } from '../state/view-state.ts'
import { Icon } from './icon.tsx'
import { Skeleton } from './notes.tsx'

/** One step of playing, in milliseconds. */
const playStep = 900

const Bars = ({ bars, height }: { bars: ReturnType<typeof monthBars>; height: number }) => {
  const most = Math.max(1, ...bars.map(({ bucket }) => bucket?.statements ?? 0))
  return (
    <svg
      class="time-bars"
      viewBox={`0 0 ${bars.length} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {bars.map(({ month, bucket }, at) => {
        let y = height
        return modalityNames.map((modality) => {
          const count = bucket?.modalities[modality] ?? 0
          if (count === 0) return null
          const tall = Math.max(1, (count / most) * (height - 2))
          y -= tall
          return (
            <rect
              key={`${month} ${modality}`}
              x={at + 0.1}
              y={y}
              width="0.8"
              height={tall}
              fill={modalityStyles[modality].colour[theme.value]}
            />
          )
        })
      })}
    </svg>
  )
}

export const TimeStrip = ({ tall = false }: { tall?: boolean }) => {
  const { filter } = state.value
  // The bars keep the whole time: only the other filters narrow them.
  const query = filterParameters({ ...filter, from: null, to: null }).toString()
  const answer = useLoadable<{ items: TimelineBucket[] }>(`/api/timeline${query ? `?${query}` : ''}`)
  const track = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const bars = monthBars(answer.data?.items ?? [])
  const first = bars[0]?.month ?? 0
  const last = bars.at(-1)?.month ?? 0
  const from = drag ? Math.min(drag.from, drag.to) : filter.from ? Math.max(first, monthNumber(filter.from)) : first
  const to = drag ? Math.max(drag.from, drag.to) : filter.to ? Math.min(last, monthNumber(filter.to)) : last
  const isWhole = from <= first && to >= last

  const choose = (low: number, high: number): void =>
    updateFilter(low <= first && high >= last ? { from: null, to: null } : { from: firstDay(low), to: lastDay(high) })

  useEffect(() => {
    if (!isPlaying || bars.length === 0) return undefined
    const timer = setInterval(() => {
      const now = state.peek().filter
      const [low, high] = now.from && now.to ? [monthNumber(now.from), monthNumber(now.to)] : [first - 1, first + 4]
      const [nextLow, nextHigh] = nextSpan(low, high, first, last)
      // A step of playing is no step of undo.
      update({ filter: { ...now, from: firstDay(nextLow), to: lastDay(nextHigh) } })
    }, playStep)
    return () => clearInterval(timer)
  }, [isPlaying, bars.length, first, last])

  if (answer.status !== 'error' && !answer.data)
    return (
      <section class="time-strip">
        <Skeleton lines={1} />
      </section>
    )
  if (bars.length === 0)
    return (
      <section class="time-strip">
        <p class="quiet">{t('timelineNone')}</p>
      </section>
    )

  const monthAt = (event: PointerEvent): number => {
    const bounds = track.current?.getBoundingClientRect()
    if (!bounds) return first
    const share = (event.clientX - bounds.left) / bounds.width
    return Math.min(last, Math.max(first, first + Math.floor(share * bars.length)))
  }
  const share = (month: number): string => `${(100 * (month - first)) / bars.length}%`
  const height = tall ? 140 : 40
  return (
    <section class={`time-strip ${tall ? 'time-strip-tall' : ''}`} aria-label={t('timeline')}>
      <button
        type="button"
        class="icon-button"
        aria-pressed={isPlaying}
        title={t(isPlaying ? 'timelinePause' : 'timelinePlay')}
        onClick={() => setPlaying(!isPlaying)}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
        <span class="visually-hidden">{t(isPlaying ? 'timelinePause' : 'timelinePlay')}</span>
      </button>
      <div class="time-body">
        <div
          ref={track}
          class="time-track"
          title={t('timelineHint')}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            const month = monthAt(event)
            setPlaying(false)
            setDrag({ from: month, to: month })
          }}
          onPointerMove={(event) => {
            if (drag) setDrag({ ...drag, to: monthAt(event) })
          }}
          onPointerUp={() => {
            if (!drag) return
            choose(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to))
            setDrag(null)
          }}
        >
          <Bars bars={bars} height={height} />
          {!isWhole && (
            <>
              <span class="time-shade" style={{ left: 0, width: share(from) }} />
              <span class="time-shade" style={{ left: share(to + 1), right: 0 }} />
              <span
                class="time-brush"
                style={{ left: share(from), width: `${(100 * (to - from + 1)) / bars.length}%` }}
              />
            </>
          )}
        </div>
        <div class="time-scale">
          <label>
            <span class="visually-hidden">{t('timelineStart')}</span>
            <input
              type="range"
              min={first}
              max={last}
              value={from}
              aria-valuetext={formatDate(monthName(from))}
              onChange={(event) => choose(Math.min(Number(event.currentTarget.value), to), to)}
            />
            <output>{formatDate(monthName(from))}</output>
          </label>
          {!isWhole && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setPlaying(false)
                updateFilter({ from: null, to: null })
              }}
            >
              {t('timelineWhole')}
            </button>
          )}
          <label>
            <output>{formatDate(monthName(to))}</output>
            <span class="visually-hidden">{t('timelineEnd')}</span>
            <input
              type="range"
              min={first}
              max={last}
              value={to}
              aria-valuetext={formatDate(monthName(to))}
              onChange={(event) => choose(from, Math.max(Number(event.currentTarget.value), from))}
            />
          </label>
        </div>
      </div>
    </section>
  )
}
