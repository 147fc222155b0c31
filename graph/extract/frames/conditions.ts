/**
 * The conditions that frames name under `needs`: what else must stand at the word before it gives a statement.
 * Each is a small question on the tree and the roles; none looks outside its sentence. Long, because it
 * is a flat list of them.
 */

import type { EntityType } from '../../contract.ts'
import { governingVerb } from '../clauses/governing-verb.ts'
import { isPassive } from '../clauses/passive.ts'
import { resolveRole } from '../clauses/resolve-arguments.ts'
import type { KnownRoles } from '../clauses/roles.ts'
import {
  ancestors,
  childrenIn,
  lemmaAt,
  prepositionOf,
  relation,
  type SentenceTree,
  subtree,
} from '../clauses/sentence-tree.ts'
import { quantities } from '../clauses/standing-nouns.ts'
import { cueWords } from '../lexicon/lexicons.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/))
const DOCUMENTS = words(
  'document paper agreement treaty memorandum mou accord pact deal contract protocol convention charter letter declaration communique statement licence license order it this them papers instrument arrangement plan programme program roadmap understanding',
)
const PAPERS = words(
  'order contract deal loan offer request approval permit licence license stake share percent bid credit grant interest shareholding holding ownership equity',
)
const TRADE_NOUNS = words(
  'export exports import imports sale sales shipment shipments trade purchase purchases supply supplies delivery deliveries',
)
const HELD_BACK = words('supply supplies delivery deliveries shipment shipments')
const HALTING = words('suspend halt stop freeze curb ban prohibit restrict limit block tax cap')
const WATCHING = words(
  'oversee regulate monitor track supervise police inspect license licence certify administer count record',
)
const LEVYING = words('impose levy slap apply')
const BARS = words(
  'control controls ban duty tariff quota restriction embargo tax levy moratorium prohibition limit curb halt suspension probe probes investigation inquiry surcharge safeguard',
)
const ACCESSES = words('access treatment quota regime preference privilege exemption tariff duty entry status')
const LIFTING = words('remove lift ease lower cut eliminate abolish scrap reduce drop')
const UPKEEP = words('supply delivery maintenance service offtake off-take procurement servicing repair support')
const BUYING = words('purchase procurement import purchasing buying')
const BACKING = words('support help back facilitate finance fund welcome assist aid promote use')
const ENDING = words('suspend halt stop freeze cut')
const NETWORKS = words('power water electricity energy heat food money drinking')
const IMPORTED = words('import imports purchase supply consumption demand need requirement')
const MEASURES = words(
  'duty tariff measure decision sanction ban restriction quota embargo levy tax control order ruling investigation',
)
const ASSETS = words(
  'refinery plant mill mine company firm business stake share asset unit subsidiary bank property land field licence license right bond',
)
const DELIVERING = words(
  'supply deliver provide equip furnish sell buy purchase ship supply delivery provision sale purchase',
)
const ORDERS = words('contract order tender deal concession licence license')
const EXPORTED = words('export exports sale sales shipment')
const PEOPLE = words(
  'delegation mission team representative official minister expert letter message invitation envoy subsidiary unit business division',
)
const SUPPLY_VERBS = words('supply deliver equip furnish outfit')
const TO_OBJECT_VERBS = words('supply equip furnish outfit fit provide serve train teach')
const INVEST_VERBS = words('invest reinvest co-invest inject')
const LENDING_VERBS = words(
  'lend finance fund insure underwrite subsidise subsidize sponsor bankroll co-finance cofinance refinance donate reinsure loan',
)
const MONEY_NOUNS = words(
  'loan credit grant guarantee financing finance funding fund fund funds aid subsidy donation money dollar euro pound yen yuan rupee rand real peso ruble rouble lira million billion trillion facility tranche capital usd eur gbp cny jpy',
)
const STAKE_VERBS = words(
  'hold own buy acquire sell have take control get purchase keep retain increase raise secure offer divest transfer obtain up cut reduce give receive want offload',
)
const EVENT_VERBS = words('hold open convene host run stage happen take be')
const BUILD_VERBS = words('build construct')
const JOINT = words('joint common bilateral shared collaborative mutual')
const PRIVILEGES = words(
  'ban restriction quota embargo sanction tax duty preference privilege access exemption visa fee tariff levy relief status',
)
const OFFERING = words(
  'make submit put present send extend table file issue renew place give address convey hand announce prepare repeat withdraw launch bring have turn',
)
const TAKING_VERBS = words(
  'apply ask seek request turn need want count rely enjoy receive get obtain secure win depend hope look call appeal reach thank repay owe return eye',
)
const THANKS = words('gratitude thanks thank grateful thankful appreciation indebted')
const CREDIT = words('credit loan financing lending finance guarantee swap')

