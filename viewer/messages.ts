/**
 * Every word of the interface, in English and Russian. One file on purpose, however long: a translator opens only this.
 * `{name}` is filled in, `{count:one|many}` with its word; the data's own words (names, sentences) are never translated.
 */
import { signal } from '@preact/signals'
import type { EntityType, Modality } from '../graph/contract.ts'
import type { EdgePredicate } from './state/view-state.ts'

export type Language = 'en' | 'ru'

const texts = {
  skipToTable: ['Skip to the table of the graph', 'К таблице графа'],
  views: ['Views', 'Виды'],
  view_graph: ['Graph', 'Граф'],
  view_matrix: ['Countries × sectors', 'Страны × отрасли'],
  view_timeline: ['Timeline', 'Хронология'],
  short_timeline: ['Timeline', 'Время'],
  view_cypher: ['Query', 'Запрос'],
  view_articles: ['Articles', 'Статьи'],
  view_dossier: ['Dossier', 'Досье'],
  short_matrix: ['Matrix', 'Матрица'],

  search: ['Search', 'Поиск'],
  searchHint: ['Search countries, companies, sectors, sentences…', 'Страны, компании, отрасли, предложения…'],
  searchEmpty: ['Nothing found for “{query}”.', 'По запросу «{query}» ничего не найдено.'],
  searchAsk: ['Or ask a question', 'Или задайте вопрос'],
  starterSector: ['Which countries are linked to {name}?', 'Какие страны связаны с отраслью «{name}»?'],
  starterPair: ['What do {a} and {b} do together?', 'Что делают вместе {a} и {b}?'],
  starterInvest: ['Which companies invest in {name}?', 'Кто вкладывает в страну {name}?'],
  starterPlanned: ['What is planned in {name}?', 'Что планируется: {name}?'],
  searchStart: ['Type a name, a sector or a few words of a sentence.', 'Введите имя, отрасль или слова предложения.'],
  searchKeys: ['↑↓ choose · Enter open · Esc close', '↑↓ выбор · Enter открыть · Esc закрыть'],
  groupEntities: ['Entities', 'Сущности'],
  groupSectors: ['Sectors', 'Отрасли'],
  groupStatements: ['Statements', 'Утверждения'],
  groupArticles: ['Articles', 'Статьи'],
  askQuestion: ['Ask: {question}', 'Спросить: {question}'],
  askAnswer: ['Answer', 'Ответ'],
  askCypher: ['The query that answered', 'Запрос, давший ответ'],
  askOpen: ['Open in the query view', 'Открыть в виде «Запрос»'],

  theme: ['Theme', 'Тема'],
  themeSystem: ['As the system', 'Как в системе'],
  themeLight: ['Light', 'Светлая'],
  themeDark: ['Dark', 'Тёмная'],
  language: ['Language', 'Язык'],
  keys: ['Keyboard', 'Клавиатура'],
  close: ['Close', 'Закрыть'],
  more: ['More', 'Ещё'],
  tryAgain: ['Try again', 'Повторить'],
  loading: ['Loading…', 'Загрузка…'],
  download: ['Download', 'Скачать'],
  copy: ['Copy', 'Копировать'],
  copied: ['Copied', 'Скопировано'],
  only: ['only', 'только'],
  clear: ['Clear', 'Сбросить'],
  remove: ['Remove', 'Убрать'],

  errorTitle: ['This did not work', 'Не получилось'],
  offlineTitle: ['The server does not answer', 'Сервер не отвечает'],
  offlineText: [
    'Is Entente still running? What you see here may be older than the data.',
    'Запущен ли Entente? То, что вы видите, могло устареть.',
  ],
  emptyTitle: ['No articles yet', 'Статей пока нет'],
  emptyText: [
    'Load an article, and the relations that it states appear here.',
    'Загрузите статью, и здесь появятся связи, о которых она говорит.',
  ],
  noMatchTitle: ['Nothing matches', 'Ничего не подходит'],
  noMatchText: ['No statement fits all filters.', 'Ни одно утверждение не подходит под все фильтры.'],
  resetFilters: ['Reset filters', 'Сбросить фильтры'],

  legend: ['Legend and filters', 'Легенда и фильтры'],
  legendTypes: ['Who and what', 'Кто и что'],
  legendModalities: ['How sure', 'Насколько верно'],
  legendPredicates: ['Relations', 'Связи'],
  legendFilters: ['Filters', 'Фильтры'],
  filterSector: ['Sector', 'Отрасль'],
  filterCountry: ['Country', 'Страна'],
  filterConfidence: ['Confidence at least', 'Уверенность не ниже'],
  filterFrom: ['From', 'С'],
  filterTo: ['To', 'По'],
  showLinked: ['Country–sector links', 'Связи стран с отраслями'],
  anySector: ['Any sector', 'Любая отрасль'],
  anyCountry: ['Any country', 'Любая страна'],
  article: ['Article', 'Статья'],
  publisher: ['Publisher', 'Издатель'],

  graphLabel: [
    'Graph of {nodes} entities and {edges} relations. Arrow keys move between neighbours, Enter opens the evidence.',
    'Граф: сущностей {nodes}, связей {edges}. Стрелки переходят к соседям, Enter открывает доказательства.',
  ],
  graphCount: [
    '{nodes} of {total:entity|entities} · {edges:relation|relations}',
    '{nodes} из {total} сущностей · {edges} связей',
  ],
  firstHint: [
    'Click a disc or a line: the sentences behind it open beside the graph.',
    'Нажмите на круг или линию: рядом откроются предложения, на которых они основаны.',
  ],
  firstHintShort: ['Tap a disc or a line to read why', 'Нажмите на круг или линию'],
  gotIt: ['Got it', 'Понятно'],
  showMore: ['Show more', 'Показать больше'],
  showFewer: ['Show fewer', 'Показать меньше'],
  zoomIn: ['Zoom in', 'Приблизить'],
  zoomOut: ['Zoom out', 'Отдалить'],
  fit: ['Fit to view', 'Показать целиком'],
  undo: ['Undo', 'Отменить'],
  redo: ['Redo', 'Вернуть'],
  relayout: ['Lay out again', 'Разложить заново'],
  select: ['Select an area', 'Выделить область'],
  communities: ['Communities', 'Сообщества'],
  exportMenu: ['Share and export', 'Поделиться и сохранить'],
  copyLink: ['Copy link to this view', 'Скопировать ссылку на вид'],
  exportPng: ['Picture (PNG)', 'Картинка (PNG)'],
  exportSvg: ['Drawing (SVG)', 'Чертёж (SVG)'],
  exportGexf: ['Graph for Gephi (GEXF)', 'Граф для Gephi (GEXF)'],
  exportCsv: ['Table of relations (CSV)', 'Таблица связей (CSV)'],
  exportHtml: ['One page without a server (HTML)', 'Одна страница без сервера (HTML)'],
  showTable: ['Show the graph as a table', 'Показать граф таблицей'],
  showDrawing: ['Show the drawing', 'Показать рисунок'],
  noWebGl: [
    'This browser draws without WebGL, so the graph is a plain drawing. Everything else works the same.',
    'Браузер работает без WebGL, поэтому граф нарисован упрощённо. Всё остальное доступно.',
  ],
  columnFrom: ['From', 'От'],
  columnRelation: ['Relation', 'Связь'],
  columnTo: ['To', 'К'],
  columnModality: ['How sure', 'Насколько верно'],
  columnStatements: ['Statements', 'Утверждения'],
  columnLast: ['Latest', 'Последнее'],
  tableCaption: ['Relations on screen', 'Связи на экране'],
  selectedStatus: ['{name}, {type}, {count} relations on screen', '{name}, {type}, связей на экране: {count}'],

  actions: ['Actions', 'Действия'],
  expand: ['Expand', 'Раскрыть'],
  fold: ['Fold', 'Свернуть'],
  expandBy: ['Expand by relation', 'Раскрыть по связи'],
  ego: ['Surroundings', 'Окружение'],
  egoOff: ['Show all', 'Показать всё'],
  pathFrom: ['Path to…', 'Путь к…'],
  pathPick: ['Click the other end, or search for it.', 'Выберите второй конец щелчком или поиском.'],
  pathCancel: ['Cancel', 'Отмена'],
  pathShown: ['Shortest paths from {from} to {to}', 'Кратчайшие пути: {from} — {to}'],
  pathNone: ['No path within four steps.', 'Пути в четыре шага нет.'],
  pin: ['Pin', 'Закрепить'],
  unpin: ['Unpin', 'Открепить'],
  hide: ['Hide', 'Скрыть'],
  hiddenCount: ['{count} hidden', 'Скрыто: {count}'],
  showHidden: ['Show again', 'Показать снова'],
  selectedMany: ['{count} selected', 'Выделено: {count}'],
  openDossier: ['Dossier', 'Досье'],
  filterByThis: ['Filter', 'Фильтр'],
  showInGraph: ['Show in the graph', 'Показать в графе'],

  evidence: ['Evidence', 'Доказательства'],
  evidenceCount: ['{count:statement|statements}', 'Утверждений: {count}'],
  evidenceNone: ['No statements here', 'Здесь нет утверждений'],
  evidenceFiltered: ['Filters narrow this list.', 'Список сужен фильтрами.'],
  said: ['said by {name}', 'сказал(а): {name}'],
  articleSays: ['in the article’s own words', 'словами самой статьи'],
  confidence: ['Confidence {percent} %', 'Уверенность {percent} %'],
  noDate: ['no date', 'без даты'],
  openInArticle: ['Read in the article', 'Читать в статье'],
  original: ['Original', 'Оригинал'],
  accept: ['Accept', 'Принять'],
  reject: ['Reject', 'Отклонить'],
  correct: ['Correct', 'Исправить'],
  clearReview: ['Clear the review', 'Снять решение'],
  swapEnds: ['Swap', 'Поменять местами'],
  addSector: ['Add a sector…', 'Добавить отрасль…'],
  pickEntity: ['Choose one of the names offered', 'Выберите одно из предложенных имён'],
  saveReview: ['Save correction', 'Сохранить'],
  cancel: ['Cancel', 'Отмена'],
  review_accepted: ['Accepted', 'Принято'],
  review_rejected: ['Rejected', 'Отклонено'],
  review_corrected: ['Corrected', 'Исправлено'],
  rule: ['Rule', 'Правило'],
  neighbours: ['Nearest', 'Ближайшие'],
  sectors: ['Sectors', 'Отрасли'],
  counterpart: ['with', 'с участием'],
  statementsOf: [
    '{count:statement|statements} in {articles:article|articles}',
    'Утверждений: {count}, статей: {articles}',
  ],
  between: ['{first} to {last}', '{first} — {last}'],

  matrixTitle: ['Countries × sectors', 'Страны × отрасли'],
  matrixCount: ['{countries:country|countries}, {sectors:sector|sectors}', 'Стран: {countries}, отраслей: {sectors}'],
  matrixCell: ['{country}, {sector}: {count:statement|statements}', '{country}, {sector}: утверждений {count}'],
  total: ['Total', 'Всего'],
  totalOnce: [
    'Each statement counts once: also one on two countries or two sectors.',
    'Каждое утверждение считается один раз, даже если в нём две страны или две отрасли.',
  ],
  country: ['Country', 'Страна'],
  sectorCountries: ['{count:country|countries}', 'Стран: {count}'],
  sectorShow: ['Show all {count} in the graph', 'Показать все ({count}) на графе'],
  sortBy: ['Sort by {name}', 'Сортировать: {name}'],
  foldSector: ['Fold {name}', 'Свернуть: {name}'],
  unfoldSector: ['Unfold {name}', 'Развернуть: {name}'],
  foldAll: ['Fold all sectors', 'Свернуть отрасли'],
  unfoldAll: ['Unfold all sectors', 'Развернуть отрасли'],
  copyCsv: ['Copy as CSV', 'Копировать CSV'],

  timeline: ['Statements by month', 'Утверждения по месяцам'],
  timelineHint: ['Drag to choose a span', 'Потяните, чтобы выбрать отрезок'],
  timelineWhole: ['Whole time', 'Всё время'],
  timelinePlay: ['Play', 'Проиграть'],
  timelinePause: ['Pause', 'Пауза'],
  timelineStart: ['First month', 'Первый месяц'],
  timelineEnd: ['Last month', 'Последний месяц'],
  timelineNone: ['No dated statements', 'Нет утверждений с датой'],

  cypherTitle: ['Ask the graph in Cypher', 'Запрос к графу на Cypher'],
  cypherRun: ['Run', 'Выполнить'],
  cypherRunKey: ['Ctrl+Enter', 'Ctrl+Enter'],
  cypherExamples: ['Examples', 'Примеры'],
  cypherHistory: ['Earlier', 'Прежние'],
  cypherParameters: ['Parameters', 'Параметры'],
  cypherTable: ['Table', 'Таблица'],
  cypherGraph: ['Graph', 'Граф'],
  cypherJson: ['JSON', 'JSON'],
  cypherRows: ['{rows:row|rows} in {ms} ms', 'Строк: {rows}, {ms} мс'],
  cypherCut: ['The answer was cut at the row limit.', 'Ответ обрезан по пределу строк.'],
  cypherNoGraph: [
    'No nodes or relationships in this answer. Return some to see a graph.',
    'В ответе нет узлов и связей. Верните их, чтобы увидеть граф.',
  ],
  cypherAdd: ['Add to the graph', 'Добавить в граф'],
  cypherReplace: ['Show instead of the graph', 'Показать вместо графа'],
  cypherStart: [
    'Only reading queries run here. Pick an example or write your own.',
    'Здесь выполняются только запросы чтения. Выберите пример или напишите свой.',
  ],
  cypherEditor: ['Cypher query', 'Запрос Cypher'],
  cypherOverlay: ['Showing a query’s answer', 'Показан ответ на запрос'],
  backToAll: ['Back to the whole graph', 'Ко всему графу'],

  articlesTitle: ['Articles', 'Статьи'],
  articlesFind: ['Find an article', 'Найти статью'],
  articlesCount: ['{count:article|articles}', 'Статей: {count}'],
  articleStatements: ['{count:statement|statements}', 'Утверждений: {count}'],
  articleNoStatements: ['Nothing was read out of this article.', 'Из этой статьи ничего не извлечено.'],
  articleGraph: ['Show its graph', 'Показать её граф'],
  articleDelete: ['Remove article', 'Удалить статью'],
  articleDeleteSure: ['Remove it and its statements?', 'Удалить вместе с утверждениями?'],
  allArticles: ['All articles', 'Все статьи'],
  load: ['Load an article', 'Загрузить статью'],
  loadDrop: ['Drop a file here, or', 'Перетащите файл сюда или'],
  loadChoose: ['choose a file', 'выберите файл'],
  loadKinds: ['.md, .txt, .html or .jsonl', '.md, .txt, .html или .jsonl'],
  loadText: ['Text', 'Текст'],
  loadUrl: ['Address', 'Адрес'],
  loadFile: ['File', 'Файл'],
  loadTitle: ['Title', 'Заголовок'],
  loadDate: ['Date', 'Дата'],
  loadSend: ['Read it', 'Прочитать'],
  loadReading: ['Reading…', 'Читаем…'],
  loadDone: ['{count:statement|statements} found', 'Найдено утверждений: {count}'],
  outcome_loaded: ['Loaded', 'Загружено'],
  outcome_unchanged: ['Already there', 'Уже есть'],
  outcome_replaced: ['Replaced', 'Заменено'],

  dossierBetween: ['{a} and {b}', '{a} и {b}'],
  dossierWith: ['and', 'и'],
  dossierPrinted: ['Entente, printed {date}. Sources:', 'Entente, напечатано {date}. Источники:'],
  dossierMore: [
    'The newest {shown} of {total} statements are below.',
    'Ниже последние {shown} из {total} утверждений.',
  ],
  dossierAll: ['Show all', 'Показать все'],
  dossierChoose: ['Choose a country', 'Выберите страну'],
  dossierNone: ['No statement links the two.', 'Ни одно утверждение их не связывает.'],
  dossierNoneOfOne: ['No statement names this country.', 'Ни одно утверждение не называет эту страну.'],
  dossierNoneWayOn: ['See what is known of each alone:', 'Посмотрите, что известно о каждой отдельно:'],
  dossierFacts: ['In numbers', 'В числах'],
  dossierRelations: ['Relations', 'Связи'],
  print: ['Print', 'Печать'],
  dossier_Organization: ['Companies and bodies', 'Компании и ведомства'],
  dossier_Person: ['People', 'Люди'],
  dossier_Agreement: ['Agreements', 'Соглашения'],
  dossier_Project: ['Projects', 'Проекты'],
  dossier_Commodity: ['Goods', 'Товары'],
  dossier_disputes: ['Disputes and restrictions', 'Споры и ограничения'],
  dossier_statements: ['What was said', 'Что было сказано'],

  key_search: ['Search', 'Поиск'],
  key_help: ['This list', 'Этот список'],
  key_views: ['Switch views', 'Сменить вид'],
  key_fit: ['Fit the graph', 'Показать граф целиком'],
  key_zoom: ['Zoom in and out', 'Приблизить и отдалить'],
  key_undo: ['Undo and redo', 'Отменить и вернуть'],
  key_neighbours: ['Move to a neighbour', 'К соседнему узлу'],
  key_open: ['Open the evidence', 'Открыть доказательства'],
  key_expand: ['Expand or fold the selected', 'Раскрыть или свернуть выбранное'],
  key_ego: ['Only the surroundings', 'Только окружение'],
  key_path: ['Path from the selected', 'Путь от выбранного'],
  key_pin: ['Pin the selected', 'Закрепить выбранное'],
  key_hide: ['Hide the selected', 'Скрыть выбранное'],
  key_table: ['Table or drawing', 'Таблица или рисунок'],
  key_escape: ['Close, leave, unselect', 'Закрыть, выйти, снять выбор'],
} as const satisfies Record<string, readonly [en: string, ru: string]>

