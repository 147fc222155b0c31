/** Lays out off the page's thread. Holds nothing between messages. */
import { type LayoutInput, layOut } from './layout.ts'

self.addEventListener('message', (event: MessageEvent<{ ticket: number; input: LayoutInput }>) => {
  const { ticket, input } = event.data
  self.postMessage({ ticket, positions: [...layOut(input)] })
})