const PAPER =
  /^(?:agreement|treaty|memorandum|memoranda|mou|mous|accord|pact|contract|protocol|convention|deal|document|letter|declaration)$/
const OPINIONS = words(
  'proposal opinion view statement position idea assessment remark suggestion approach conclusion argument decision',
)
const GATHERINGS = words(
  'meeting session forum conference event summit round commission ceremony exhibition fair seminar workshop congress expo show negotiation dialogue',
)
const HELP = words('help support assistance aid backing relief solidarity')
const SERVING = words('support help assist aid facilitate promote encourage')
const PUBLIC =
  /ministry|government|union|commission|parliament|department|embassy|council|nations|organization|chamber|association/
const BODIES: ReadonlySet<EntityType> = new Set(['Organization'])

const EVENTS: ReadonlySet<EntityType> = new Set(['Event'])
const SITES: ReadonlySet<EntityType> = new Set(['Project', 'Place'])
const WHOLES: ReadonlySet<EntityType> = new Set(['Project', 'Place', 'Organization'])

const children = (tree: SentenceTree, at: number): readonly number[] => tree.children[at] ?? []
const WARES = cueWords('wares')
const named = (tree: SentenceTree, heads: readonly number[] | undefined): boolean =>
  (heads ?? []).some((head) => WARES.has(lemmaAt(tree, head)))
const hasGoods = (tree: SentenceTree, roles: KnownRoles, names: readonly string[]): boolean =>
  names.some((name) =>
    [...(roles.get(name) ?? []), ...(roles.get(`far:${name}`) ?? []), ...(roles.get(`verb:${name}`) ?? [])].some(
      (head) =>
        subtree(tree, head).some((at) =>
          (tree.byHead[at] ?? []).some(
            (m) =>
              (m.type === 'Commodity' || m.type === 'Sector') &&
              // "the X steel plant" is no steel.
              !(tree.covering[at] ?? []).some(
                (c) => WHOLES.has(c.type) && c.to - c.from >= m.to - m.from && c.to - c.from > 1,
              ),
          ),
        ),
    ),
  )

const shareOf = (tree: SentenceTree, roles: KnownRoles, nouns: ReadonlySet<string>): boolean =>
  ['for', 'obj', 'of', 'in'].some((name) =>
    (roles.get(name) ?? []).some((head) => subtree(tree, head).some((at) => nouns.has(lemmaAt(tree, at)))),
  )

const hasMoney = (tree: SentenceTree, at: number): boolean =>
  subtree(tree, at).some(
    (child) => MONEY_NOUNS.has(lemmaAt(tree, child)) || /^[$€£¥₹]/.test(tree.tokens[child]?.text ?? ''),
  )

const AMOUNTS = words(
  'package tranche amount sum line facility total envelope portfolio investment half third share rest support',
)
/** Money itself, not a thing that is worth some. */
const isMoney = (tree: SentenceTree, at: number): boolean =>
  !childrenIn(tree, at, 'amod').some((c) => lemmaAt(tree, c) === 'worth') && isSum(tree, at)
const isSum = (tree: SentenceTree, at: number): boolean =>
  MONEY_NOUNS.has(lemmaAt(tree, at)) ||
  /^(?:[$€£¥₹]|us\$)/i.test(tree.tokens[at]?.text ?? '') ||
  /^[A-Z]{3}$/.test(tree.tokens[at]?.text ?? '') ||
  ((AMOUNTS.has(lemmaAt(tree, at)) || tree.tokens[at]?.upos === 'NUM') && hasMoney(tree, at))

const DAYS = words(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december day date occasion eve sideline sidelines margin margins',
)
/** "on Thursday", "on 12 May", "on the sidelines of" say when and where, not about what. */
const isTime = (tree: SentenceTree, at: number): boolean =>
  DAYS.has(lemmaAt(tree, at)) || tree.tokens[at]?.upos === 'NUM' || /^\d/.test(tree.tokens[at]?.text ?? '')
