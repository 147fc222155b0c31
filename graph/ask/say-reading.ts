/** Says how a question was read, in words, so that a misreading shows. Pure. */
import { predicateRules } from '../ontology/ontology.ts'
import type { AskIntent, RelationIntent } from './ask-intent.ts'
import type { Slot } from './question-lexicon.ts'
import { actors, joined, namesOf, nouns, relationClause, scopeWords, shortName } from './say-clause.ts'

export const speakersOf = ({ speakers, title }: AskIntent & { kind: 'sayings' }): string =>
  title.length > 0
    ? ` by the ${title.join(' ')}${speakers.length > 0 ? ` of ${namesOf(speakers)}` : ''}`
    : speakers.length > 0
      ? ` by ${namesOf(speakers)}`
      : ''

/** What the question leaves open: "what", "whom", "which places", "which companies of Egypt". */
const askedPhrase = ({ ask, askType, predicate, within }: RelationIntent): string => {
  const of = within.length > 0 ? ` of ${namesOf(within)}` : ''
  if (askType) return `which ${nouns[askType][1]}${of}`
  const { domain, range } = predicateRules[predicate]
  if (ask === 'place' || (predicate === 'LOCATED_IN' && ask === 'object')) return `which places${of}`
  if (ask === 'sector') return `which sectors${of}`
  if (ask === 'object' && range.every((type) => actors.includes(type))) return `whom${of}`
  if (ask === 'subject' && predicate !== 'LOCATED_IN' && domain.some((type) => actors.includes(type))) return `who${of}`
  return `what${of}`
}

/** A relation that nothing tells of, as an indirect question: "what Norway exports to Ghana", "in which places …". */
export const sayOpenQuestion = (intent: RelationIntent): string => {
  const what = askedPhrase(intent)
  const mark = '\u0000'
  const said = relationClause(intent, { slot: intent.ask as Slot, text: mark }, what.startsWith('which'))
  // The open end goes to the front, with the preposition that stands before it.
  const found = new RegExp(` ?\\(?((?:to|from|in|with|at|through) )?${mark}\\)?`).exec(said)
  if (!found || found.index === 0) return said.replace(mark, what)
  return `${found[1] ?? ''}${what} ${said.slice(0, found.index)}${said.slice(found.index + found[0].length)}`
}

/** How the question was read, in words. */
export const sayReading = (intent: AskIntent): string => {
  const scope = scopeWords(intent.scope)
  const limit = intent.scope.limit ? ` (the first ${intent.scope.limit})` : ''
  switch (intent.kind) {
    case 'relation': {
      const { ask, speakers } = intent
      const by = speakers.length > 0 ? `, as ${namesOf(speakers)} says` : ''
      if (ask === 'statement') {
        const lead = {
          whether: 'whether ',
          when: 'when ',
          amount: 'for what amounts ',
          count: 'how many statements say that ',
          list: 'statements that ',
        }
        return `${lead[intent.form]}${relationClause(intent, null)}${by}${limit}`
      }
      if (ask === 'article') return `articles that say that ${relationClause(intent, null)}`
      if (ask === 'speaker') return `who says that ${relationClause(intent, null)}`
      const what = askedPhrase(intent)
      return `${relationClause(intent, { slot: ask, text: what }, what.startsWith('which'))}${by}${limit}`
    }
    case 'entities':
      return `${intent.askType ? nouns[intent.askType][1] : 'names'}${intent.within.length > 0 ? ` of ${namesOf(intent.within)}` : ''} in statements${intent.about.length > 0 ? ` with ${joined(intent.about.map((names) => namesOf(names)))}` : ''}${scope}${limit}`
    case 'country-sectors':
      return intent.ask === 'country'
        ? `countries linked to ${namesOf(intent.sectors, intent.all ? 'and' : 'or')}${scope}${limit}`
        : intent.ask === 'sector'
          ? `sectors that ${namesOf(intent.countries, intent.all ? 'and' : 'or')} ${intent.countries.length > 1 ? 'are' : 'is'} linked to${scope}${limit}`
          : `${intent.form} ${namesOf(intent.countries)} is linked to ${namesOf(intent.sectors)}${scope}`
    case 'statements':
      return `statements${intent.about.length > 0 ? ` in which ${joined(intent.about.map((names) => namesOf(names)))} ${intent.about.length > 1 ? 'take' : 'takes'} part` : ''}${scope}${intent.scope.rank === 'latest' ? ', newest first' : ''}${limit}`
    case 'sayings':
      return `${intent.ask === 'speaker' ? 'who speaks' : 'what is said'}${speakersOf(intent)}${intent.about.length > 0 ? ` about ${joined(intent.about.map((names) => namesOf(names)))}` : ''}${scope}`
    case 'roles':
      return intent.ask === 'title'
        ? `roles of ${namesOf(intent.persons)}${intent.of.length > 0 ? ` in ${namesOf(intent.of)}` : ''}${scope}`
        : `people who hold a role${intent.titleWords.length > 0 ? ` called “${intent.titleWords.join(' ')}”` : ''}${intent.of.length > 0 ? ` in ${namesOf(intent.of)}` : ''}${scope}`
    case 'profile':
      return `what the graph says of ${shortName(intent.entity)}`
    case 'articles':
      return `articles${intent.about.length > 0 ? ` that mention ${joined(intent.about.map((names) => namesOf(names)))}` : ''}${scope}${limit}`
    case 'totals':
      return `how many ${nouns[intent.of][1]} the graph holds`
    case 'help':
      return 'what can be asked'
  }
}
