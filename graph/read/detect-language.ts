/**
 * Says which language a text is in: by script, by the commonest English words, then by tinyld. `und` where none is sure.
 */
import { detectAll } from 'tinyld'

const SAMPLE = 4000
const ENGLISH = new Set(
  (
    'the of and to in a is that for on with as by at from was were has have had be it its this will would are an or not ' +
    'which who said their his he we they between into also after more than been but our'
  ).split(' '),
)

/** Fewest words that tinyld is asked about. */
const ENOUGH_WORDS = 6

/** Letters of any script, and characters of the Latin one. */
const countLetters = (sample: string): { letters: number; latin: number } => {
  let [letters, latin, plain] = [0, 0, 0]
  for (const character of sample) {
    const code = character.charCodeAt(0) | 0x20
    if (character.length === 1 && code >= 0x61 && code <= 0x7a) plain++
    else if (character > '\u007f') {
      if (/\p{L}/u.test(character)) letters++
      if (/\p{Script=Latin}/u.test(character)) latin++
    }
  }
  return { letters: letters + plain, latin: latin + plain }
}

/** ISO 639-1 code of `text`, or `und`. Text without letters is `und`. */
export const detectLanguage = (text: string): string => {
  const sample = text.slice(0, SAMPLE)
  const { letters, latin } = countLetters(sample)
  if (letters === 0) return 'und'
  // Words only: a chunk without spaces says little and may be huge.
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]{1,30}/gu) ?? []
  if (latin > letters * 0.6) {
    const english = words.filter((word) => ENGLISH.has(word)).length
    if (english >= words.length * 0.16 || (words.length < ENOUGH_WORDS && latin === letters)) return 'en'
    const guesses = detectAll(words.slice(0, 200).join(' '))
    const best = guesses[0]
    if (!best) return english > 0 ? 'en' : 'und'
    if (best.lang === 'en') return 'en'
    const en = guesses.find((guess) => guess.lang === 'en')
    // Short lines full of names mislead the detector: English words, or no letter that English lacks, speak against it.
    const foreign = /[^\p{ASCII}\p{P}\p{S}\s]/u.test(sample)
    if (english >= words.length * 0.08 && words.length > 0) return 'en'
    if (words.length < 25 && !foreign && ((en?.accuracy ?? 0) > 0 || best.accuracy < 0.3)) return 'en'
    return best.accuracy >= 0.1 ? best.lang : 'und'
  }
  const best = detectAll(words.slice(0, 200).join(' '))[0]
  return best && best.lang !== 'en' ? best.lang : 'und'
}
