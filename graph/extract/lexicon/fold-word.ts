/**
 * How words are compared: case, accents and apostrophes folded away, and English plurals undone.
 * Comparison only; nothing that is shown to a user goes through here.
 */
import { WordCache } from '../../read/word-cache.ts'

const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ə: 'a', '’': "'", 'ʼ': "'", '‘': "'", 'ʻ': "'", '`': "'",
}
const CACHE_LIMIT = 200_000

/** Lower case without accents: `Ömnögovi` gives `omnogovi`. Same word, same answer. */
export const foldWord = (word: string): string => folds.of(word)

const folds = new WordCache(CACHE_LIMIT, (word) => {
  let folded = word.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (!/^[\x00-\x7f]*$/.test(folded))
    folded = folded
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[ıłøđðþßæœə’ʼ‘ʻ]/g, (c) => LETTERS[c] ?? c)
  return folded
})

const IRREGULAR: ReadonlyMap<string, string> = new Map(Object.entries({
  men: 'man', women: 'woman', children: 'child', people: 'person', lives: 'life', knives: 'knife', leaves: 'leaf', shelves: 'shelf',
  wolves: 'wolf', halves: 'half', loaves: 'loaf', feet: 'foot', teeth: 'tooth', geese: 'goose', mice: 'mouse', oxen: 'ox',
  data: 'datum', media: 'media', memoranda: 'memorandum', agenda: 'agenda', criteria: 'criterion', consortia: 'consortium',
  calves: 'calf', scarves: 'scarf', dice: 'die', axes: 'axe', potatoes: 'potato', tomatoes: 'tomato', mangoes: 'mango',
  tyres: 'tyre', shoes: 'shoe', chassis: 'chassis', series: 'series', species: 'species', news: 'news', gas: 'gas', gases: 'gas',
  bus: 'bus', buses: 'bus', lens: 'lens', lenses: 'lens', molasses: 'molasses', electronics: 'electronics', optics: 'optics',
  plastics: 'plastic', ceramics: 'ceramics', logistics: 'logistics', textiles: 'textile', clothes: 'clothes', goods: 'goods', glass: 'glass',
  works: 'works', headquarters: 'headquarters', aluminas: 'alumina', cookies: 'cookie', pies: 'pie', ties: 'tie', movies: 'movie',
  batteries: 'battery', calories: 'calorie', prostheses: 'prosthesis', analyses: 'analysis', bases: 'base', vaccines: 'vaccine',
  axles: 'axle', cactus: 'cactus', asparagus: 'asparagus', citrus: 'citrus', diesel: 'diesel', status: 'status', apparatus: 'apparatus',
  canvas: 'canvas', atlas: 'atlas', christmas: 'christmas', kudos: 'kudos', couscous: 'couscous', hibiscus: 'hibiscus',
  asbestos: 'asbestos', cosmos: 'cosmos', process: 'process', caucasus: 'caucasus', corpus: 'corpus', campus: 'campus', surplus: 'surplus',
  biomass: 'biomass', brass: 'brass', grass: 'grass', gypsum: 'gypsum', lotus: 'lotus', octopus: 'octopus', virus: 'virus',
}))

/** Singular of a folded English noun; a word that is none already comes back as it is. */
export const singularOf = (word: string): string => {
  if (!word.endsWith('s') && !IRREGULAR.has(word)) return word
  return singulars.of(word)
}

const undoPlural = (word: string): string => {
  const irregular = IRREGULAR.get(word)
  if (irregular) return irregular
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}
const singulars = new WordCache(CACHE_LIMIT, undoPlural)

/** `Black Ridge mine` gives `black-ridge-mine`: the slug of an id. */
export const slugOf = (name: string): string =>
  foldWord(name)
    .replace(/'s\b/g, 's')
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
