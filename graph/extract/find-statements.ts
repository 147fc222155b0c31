/**
 * From mentions and trees to statements: frames and phrases give drafts, each is qualified, attributed, scored and merged.
 * Pure; the only stage that knows all rules of finding statements by name.
 */
import type { Statement } from '../contract.ts'
import { typeByPrefix } from '../ontology/entity-ids.ts'
import { fitsOntology } from '../ontology/ontology.ts'
import { ancestors, growTree, LONGEST_SENTENCE, lemmaAt, relation, type SentenceTree } from './clauses/sentence-tree.ts'
import { confidenceOf } from './confidence/confidence-of.ts'
import type { EntityMention, ExtractDocument } from './document.ts'
import type { Draft, Miss } from './draft.ts'
import { applyFrames } from './frames/apply-frames.ts'
import { frames } from './frames/load-frames.ts'
import { completeHalves } from './implied/complete-halves.ts'
import { seats } from './lexicon/lexicons.ts'
import { countryInName } from './link-countries-to-sectors.ts'
import { mergeStatements, orderEnds, statementId } from './merge-statements.ts'
import { dropUpperPlaces } from './phrases/drop-upper-places.ts'
import { findDeliveries } from './phrases/find-deliveries.ts'
import { findFacilities } from './phrases/find-facilities.ts'
import { findHitImports } from './phrases/find-hit-imports.ts'
import { findHoldings, findStateOwned, withoutCoOwners } from './phrases/find-holdings.ts'
import { findKinds } from './phrases/find-kinds.ts'
import { findLocations } from './phrases/find-locations.ts'
import { findPairs } from './phrases/find-pairs.ts'
import { placedThings } from './phrases/placed-things.ts'
import { qualifyDraft } from './qualifiers/qualify-draft.ts'
import { knowledgeOf } from './qualifiers/sectors-of-entity.ts'
import { speakerOf } from './speakers/attribute-speakers.ts'
import { isReporting } from './speakers/reporting-words.ts'
import { agreeInArticle, agreeInSentence } from './undertakings-agree.ts'

export interface Found {
  statements: Statement[]
  misses: Miss[]
  trees: SentenceTree[]
}

export interface FindOptions {
  /** Whether word order may stand in where the tree gives no end. Default true. */
  order?: boolean
}

/** Most characters between a dateline and the sentence that it opens. */
const DATELINE_GAP = 40
const FACILITY =
  /mine|plant|mill|station|port|terminal|site|refinery|field|zone|park|yard|deposit|factory|works|hotel|farm|airport|storage|quarry|smelter|complex|warehouse|sawmill|brewery|hospital|estate|canal|railway|dam|project/
const bodiesRules = new Set(frames.filter((frame) => frame.bodies).map((frame) => frame.id))

const COMPANY: ReadonlySet<Draft['predicate']> = new Set(['PARTNERS_WITH', 'AGREES_WITH', 'TRADES_WITH'])

/** "X said it will invest": inside what the subject itself reports, not "X proposed", "X said at the forum". */
const ownWords = (document: ExtractDocument, tree: SentenceTree, draft: Draft): boolean => {
  if (draft.predicate === 'ATTENDS') return false
  const offset = tree.tokens[draft.trigger]?.start ?? 0
  if (document.speakers.some((s) => s.direct && offset >= s.start && offset < s.end)) return true
  const chain = [draft.trigger, ...ancestors(tree, draft.trigger)]
  return chain.some((at) => {
    const head = tree.tokens[at]?.head ?? -1
    return relation(tree.tokens[at]) === 'ccomp' && head >= 0 && isReporting(lemmaAt(tree, head))
  })
}

/** Signatures bind the bodies or countries, not the signers. */
const toBodies = (draft: Draft, bodyOf: ReadonlyMap<string, string>): Draft => {
  // A person beside a body or country speaks for his own: partners are of one kind.
  const mixed =
    COMPANY.has(draft.predicate) && draft.subject.startsWith('person:') !== draft.object.startsWith('person:')
  if (!bodiesRules.has(draft.rule) && !mixed) return draft
  return {
    ...draft,
    subject: bodyOf.get(draft.subject) ?? draft.subject,
    object: bodyOf.get(draft.object) ?? draft.object,
  }
}

const typeOf = (id: string): EntityMention['type'] => typeByPrefix[id.slice(0, id.indexOf(':'))] ?? 'Organization'