export type MessageKey = keyof typeof texts

const typeNames: Record<EntityType, readonly [string, string]> = {
  Country: ['Country', 'Страна'],
  Region: ['Region', 'Регион'],
  Place: ['Place', 'Место'],
  Organization: ['Organization', 'Организация'],
  Person: ['Person', 'Человек'],
  Sector: ['Sector', 'Отрасль'],
  Commodity: ['Commodity', 'Товар'],
  Event: ['Event', 'Событие'],
  Project: ['Project', 'Проект'],
  Agreement: ['Agreement', 'Соглашение'],
}

const modalityTexts: Record<Modality, readonly [string, string, string, string]> = {
  actual: ['Fact', 'Факт', 'has happened or is the case', 'произошло или есть'],
  planned: ['Plan', 'План', 'decided for the future', 'решено на будущее'],
  discussed: ['Talk', 'Обсуждение', 'under talks, offered, possible', 'обсуждается, предложено, возможно'],
  ended: ['Ended', 'Прекращено', 'stopped or cancelled', 'остановлено или отменено'],
  denied: ['Denied', 'Отрицается', 'said not to be so', 'сказано, что этого нет'],
}

const predicateTexts: Record<EdgePredicate, readonly [string, string]> = {
  PARTNERS_WITH: ['partners with', 'сотрудничает с'],
  AGREES_WITH: ['agrees with', 'договаривается с'],
  MEETS_WITH: ['meets with', 'встречается с'],
  PROPOSES: ['proposes to', 'предлагает'],
  TRADES_WITH: ['trades with', 'торгует с'],
  EXPORTS: ['exports', 'экспортирует'],
  IMPORTS: ['imports', 'импортирует'],
  SUPPLIES: ['supplies', 'поставляет'],
  PRODUCES: ['produces', 'производит'],
  INVESTS_IN: ['invests in', 'вкладывает в'],
  FINANCES: ['finances', 'финансирует'],
  DEVELOPS: ['develops', 'развивает'],
  OWNS: ['owns', 'владеет'],
  OPERATES_IN: ['operates in', 'работает в'],
  ACTIVE_IN: ['is active in', 'занят в'],
  SUPPORTS: ['supports', 'поддерживает'],
  RESTRICTS: ['restricts', 'ограничивает'],
  DISPUTES_WITH: ['disputes with', 'спорит с'],
  HOLDS_ROLE_IN: ['holds a role in', 'занимает пост в'],
  LOCATED_IN: ['is located in', 'находится в'],
  ATTENDS: ['attends', 'участвует в'],
  LINKED_TO: ['is linked to', 'связана с'],
}

