/** The interface's own icons, as strokes on a 20 × 20 grid. Decoration only: every button says its name in words. */
const icons = {
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4',
  graph:
    'M5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7.5 17.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 5l6 1.5M5.6 6.5l1.4 7M8.8 14.2l4.8-5.5',
  matrix: 'M3 3h14v14H3ZM3 8h14M8 3v14M12.5 8v9M8 12.5h9',
  timeline: 'M3 16.5h14M5 14v-3M8.5 14V6M12 14V9M15.5 14V4',
  cypher: 'M4 6l4 4-4 4M10 14.5h6',
  articles: 'M5 2.5h7l3.5 3.5v11.5H5ZM11.5 2.5V6.5h4M7.5 10h5.5M7.5 13h5.5',
  dossier: 'M3 5h5l1.5 2H17v9.5H3ZM6.5 11.5h7',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  undo: 'M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8',
  redo: 'M12.5 4L16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12',
  layout: 'M16.5 9A6.6 6.6 0 0 0 4.3 6.7M3.5 11a6.6 6.6 0 0 0 12.2 2.3M4 3v4h4M16 17v-4h-4',
  area: 'M3 6V3h3M9 3h2.5M14.5 3h2.5v3M17 9v2.5M17 14.5V17h-2.5M11.5 17H9M6 17H3v-3M3 11.5V9',
  groups:
    'M6.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM14.5 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM11.5 17a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  table: 'M3 4h14v12H3ZM3 8h14M3 12h14M8 4v12',
  share: 'M10 12.5V3M6.5 6L10 2.8 13.5 6M4 10.5V17h12v-6.5',
  theme:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M4.3 15.7l1.3-1.3M14.4 5.6l1.3-1.3',
  keyboard: 'M2.5 5h15v10h-15ZM5.5 8h.5M9.8 8h.5M14 8h.5M6.5 12h7',
  filter: 'M3 4.5h14L12 11v5l-4-2v-3Z',
  pin: 'M10 18v-5M6 13h8l-1.5-3V4.5h1V3h-7v1.5h1V10Z',
  hide: 'M3 3l14 14M8.3 8.4a2.4 2.4 0 0 0 3.3 3.3M6 5.8C4 7 2.5 9 2 10c1.3 2.7 4.4 5 8 5 1.4 0 2.6-.3 3.7-.8M9 5.1c4-.5 7.5 1.9 9 4.9-.4.9-1.1 1.8-1.9 2.6',
  expand: 'M10 10m-2.5 0a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M10 2v3.5M10 14.5V18M2 10h3.5M14.5 10H18',
  ego: 'M10 10m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z',
  path: 'M4.5 16.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM15.5 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.5 14.5h4c4 0 0-9 3-9',
  check: 'M4 10.5l4 4 8-9',
  reject: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM5.2 5.2l9.6 9.6',
  edit: 'M4 16l.8-3.5L13.5 3.8l2.7 2.7-8.7 8.7Z',
  quote:
    'M4 13.5c2.5-.5 3.5-2 3.5-5H4.5v-4h4.5v4c0 4-2 6.5-5 7ZM11.5 13.5c2.5-.5 3.5-2 3.5-5h-3v-4h4.5v4c0 4-2 6.5-5 7Z',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1',
  down: 'M5 7.5l5 5 5-5',
  right: 'M7.5 5l5 5-5 5',
  left: 'M12.5 5l-5 5 5 5',
  play: 'M6 4l10 6-10 6Z',
  pause: 'M6.5 4v12M13.5 4v12',
  print: 'M5.5 7V3h9v4M5.5 14H3V7h14v7h-2.5M5.5 12h9v5h-9Z',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11',
  upload: 'M10 13V4M6.5 7L10 3.8 13.5 7M4 16.5h12',
} as const

export type IconName = keyof typeof icons

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
    <path
      d={icons[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)
