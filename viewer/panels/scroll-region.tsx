/** A part of the page that scrolls by itself and can be reached, named and scrolled by keyboard. */
import type { ComponentChildren } from 'preact'

export const ScrollRegion = ({
  label,
  kind,
  id,
  children,
}: {
  label: string
  kind: string
  id?: string
  children: ComponentChildren
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll what is cut off
  <section class={kind} id={id} tabIndex={0} aria-label={label}>
    {children}
  </section>
)