const remembered = (): Language => {
  const stored = globalThis.localStorage?.getItem('entente.language')
  if (stored === 'en' || stored === 'ru') return stored
  return globalThis.navigator?.language.startsWith('ru') ? 'ru' : 'en'
}
export const language = signal<Language>(remembered())
export const setLanguage = (next: Language): void => {
  language.value = next
  localStorage.setItem('entente.language', next)
}

const at = (): 0 | 1 => (language.value === 'ru' ? 1 : 0)

/** The text for a key in the reader's language, with `{names}` filled in. */
export const t = (key: MessageKey, values: Record<string, string | number> = {}): string =>
  texts[key][at()].replace(/\{(\w+)(?::([^|}]+)\|([^}]+))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one === undefined) return String(value)
    return `${value} ${String(value) === '1' ? one : many}`
  })

export const typeName = (type: EntityType): string => typeNames[type]?.[at()] ?? type
export const modalityName = (modality: Modality): string => modalityTexts[modality][at()]
export const modalityGloss = (modality: Modality): string => modalityTexts[modality][at() === 0 ? 2 : 3]
export const predicateName = (predicate: EdgePredicate): string =>
  predicateTexts[predicate]?.[at()] ?? predicate.toLowerCase().replaceAll('_', ' ')

export const formatNumber = (value: number): string => value.toLocaleString(language.value)

/** A calendar date in the reader's language; `YYYY-MM` gives month and year. */
export const formatDate = (date: string | null): string => {
  if (date === null) return t('noDate')
  const [year = 0, month = 1, day] = date.split('-').map(Number)
  const value = new Date(Date.UTC(year, month - 1, day ?? 1))
  // Day before month: the order that no reader takes for another.
  return new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : language.value, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    ...(day === undefined ? {} : { day: 'numeric' }),
  }).format(value)
}

/** All texts, for the test that every key is said in both languages. */
export const allTexts = { texts, typeNames, modalityTexts, predicateTexts }