/** What "of" and "for" tell of these is who comes, not a topic. */
const ASSEMBLIES = words('meeting audience reception interview visit session')
const TOPIC = ['on', 'about', 'over', 'regarding', 'concerning', 'for', 'of']
const hasTopic = (tree: SentenceTree, at: number, roles: KnownRoles): boolean =>
  TOPIC.some((role) =>
    (roles.get(role) ?? []).some(
      (head) =>
        !isTime(tree, head) &&
        !(ASSEMBLIES.has(lemmaAt(tree, at)) && ['of', 'for'].includes(role)) &&
        !(tree.byHead[head] ?? []).some((m) => ['Country', 'Person', 'Organization', 'Region'].includes(m.type)),
    ),
  ) ||
  (roles.get('verb:on') ?? []).some((head) => !isTime(tree, head)) ||
  (roles.get('verb:about')?.length ?? 0) > 0 ||
  topicalClause(tree, at) ||
  childrenIn(tree, at, 'acl').some((child) => ['discuss', 'concern', 'devote'].includes(lemmaAt(tree, child)))

/** "held talks on renewing the transit": the topic as a clause, hung on the verb. */
const topicalClause = (tree: SentenceTree, at: number): boolean => {
  const verb = governingVerb(tree, at)
  return [...childrenIn(tree, at, 'acl', 'advcl'), ...(verb === null ? [] : childrenIn(tree, verb, 'advcl'))].some(
    (c) =>
      c > at &&
      tree.tokens[c]?.xpos === 'VBG' &&
      childrenIn(tree, c, 'mark', 'case').some((m) => ['on', 'about', 'over'].includes(lemmaAt(tree, m))),
  )
}

/** "put curbs on rice exports", hung on the verb */
const bars = (tree: SentenceTree, verb: number, trade: number): boolean => {
  if (!['on', 'against', 'for', 'of', 'to', 'into', 'over'].includes(prepositionOf(tree, trade))) return false
  // "the duties do not apply to imports", "levied on exports"
  if (LEVYING.has(lemmaAt(tree, verb))) return true
  // "launched a probe into imports", "the ban that India placed on imports"
  const relative = relation(tree.tokens[verb]) === 'acl' ? [tree.tokens[verb]?.head ?? -1] : []
  return [...childrenIn(tree, verb, 'obj'), ...relative].some((c) => c >= 0 && BARS.has(lemmaAt(tree, c)))
}

type Check = (tree: SentenceTree, at: number, roles: KnownRoles, goods: readonly string[]) => boolean

