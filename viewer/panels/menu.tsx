/** A button that opens a small list of actions; closes on choice, on Escape and on a click elsewhere. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  name: string
  isChosen?: boolean
  act: () => void
}

export const Menu = ({
  icon,
  name,
  items,
  label,
}: {
  icon: IconName
  name: string
  items: readonly MenuItem[]
  label?: string
}) => {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    const onDown = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', onDown)
    box.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    return () => document.removeEventListener('pointerdown', onDown)
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return
    const entries = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape') {
      event.stopPropagation()
      setOpen(false)
      box.current?.querySelector('button')?.focus()
    } else if (event.key === 'ArrowDown') entries[(at + 1) % entries.length]?.focus()
    else if (event.key === 'ArrowUp') entries[(at - 1 + entries.length) % entries.length]?.focus()
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the menu's buttons inside
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={label ? 'chip-button' : 'icon-button'}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={name}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
        {label ? <span>{label}</span> : <span class="visually-hidden">{name}</span>}
      </button>
      {isOpen && (
        <div class="menu-list" role="menu" aria-label={name}>
          {items.map((item) => (
            <button
              type="button"
              key={item.name}
              {...(item.isChosen === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemradio', 'aria-checked': item.isChosen })}
              onClick={() => {
                setOpen(false)
                item.act()
              }}
            >
              <span class="menu-check">{item.isChosen && <Icon name="check" />}</span>
              {item.name}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