/** Talk and friendship are between persons; whatever else two of them are said to share their countries share. */
const PERSONAL = new Set(['discuss.verb', 'discuss.noun', 'talk.verb', 'partner.agent', 'partner.friends'])
const MEETING = new Set(['meet', 'receive', 'host', 'call', 'visit', 'welcome', 'greet', 'meeting', 'talks'])

/**
 * "X and Y met and spoke of wider cooperation": their countries' or bodies', who are left alone where the text does not tell
 * them; what they discuss where they meet, too.
 */
const ofTheirCountries = (
  draft: Draft,
  tree: SentenceTree,
  bodyOf: ReadonlyMap<string, string>,
  homeOf: (id: string) => string | null,
): Draft | null => {
  const persons = draft.subject.startsWith('person:') && draft.object.startsWith('person:')
  if (draft.predicate !== 'PARTNERS_WITH' || !persons) return draft
  if (PERSONAL.has(draft.rule) && !tree.lemmas.some((lemma) => MEETING.has(lemma))) return draft
  const [a, b] = [draft.subject, draft.object].map((id) => {
    const body = bodyOf.get(id)
    return body && (homeOf(body) ?? body)
  })
  if (a && b && a !== b && typeOf(a) === typeOf(b)) return { ...draft, subject: a, object: b }
  return PERSONAL.has(draft.rule) ? draft : null
}

/** Trade is a country's, whichever of its ministries tells of them. */
const OF_COUNTRIES: ReadonlySet<Draft['predicate']> = new Set(['IMPORTS', 'EXPORTS', 'TRADES_WITH'])
const toCountries = (draft: Draft, homeOf: (id: string) => string | null): Draft => {
  // "The ministry announced that it will impose duties": the state will.
  const spoken = draft.predicate === 'RESTRICTS' && draft.ends[0]?.kind === 'pronoun'
  if (!(spoken || OF_COUNTRIES.has(draft.predicate)) || !/^org:.*\b(?:ministry|department)\b/.test(draft.subject))
    return draft
  return { ...draft, subject: homeOf(draft.subject) ?? draft.subject }
}

/**
 * Capitals that were read as places, as their countries too: where only an actor fits ("proposed to Tallinn"), the
 * government is meant. Only countries that the article names by themselves.
 */
const governmentsOf = (document: ExtractDocument): EntityMention[] =>
  document.mentions.flatMap((mention): EntityMention[] => {
    if (mention.type !== 'Place' || mention.kind !== 'name') return []
    // "the Tallinn company", "Accra-based": a city, not its government.
    const tokens = document.syntax.sentences[mention.sentence]?.tokens ?? []
    const next = tokens[mention.to]
    if (
      /^(compound|amod|nmod:poss)/.test(tokens[mention.head]?.deprel ?? '') ||
      next?.text === '-' ||
      next?.upos === 'NOUN'
    )
      return []
    const country = seats.get(document.entities.get(mention.entity)?.name ?? '')
    const id = `country:${country}`
    return country && document.entities.has(id)
      ? [{ ...mention, entity: id, type: 'Country', rule: 'country.seat' }]
      : []
  })

/**
 * Every statement of the article, merged, in text order.
 * @param roles drafts of HOLDS_ROLE_IN, from the stage that reads titles.
 */
