/** Lists the keys. The list is the same data that the key handler's help speaks of. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type MessageKey, t } from '../messages.ts'
import { helpOpen } from '../state/page-state.ts'
import { Icon } from './icon.tsx'

const keys: readonly (readonly [keys: string, meaning: MessageKey])[] = [
  ['/', 'key_search'],
  ['?', 'key_help'],
  ['1 – 6', 'key_views'],
  ['F', 'key_fit'],
  ['+  −', 'key_zoom'],
  ['Ctrl Z  ·  Ctrl Shift Z', 'key_undo'],
  ['← ↑ → ↓', 'key_neighbours'],
  ['Enter', 'key_open'],
  ['E', 'key_expand'],
  ['O', 'key_ego'],
  ['P', 'key_path'],
  ['X', 'key_pin'],
  ['H', 'key_hide'],
  ['T', 'key_table'],
  ['Esc', 'key_escape'],
]

export const HelpDialog = () => (helpOpen.value ? <OpenHelp /> : null)

const OpenHelp = () => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-label={t('keys')}
      onClose={() => {
        helpOpen.value = false
      }}
    >
      <header>
        <h2>{t('keys')}</h2>
        <button type="button" class="icon-button" title={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <span class="visually-hidden">{t('close')}</span>
        </button>
      </header>
      <dl class="key-list">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
