/** The tools on the canvas: zoom, fit, undo, area, table, communities, export, and what the view now holds. */

import { hideNodes } from '../graph-view/explore.ts'
import { drawing } from '../graph-view/graph-canvas.tsx'
import { layOutAgain } from '../graph-view/placement.ts'
import { formatNumber, t } from '../messages.ts'
import { baseView, overlay, pathAnswer, visible } from '../state/graph-data.ts'
import {
  areaMode,
  areaNodes,
  hasWebGl,
  hintSeen,
  isNarrow,
  pathStart,
  putHintAway,
  tableOpen,
} from '../state/page-state.ts'
import { canRedo, canUndo, redo, state, undo, update, updateExploration } from '../state/store.ts'
import { maxLimit, startLimit } from '../state/view-state.ts'
import { exportItems } from './export-items.ts'
import { Icon, type IconName } from './icon.tsx'
import { Menu } from './menu.tsx'

const Tool = ({
  icon,
  name,
  act,
  pressed,
  disabled = false,
}: {
  icon: IconName
  name: string
  act: () => void
  pressed?: boolean
  disabled?: boolean
}) => (
  <button type="button" class="icon-button" title={name} aria-pressed={pressed} disabled={disabled} onClick={act}>
    <Icon name={icon} />
    <span class="visually-hidden">{name}</span>
  </button>
)

export const GraphToolbar = () => (
  <div class="toolbar" role="toolbar" aria-label={t('actions')}>
    {!tableOpen.value && (
      <>
        <div class="toolbar-group">
          {!isNarrow.value && (
            <>
              <Tool icon="plus" name={t('zoomIn')} act={() => drawing.current?.zoom(1.5)} />
              <Tool icon="minus" name={t('zoomOut')} act={() => drawing.current?.zoom(1 / 1.5)} />
            </>
          )}
          <Tool icon="fit" name={t('fit')} act={() => drawing.current?.fit()} />
        </div>
        {!isNarrow.value && (
          <div class="toolbar-group">
            {hasWebGl.value && (
              <Tool
                icon="area"
                name={t('select')}
                pressed={areaMode.value}
                act={() => {
                  areaMode.value = !areaMode.value
                }}
              />
            )}
            <Tool icon="layout" name={t('relayout')} act={layOutAgain} />
            <Tool
              icon="groups"
              name={t('communities')}
              pressed={state.value.exploration.communities}
              act={() => updateExploration({ communities: !state.value.exploration.communities })}
            />
          </div>
        )}
      </>
    )}
    <div class="toolbar-group">
      <Tool icon="undo" name={t('undo')} disabled={!canUndo.value} act={undo} />
      <Tool icon="redo" name={t('redo')} disabled={!canRedo.value} act={redo} />
    </div>
    <div class="toolbar-group">
      <Tool
        icon={tableOpen.value ? 'graph' : 'table'}
        name={t(tableOpen.value ? 'showDrawing' : 'showTable')}
        act={() => {
          tableOpen.value = !tableOpen.value
        }}
      />
      <Menu icon="share" name={t('exportMenu')} items={exportItems()} />
    </div>
  </div>
)

const Strip = ({ text, action, act }: { text: string; action: string; act: () => void }) => (
  <p class="strip">
    <span>{text}</span>
    <button type="button" class="text-button" onClick={act}>
      {action}
    </button>
  </p>
)

const nameOf = (id: string): string => visible.value.nodes.get(id)?.name ?? id.replace(/^\w+:/, '')

/** Says what is special about the view now, and how to leave it. */
export const GraphStrips = () => {
  const { exploration } = state.value
  const paths = pathAnswer.value.data?.paths
  return (
    <div class="strips">
      {!hintSeen.value && !state.value.selection && !tableOpen.value && visible.value.edges.size > 0 && (
        <Strip text={t(isNarrow.value ? 'firstHintShort' : 'firstHint')} action={t('gotIt')} act={putHintAway} />
      )}
      {overlay.value && (
        <Strip text={t('cypherOverlay')} action={t('backToAll')} act={() => update({ answer: null })} />
      )}
      {pathStart.value && (
        <Strip
          text={`${nameOf(pathStart.value)}: ${t('pathPick')}`}
          action={t('pathCancel')}
          act={() => {
            pathStart.value = null
          }}
        />
      )}
      {exploration.path && (
        <Strip
          text={
            paths?.length === 0
              ? t('pathNone')
              : t('pathShown', { from: nameOf(exploration.path.from), to: nameOf(exploration.path.to) })
          }
          action={t('clear')}
          act={() => updateExploration({ path: null })}
        />
      )}
      {exploration.ego && (
        <Strip
          text={`${t('ego')}: ${nameOf(exploration.ego.id)}`}
          action={t('egoOff')}
          act={() => updateExploration({ ego: null })}
        />
      )}
      {areaNodes.value.length > 1 && (
        <p class="strip">
          <span>{t('selectedMany', { count: areaNodes.value.length })}</span>
          {areaNodes.value.length === 2 && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                const [from, to] = areaNodes.value
                areaNodes.value = []
                if (from && to) updateExploration({ path: { from, to } })
              }}
            >
              {t('pathShown', { from: nameOf(areaNodes.value[0] ?? ''), to: nameOf(areaNodes.value[1] ?? '') })}
            </button>
          )}
          <button
            type="button"
            class="text-button"
            onClick={() => {
              hideNodes(areaNodes.value)
              areaNodes.value = []
            }}
          >
            {t('hide')}
          </button>
          <button
            type="button"
            class="text-button"
            onClick={() => {
              areaNodes.value = []
            }}
          >
            {t('clear')}
          </button>
        </p>
      )}
      {exploration.hidden.length > 0 && (
        <Strip
          text={t('hiddenCount', { count: exploration.hidden.length })}
          action={t('showHidden')}
          act={() => updateExploration({ hidden: [] })}
        />
      )}
      {!hasWebGl.value && !isNarrow.value && <p class="strip strip-quiet">{t('noWebGl')}</p>}
    </div>
  )
}

export const GraphCount = () => {
  const base = baseView.value.data
  if (!base) return null
  const shown = visible.value
  const isAlone = overlay.value?.mode === 'replace'
  const total = isAlone ? (overlay.value?.view.totalNodes ?? 0) : base.totalNodes
  const canGrow = !isAlone && base.truncated && state.value.limit < maxLimit
  return (
    <p class="graph-count">
      {t('graphCount', {
        nodes: formatNumber(shown.nodes.size),
        total: formatNumber(Math.max(total, shown.nodes.size)),
        edges: formatNumber(shown.edges.size),
      })}
      {canGrow && (
        <button type="button" class="text-button" onClick={() => update({ limit: maxLimit }, { undoable: true })}>
          {t('showMore')}
        </button>
      )}
      {!canGrow && !isAlone && state.value.limit > startLimit && (
        <button type="button" class="text-button" onClick={() => update({ limit: startLimit }, { undoable: true })}>
          {t('showFewer')}
        </button>
      )}
    </p>
  )
}