export const findStatements = (
  document: ExtractDocument,
  roles: readonly Draft[],
  options: FindOptions = {},
): Found => {
  const { article, syntax } = document
  const bySentence = syntax.sentences.map((): EntityMention[] => [])
  for (const mention of [...document.mentions, ...governmentsOf(document)]) bySentence[mention.sentence]?.push(mention)
  const trees = syntax.sentences.map((sentence, i) => growTree(sentence, i, bySentence[i] ?? []))
  const bodyOf = new Map(roles.map((role) => [role.subject, role.object]))
  const homeOf = (id: string): string | null => {
    const home = countryInName(id)
    return home && document.entities.has(home) ? home : null
  }
  const misses: Miss[] = []
  const drafts: Draft[] = [...roles]
  for (const tree of trees) {
    if (tree.tokens.length > LONGEST_SENTENCE) continue
    if (tree.sentence.kind === 'source') {
      // "Yokohama, Japan, 28 Feb –": all that a dateline says.
      const opens = syntax.dateline !== null && tree.sentence.start < syntax.dateline.end
      if (opens) drafts.push(...placedThings(tree).filter((d) => /comma|brackets/.test(d.rule)))
      continue
    }
    const found = applyFrames(tree, { order: options.order ?? true })
    misses.push(...found.misses)
    const own = withoutCoOwners(tree, found.drafts)
    const framed = [...own, ...findPairs(tree, own)]
      .map((draft) => ofTheirCountries(toCountries(toBodies(draft, bodyOf), homeOf), tree, bodyOf, homeOf))
      .filter((draft) => draft !== null)
    drafts.push(
      ...dropUpperPlaces([
        ...framed,
        ...findHitImports(tree, framed, homeOf),
        ...findDeliveries(tree, framed),
        ...findHoldings(tree, framed),
        ...agreeInSentence(tree, [...findLocations(tree), ...findKinds(tree)], framed),
        ...findFacilities(tree),
      ]),
    )
  }
  const seatOf = new Map(
    drafts.flatMap((d) =>
      d.predicate === 'LOCATED_IN' && d.object.startsWith('country:') ? [[d.subject, d.object] as const] : [],
    ),
  )
  for (const tree of trees) drafts.push(...findStateOwned(tree, (id) => homeOf(id) ?? seatOf.get(id) ?? null))
  drafts.sort((a, b) => a.sentence - b.sentence || a.trigger - b.trigger)
  drafts.push(...completeHalves(document, drafts, misses, bodyOf))
  drafts.sort((a, b) => a.sentence - b.sentence || a.trigger - b.trigger)
  const knowledge = knowledgeOf(document, drafts)

  const statements = agreeInArticle(drafts).flatMap((draft): Statement[] => {
    const tree = trees[draft.sentence]
    if (!tree || draft.subject === draft.object) return []
    if (!fitsOntology(typeOf(draft.subject), draft.predicate, typeOf(draft.object))) return []
    // What is owned is a mine or a port, not a city.
    if (draft.predicate === 'OWNS' && draft.object.startsWith('place:') && !FACILITY.test(draft.object)) return []
    // Who builds something in a city does not build the city.
    if (
      draft.predicate === 'DEVELOPS' &&
      draft.object.startsWith('place:') &&
      draft.rule !== 'develop.verb' &&
      !FACILITY.test(draft.object)
    )
      return []
    // A person is no partner of the country or body that he or she speaks for.
    if (draft.predicate !== 'HOLDS_ROLE_IN' && bodyOf.get(draft.subject) === draft.object) return []
    if (draft.predicate !== 'HOLDS_ROLE_IN' && bodyOf.get(draft.object) === draft.subject) return []
    if (draft.predicate === 'PROPOSES' && homeOf(bodyOf.get(draft.subject) ?? '') === draft.object) return []
    const { sentence } = tree
    // A dateline belongs to the sentence that it opens.
    const line = syntax.dateline
    const start =
      line &&
      line.start < sentence.start &&
      sentence.start - line.end < DATELINE_GAP &&
      article.text.slice(line.end, sentence.start).trim() === ''
        ? line.start
        : sentence.start
    const evidence = article.text.slice(start, sentence.end)
    const trigger = tree.tokens[draft.trigger]
    const ordered = orderEnds({ subject: draft.subject, predicate: draft.predicate, object: draft.object })
    const qualifiers = qualifyDraft(draft, tree, article.text.slice(sentence.start, sentence.end), knowledge)
    const said =
      draft.attributed && draft.predicate !== 'HOLDS_ROLE_IN'
        ? speakerOf(document, trigger?.start ?? sentence.start)
        : null
    return [
      {
        // Field by field: spreading objects into one another takes longer than all else here.
        subject: ordered.subject,
        predicate: ordered.predicate,
        object: ordered.object,
        id: statementId(article.id, ordered.subject, ordered.predicate, ordered.object),
        counterpart: draft.counterpart,
        sectors: qualifiers.sectors,
        commodities: qualifiers.commodities,
        places: qualifiers.places,
        project: qualifiers.project,
        event: qualifiers.event,
        amount: qualifiers.amount,
        date: qualifiers.date ?? article.date,
        title: draft.title,
        modality: draft.modality,
        // What somebody proposes, welcomes or attends is told of him, not by him.
        speaker: said === draft.subject && !ownWords(document, tree, draft) ? null : said,
        evidence,
        start,
        end: sentence.end,
        confidence: confidenceOf(draft),
        trigger: trigger ? { text: trigger.text, start: trigger.start, end: trigger.end } : null,
        rule: draft.rule,
      },
    ]
  })
  return { statements: mergeStatements(statements), misses, trees }
}