const checks = {
  goods: (tree, at, roles, goods) =>
    !(roles.get('obj') ?? []).some((head) => PAPERS.has(lemmaAt(tree, head))) &&
    (hasGoods(tree, roles, goods.length > 0 ? goods : ['obj', 'of', 'with', 'mod']) ||
      named(tree, roles.get('obj')) ||
      named(tree, roles.get('for')) ||
      (DELIVERING.has(lemmaAt(tree, at)) && named(tree, roles.get('of')))),
  // An order is for something; a contract is where it is one of delivery.
  ordered: (tree, at, roles, goods) => {
    if (lemmaAt(tree, at) === 'order') return true
    const verb = governingVerb(tree, at)
    const tasks = [...childrenIn(tree, at, 'acl'), ...(verb === null ? [] : childrenIn(tree, verb, 'xcomp', 'advcl'))]
    return (
      childrenIn(tree, at, 'compound').some((c) => UPKEEP.has(lemmaAt(tree, c))) ||
      hasGoods(tree, roles, goods) ||
      named(tree, roles.get('for')) ||
      tasks.some((c) => c > at && DELIVERING.has(lemmaAt(tree, c))) ||
      (roles.get('for') ?? []).some((c) => DELIVERING.has(lemmaAt(tree, c)))
    )
  },
  // "is dependent on X for wheat", not "dependent on the weather"
  reliant: (tree, _at, roles) => (roles.get('for')?.length ?? 0) > 0 && hasGoods(tree, roles, ['for']),
  active: (tree, at) => !isPassive(tree, at),
  financial: (tree, at) =>
    childrenIn(tree, at, 'amod', 'compound').some((c) =>
      ['financial', 'financing', 'funding'].includes(lemmaAt(tree, c)),
    ),
  // "is under sanctions", "is subject to duties"
  undergone: (tree, at) => {
    const head = tree.tokens[at]?.head ?? -1
    return (
      prepositionOf(tree, at) === 'under' || (prepositionOf(tree, at) === 'to' && lemmaAt(tree, head) === 'subject')
    )
  },
  exported: (tree, _at, roles) => (roles.get('obj') ?? []).some((head) => lemmaAt(tree, head) === 'export'),
  // "helps with the construction": who supports a work does not do it.
  doing: (tree, at) => {
    const verb = governingVerb(tree, at)
    return verb === null || !BACKING.has(lemmaAt(tree, verb))
  },
  // "cut off gas supplies": whoever supplies ends it and bars nothing.
  barring: (tree, at, roles) =>
    !(ENDING.has(lemmaAt(tree, at)) && (roles.get('obj') ?? []).some((head) => HELD_BACK.has(lemmaAt(tree, head)))),
  // "its export share", "an export market": no act.
  acting: (tree, at) => relation(tree.tokens[at]) !== 'compound',
  // "duty-free access", "a preferential quota", not a quota alone
  access: (tree, _at, roles) =>
    (roles.get('obj') ?? []).some(
      (head) =>
        ACCESSES.has(lemmaAt(tree, head)) &&
        (['preference', 'privilege', 'exemption'].includes(lemmaAt(tree, head)) ||
          subtree(tree, head).some((c) =>
            ['free', 'preferential', 'duty-free', 'favourable', 'zero'].includes(lemmaAt(tree, c)),
          )),
    ),
  // "chose X for the delivery of pumps", "for maintenance"
  engaged: (tree, _at, roles) =>
    ['for', 'far:for'].some((name) =>
      (roles.get(name) ?? []).some(
        (head) =>
          DELIVERING.has(lemmaAt(tree, head)) || UPKEEP.has(lemmaAt(tree, head)) || WARES.has(lemmaAt(tree, head)),
      ),
    ),
  // "a purchase deal with X": X sells
  buying: (tree, at) => childrenIn(tree, at, 'compound').some((c) => BUYING.has(lemmaAt(tree, c))),
  selling: (tree, at) => !childrenIn(tree, at, 'compound').some((c) => BUYING.has(lemmaAt(tree, c))),
  parental: (tree, at) =>
    childrenIn(tree, at, 'compound', 'amod').some((c) => ['parent', 'holding'].includes(lemmaAt(tree, c))),
  together: (tree, at) =>
    childrenIn(tree, at, 'advmod').some((child) => ['together', 'jointly'].includes(lemmaAt(tree, child))),
  nothings: (tree, _at, roles) =>
    !hasGoods(tree, roles, ['obj']) &&
    !(roles.get('obj') ?? []).some((head) => PAPERS.has(lemmaAt(tree, head)) || (tree.byHead[head] ?? []).length > 0),
  passive: (tree, at) => isPassive(tree, at),
  // "hosted the third session of the commission": an event took place there.
  nogathering: (tree, _at, roles) => !(roles.get('obj') ?? []).some((head) => GATHERINGS.has(lemmaAt(tree, head))),
  // "agrees with X's opinion" signs nothing.
  noopinion: (tree, _at, roles) => !(roles.get('with') ?? []).some((head) => OPINIONS.has(lemmaAt(tree, head))),
  // "the signing of the protocol": a paper, not a contract's player.
  papers: (tree, _at, roles) =>
    (roles.get('of') ?? []).some(
      (head) => PAPER.test(lemmaAt(tree, head)) || (tree.byHead[head] ?? []).some((m) => m.type === 'Agreement'),
    ),
  // "appreciates the help of X": X helps.
  nothanks: (tree, _at, roles) =>
    !(roles.get('obj') ?? []).some(
      (head) =>
        HELP.has(lemmaAt(tree, head)) &&
        [...childrenIn(tree, head, 'nmod'), ...(tree.children[head] ?? [])].some(
          (c) => tree.tokens[c]?.deprel === 'nmod:poss' || ['of', 'from'].includes(prepositionOf(tree, c)),
        ),
    ),
  investing: (tree, at) => childrenIn(tree, at, 'compound').some((c) => lemmaAt(tree, c) === 'investment'),
  atrequest: (tree, at) => ['at', 'upon', 'on', 'following', 'after'].includes(prepositionOf(tree, at)),
  accompanying: (tree, at) =>
    ['with', 'through', 'thanks to'].includes(prepositionOf(tree, at)) ||
    childrenIn(tree, at, 'mark').some((c) => lemmaAt(tree, c) === 'with'),
  // "offers help to X" gives it.
  nohelp: (tree, at, roles) =>
    lemmaAt(tree, at) !== 'offer' || !(roles.get('obj') ?? []).some((head) => HELP.has(lemmaAt(tree, head))),
  // "helps its customers grow", "assists the contractor": a company at work backs nobody.
  backing: (tree, at, roles) =>
    !SERVING.has(lemmaAt(tree, at)) ||
    !resolveRole(tree, roles.get('subj') ?? [], BODIES).some(
      (a) => !PUBLIC.test(a.mention.entity) || childrenIn(tree, at, 'xcomp', 'ccomp').some((c) => c > at),
    ),
  listed: (tree, at) =>
    lemmaAt(tree, at) === 'blacklist' ||
    childrenIn(tree, at, 'compound', 'amod', 'nmod').some((child) =>
      ['sanction', 'sanctions', 'entity', 'black', 'ban', 'restricted', 'embargo'].includes(lemmaAt(tree, child)),
    ),
  delegation: (tree, _at, roles) =>
    (roles.get('subj') ?? []).some((head) =>
      ['delegation', 'mission', 'team', 'official', 'minister', 'representative', 'businessman', 'group'].includes(
        lemmaAt(tree, head),
      ),
    ),
  tradeobject: (tree, at, roles) =>
    (roles.get('obj') ?? []).some(
      (head) =>
        TRADE_NOUNS.has(lemmaAt(tree, head)) && !(HELD_BACK.has(lemmaAt(tree, head)) && ENDING.has(lemmaAt(tree, at))),
    ),
  // "banned imports of", "a ban on exports", "the rice export ban": the trade is only what is hit.
  free: (tree, at) => {
    const token = tree.tokens[at]
    // "improves power supply": what households get, nobody's delivery.
    if (
      lemmaAt(tree, at) === 'supply' &&
      childrenIn(tree, at, 'compound', 'amod').some((c) => NETWORKS.has(lemmaAt(tree, c))) &&
      !childrenIn(tree, at, 'nmod').some((c) => ['to', 'from', 'by'].includes(prepositionOf(tree, c)))
    )
      return false
    const head = token?.head ?? -1
    const hit =
      head >= 0 &&
      BARS.has(lemmaAt(tree, head)) &&
      (relation(token) === 'compound' || ['on', 'against', 'to', 'for', 'into'].includes(prepositionOf(tree, at)))
    const verb = governingVerb(tree, at)
    // "oversees exports of timber": who watches a trade does not trade.
    if (verb !== null && WATCHING.has(lemmaAt(tree, verb)) && childrenIn(tree, verb, 'obj').includes(at)) return false
    // "halted deliveries to X": whoever delivers ends it; "banned", "restricted" bars others.
    const delivery = ['supply', 'delivery', 'shipment'].includes(lemmaAt(tree, at))
    return (
      !hit &&
      !(verb !== null && bars(tree, verb, at)) &&
      (verb === null || !HALTING.has(lemmaAt(tree, verb)) || (delivery && ENDING.has(lemmaAt(tree, verb))))
    )
  },
  // "accounts for 40 percent of Malawi's maize imports"
  importshare: (tree, _at, roles) => shareOf(tree, roles, IMPORTED),
  exportshare: (tree, _at, roles) =>
    shareOf(tree, roles, EXPORTED) ||
    ((roles.get('obj') ?? []).some((head) => quantities.has(lemmaAt(tree, head))) && hasGoods(tree, roles, ['obj'])),
  // "may no longer enter", "is not allowed to enter"
  barred: (tree, at) =>
    [at, ...ancestors(tree, at).slice(0, 2)].some((i) =>
      children(tree, i).some(
        (c) =>
          ['not', "n't", 'never'].includes(tree.tokens[c]?.text.toLowerCase() ?? '') ||
          (tree.tokens[c]?.text.toLowerCase() === 'longer' && tree.tokens[c - 1]?.text.toLowerCase() === 'no'),
      ),
    ) &&
    [at, ...ancestors(tree, at).slice(0, 2)].some(
      (i) =>
        ['allow', 'permit'].includes(lemmaAt(tree, i)) ||
        children(tree, i).some((c) => ['can', 'may', 'could'].includes(lemmaAt(tree, c))),
    ),
  infinitive: (tree, at) =>
    [
      ...childrenIn(tree, at, 'xcomp', 'advcl', 'ccomp'),
      ...childrenIn(tree, at, 'obl', 'obj').flatMap((child) => childrenIn(tree, child, 'acl')),
    ].some(
      (child) => tree.tokens[child]?.xpos === 'VB' && !['discuss', 'talk', 'exchange'].includes(lemmaAt(tree, child)),
    ),
  // "operates the country's fuel pipelines": what is used is no fuel.
  wares: (tree, _at, roles) =>
    (roles.get('obj') ?? []).some((head) =>
      [head, ...childrenIn(tree, head, 'nmod')].some((i) => (tree.byHead[i] ?? []).some((m) => m.type === 'Commodity')),
    ),
  market: (tree, at) => childrenIn(tree, at, 'compound', 'amod').some((c) => lemmaAt(tree, c) === 'market'),
  trading: (tree, at) =>
    childrenIn(tree, at, 'compound', 'amod').some(
      (child) =>
        ['trade', 'trading', 'commercial'].includes(lemmaAt(tree, child)) ||
        tree.tokens[child]?.text.toLowerCase() === 'trading',
    ),
  receptive: (tree, at, roles, goods) =>
    (isPassive(tree, at) || childrenIn(tree, at, 'obj').length === 0) && hasGoods(tree, roles, goods),
  intalks: (tree, at, roles) =>
    prepositionOf(tree, at) === 'in' || hasTopic(tree, at, roles) || ['negotiation'].includes(lemmaAt(tree, at)),
  // "turned to X for help", "applied to X to be let in"
  asking: (tree, at, roles) =>
    roles.has('for') ||
    roles.has('far:for') ||
    childrenIn(tree, at, 'xcomp', 'advcl').some((c) => tree.tokens[c]?.xpos === 'VB'),
  // "applied for a loan", "can count on its support": who asks or gets does not give.
  given: (tree, at) => {
    const verb = governingVerb(tree, at)
    // "gratitude for its help": who thanks gives nothing.
    const thanked =
      prepositionOf(tree, at) === 'for' &&
      [at, ...ancestors(tree, at)].some(
        (i) => tree.children[i]?.some((c) => THANKS.has(lemmaAt(tree, c))) || THANKS.has(lemmaAt(tree, i)),
      )
    // "an agreement was reached on the delivery of": what is reached is the agreement.
    const topic = ['on', 'about', 'regarding', 'concerning'].includes(prepositionOf(tree, at))
    return !thanked && (topic || verb === null || !TAKING_VERBS.has(lemmaAt(tree, verb)))
  },
  // "preferred the Czech bid to that of X": who chooses makes no offer.
  offered: (tree, at, roles) => {
    const verb = governingVerb(tree, at)
    return verb === null || OFFERING.has(lemmaAt(tree, verb)) || ['poss', 'by', 'from', 'of'].some((r) => roles.has(r))
  },
  // "agreed to set up a commission", "agreed on tariffs"
  settled: (tree, at, roles) =>
    roles.has('on') || childrenIn(tree, at, 'xcomp').some((c) => c > at && tree.tokens[c]?.xpos === 'VB'),
  under: (tree, at) => prepositionOf(tree, at) === 'under',
  exchanged: (tree, _at, roles) =>
    (roles.get('obj') ?? []).some((head) =>
      ['good', 'goods', 'product', 'commodity', 'service', 'merchandise'].includes(lemmaAt(tree, head)),
    ),
  object: () => true,
  object2: () => true,
  agreement: (tree, _at, roles) => {
    const heads = roles.get('obj') ?? []
    if (heads.length === 0) return roles.has('with')
    return heads.some(
      (head) => DOCUMENTS.has(lemmaAt(tree, head)) || (tree.byHead[head] ?? []).some((m) => m.type === 'Agreement'),
    )
  },
  topic: (tree, at, roles) =>
    tree.tokens[at]?.upos === 'VERB'
      ? (roles.get('obj')?.length ?? 0) > 0 || hasTopic(tree, at, roles) || childrenIn(tree, at, 'ccomp').length > 0
      : hasTopic(tree, at, roles),
  // "was attended by A and B": who comes to a meeting has not met everybody there.
  bare: (tree, at, roles) => {
    const verb = governingVerb(tree, at)
    return !hasTopic(tree, at, roles) && (roles.has('with') || !(verb !== null && lemmaAt(tree, verb) === 'attend'))
  },
  // "the sale of refineries to X": what changes hands is no good.
  noassets: (tree, _at, roles) =>
    !(roles.get('of') ?? []).some(
      (head) =>
        ASSETS.has(lemmaAt(tree, head)) ||
        (tree.byHead[head] ?? []).some((m) => ['Organization', 'Project', 'Place'].includes(m.type)),
    ),
  // "a deal to supply boilers for the plant": who supplies does not build.
  venturing: (tree, at) => childrenIn(tree, at, 'compound', 'amod').some((c) => lemmaAt(tree, c) === 'venture'),
  nosupply: (tree, at) =>
    !childrenIn(tree, at, 'acl').some((c) => DELIVERING.has(lemmaAt(tree, c))) &&
    !childrenIn(tree, at, 'nmod').some((c) => DELIVERING.has(lemmaAt(tree, c))),
  // "bought the X cement plant", "a stake": no goods change hands.
  noassetbought: (tree, _at, roles) =>
    !(roles.get('obj') ?? []).some(
      (head) => ASSETS.has(lemmaAt(tree, head)) || SITES.has((tree.byHead[head] ?? [])[0]?.type ?? 'Commodity'),
    ),
  things: (tree, _at, roles) => !hasGoods(tree, roles, ['obj']),
  measured: (tree, _at, roles) => (roles.get('subj') ?? []).some((head) => MEASURES.has(lemmaAt(tree, head))),
  // "a memorandum on trade", "cooperation in industry and trade": a topic, nobody's exchange of goods.
  notopic: (tree, at) => {
    const token = tree.tokens[at]
    if (relation(token) === 'compound' || relation(token) === 'amod') return false
    const top = relation(token) === 'conj' ? (token?.head ?? at) : at
    const head = tree.tokens[top]?.head ?? -1
    return !(
      head >= 0 &&
      ['in', 'on', 'of', 'for'].includes(prepositionOf(tree, top)) &&
      /^(cooperation|co-operation|memorandum|mou|agreement|field|area|sphere|sector|ministry|minister|chamber|partnership|collaboration)$/.test(
        lemmaAt(tree, head),
      )
    )
  },
  joint: (tree, at, roles) =>
    childrenIn(tree, at, 'amod', 'compound').some((child) => JOINT.has(lemmaAt(tree, child))) ||
    (roles.get('between')?.length ?? 0) > 1,
  nogoods: (tree, at, roles) =>
    !hasGoods(tree, roles, ['obj']) &&
    !hasMoney(tree, at) &&
    !(roles.get('obj') ?? []).some((head) => DOCUMENTS.has(lemmaAt(tree, head))),
  supply: (tree, at, roles, goods) => {
    const lemma = lemmaAt(tree, at)
    if (SUPPLY_VERBS.has(lemma) || (['license', 'licence'].includes(lemma) && roles.has('to'))) return true
    // "sells its subsidiary to X" hands over no goods, "sends a delegation to X" neither.
    const things = roles.get('obj') ?? []
    if (
      things.some(
        (head) =>
          PAPERS.has(lemmaAt(tree, head)) ||
          PEOPLE.has(lemmaAt(tree, head)) ||
          (tree.byHead[head] ?? []).some((m) => ['Organization', 'Project', 'Place', 'Person'].includes(m.type)),
      ) &&
      !TO_OBJECT_VERBS.has(lemma)
    )
      return false
    if (
      ['sell', 'ship', 'export', 'transport', 'dispatch', 'haul'].includes(lemma) &&
      (roles.has('to') || roles.has('far:to'))
    )
      return true
    if (lemma === 'market' && (roles.has('in') || roles.has('far:in'))) return true
    if (['train', 'teach', 'serve'].includes(lemma)) return true
    // "sells to supermarkets in Ireland": the goods are known, the buyer is told.
    if (
      ['sell', 'ship', 'export', 'send', 'market'].includes(lemma) &&
      roles.has('to') &&
      !(roles.get('obj')?.length ?? 0)
    )
      return true
    // "Loans were provided by X": money is lent, not delivered.
    if (things.length > 0 && things.every((head) => isMoney(tree, head)) && !roles.has('with')) return false
    return hasGoods(tree, roles, goods) || named(tree, roles.get('obj')) || named(tree, roles.get('with'))
  },
  capital: (tree, at) => INVEST_VERBS.has(lemmaAt(tree, at)) || hasMoney(tree, at),
  // "cooperation in trade, investment and transport": a field, no act.
  nodemand: (tree, at) => {
    const token = tree.tokens[at]
    const head = token?.head ?? -1
    // "Addis Ababa, the capital of Ethiopia", "with a capital of 3 million"
    if (lemmaAt(tree, at) === 'capital' && (childrenIn(tree, at, 'det').length > 0 || relation(token) === 'appos'))
      return false
    return (
      relation(token) !== 'compound' &&
      prepositionOf(tree, at) !== 'in' &&
      !(
        relation(token) === 'conj' &&
        head >= 0 &&
        (prepositionOf(tree, head) === 'in' || tree.tokens[at - 1]?.text === ',')
      )
    )
  },
  money: (tree, at, roles) =>
    !(roles.get('obj') ?? []).some((head) => ORDERS.has(lemmaAt(tree, head))) &&
    ((roles.get('with') ?? []).some((head) => isMoney(tree, head)) ||
      LENDING_VERBS.has(lemmaAt(tree, at)) ||
      ['obj', 'iobj'].some((name) => (roles.get(name) ?? []).some((head) => isMoney(tree, head))) ||
      childrenIn(tree, at, 'obl', 'nmod').some((child) => prepositionOf(tree, child) === '' && isMoney(tree, child))),
  credit: (tree, at) =>
    childrenIn(tree, at, 'compound', 'amod', 'nmod').some(
      (child) => CREDIT.has(lemmaAt(tree, child)) || lemmaAt(tree, child) === 'financing',
    ),
  nocommerce: (tree, at) => {
    const lemma = lemmaAt(tree, at)
    if (relation(tree.tokens[at]) === 'compound') return false
    if (lemma !== 'line' && lemma !== 'facility' && lemma !== 'cover') return true
    return children(tree, at).some((child) => CREDIT.has(lemmaAt(tree, child)))
  },
  stake: (tree, at) => {
    const lemma = lemmaAt(tree, at)
    if (relation(tree.tokens[at]) === 'compound') return false
    if (['stake', 'shareholding', 'takeover', 'acquisition', 'ownership'].includes(lemma)) return true
    const verb = governingVerb(tree, at)
    return verb !== null && STAKE_VERBS.has(lemmaAt(tree, verb))
  },
  place: (tree, at, roles) => {
    const lemma = lemmaAt(tree, at)
    // "Chinese cars entering Turkey": goods, nobody's business there.
    if (lemma === 'enter' && hasGoods(tree, roles, ['subj'])) return false
    if (['enter', 'tap', 'penetrate', 'run', 'operate', 'serve'].includes(lemma)) return true
    return (
      roles.has('in') ||
      roles.has('far:in') ||
      roles.has('into') ||
      roles.has('across') ||
      roles.has('throughout') ||
      ['relocate', 'expand', 'move'].includes(lemma)
    )
  },
  privilege: (tree, at) => subtree(tree, at).some((child) => PRIVILEGES.has(lemmaAt(tree, child))),
  measure: (tree, at, roles) => {
    if (['over', 'about', 'despite'].includes(prepositionOf(tree, at))) return false
    if (relation(tree.tokens[at]) === 'compound') return false
    const before = tree.tokens[at - 1]?.text.toLowerCase() ?? ''
    if (before.includes('free') || ['preferential', 'zero', 'reduced'].includes(before)) return false
    const lemma = lemmaAt(tree, at)
    const verb = governingVerb(tree, at)
    if (['barrier', 'restriction'].includes(lemma) && verb !== null && LIFTING.has(lemmaAt(tree, verb))) return true
    if (['measure', 'measures', 'barrier', 'fine', 'penalty', 'tax'].includes(lemma))
      return (
        ['against', 'verb:against', 'on', 'verb:on', 'far:on'].some((role) => roles.has(role)) ||
        /dumping|subsidy|safeguard|restrictive|punitive|retaliatory/.test(before)
      )
    if (lemma === 'control' || lemma === 'limit' || lemma === 'curb')
      return (
        ['export', 'import', 'trade'].includes(before) ||
        ['on', 'verb:on'].some((name) => (roles.get(name) ?? []).some((head) => TRADE_NOUNS.has(lemmaAt(tree, head))))
      )
    return true
  },
  located: (tree, at, roles) => {
    const lemma = lemmaAt(tree, at)
    const heads = [...(roles.get('obj') ?? []), ...(roles.get('subj') ?? [])]
    if (EVENT_VERBS.has(lemma)) return resolveRole(tree, heads, EVENTS).length > 0
    if (BUILD_VERBS.has(lemma)) return resolveRole(tree, heads, SITES).length > 0
    return true
  },
  nomoney: (tree, _at, roles) => !(roles.get('with') ?? []).some((head) => hasMoney(tree, head)),
} satisfies Record<string, Check>

export type Condition = keyof typeof checks
export const conditionNames = Object.keys(checks) as Condition[]

/** Whether a frame's condition holds at the word. */
export const holds = (
  condition: Condition,
  tree: SentenceTree,
  at: number,
  roles: KnownRoles,
  goods: readonly string[],
): boolean => (checks[condition] as Check)(tree, at, roles, goods)

/** Verbs that may take the receiver as their direct object ("equips the hospital with …"). */
export const takesReceiver = (lemma: string): boolean => TO_OBJECT_VERBS.has(lemma)
