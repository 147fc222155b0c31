/** The bar over everything: name, search, views, theme, language, keys. */
import { type Language, language, type MessageKey, setLanguage, t } from '../messages.ts'
import {
  helpOpen,
  isNarrow,
  legendOpen,
  searchOpen,
  setTheme,
  type ThemeChoice,
  themeChoice,
} from '../state/page-state.ts'
import { state, update } from '../state/store.ts'
import type { ViewName } from '../state/view-state.ts'
import { Icon, type IconName } from './icon.tsx'
import { Menu } from './menu.tsx'

const views: readonly { view: ViewName; icon: IconName; name: MessageKey; short: MessageKey }[] = [
  { view: 'graph', icon: 'graph', name: 'view_graph', short: 'view_graph' },
  { view: 'matrix', icon: 'matrix', name: 'view_matrix', short: 'short_matrix' },
  { view: 'timeline', icon: 'timeline', name: 'view_timeline', short: 'short_timeline' },
  { view: 'dossier', icon: 'dossier', name: 'view_dossier', short: 'view_dossier' },
  { view: 'cypher', icon: 'cypher', name: 'view_cypher', short: 'view_cypher' },
  { view: 'articles', icon: 'articles', name: 'view_articles', short: 'view_articles' },
]

export const ViewTabs = () => (
  <nav class="view-tabs" aria-label={t('views')}>
    {views.map(({ view, icon, name, short }) => (
      <button
        type="button"
        key={view}
        class="view-tab"
        aria-current={state.value.view === view ? 'page' : undefined}
        onClick={() => update(view === 'articles' ? { view, article: null } : { view })}
      >
        <Icon name={icon} />
        <span>{t(isNarrow.value ? short : name)}</span>
      </button>
    ))}
  </nav>
)

const themeNames: readonly [ThemeChoice, MessageKey][] = [
  ['system', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
]
const languages: readonly [Language, string][] = [
  ['en', 'English'],
  ['ru', 'Русский'],
]

export const TopBar = () => (
  <header class="top-bar">
    <a
      class="brand"
      href="/"
      onClick={(event) => {
        event.preventDefault()
        update({ view: 'graph', selection: null })
      }}
    >
      <img src="/icon.svg" width="24" height="24" alt="" />
      <span>Entente</span>
    </a>
    {isNarrow.value && (state.value.view === 'graph' || state.value.view === 'matrix') && (
      <button
        type="button"
        class="icon-button"
        aria-expanded={legendOpen.value}
        title={t('legend')}
        onClick={() => {
          legendOpen.value = !legendOpen.value
        }}
      >
        <Icon name="filter" />
        <span class="visually-hidden">{t('legend')}</span>
      </button>
    )}
    <button
      type="button"
      class="search-button"
      aria-haspopup="dialog"
      onClick={() => {
        searchOpen.value = true
      }}
    >
      <Icon name="search" />
      <span class="search-hint">{t('searchHint')}</span>
      <kbd>/</kbd>
    </button>
    {!isNarrow.value && <ViewTabs />}
    <div class="top-tools">
      <Menu
        icon="theme"
        name={t('theme')}
        items={themeNames.map(([choice, key]) => ({
          name: t(key),
          isChosen: themeChoice.value === choice,
          act: () => setTheme(choice),
        }))}
      />
      <Menu
        icon="keyboard"
        name={`${t('language')} · ${t('keys')}`}
        items={[
          ...languages.map(([code, name]) => ({
            name,
            isChosen: language.value === code,
            act: () => setLanguage(code),
          })),
          {
            name: `${t('keys')}  ?`,
            act: () => {
              helpOpen.value = true
            },
          },
        ]}
      />
    </div>
  </header>
)
