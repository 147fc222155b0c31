/**
 * Mends of noun phrases: amounts taken for objects, members of a list that are none, a preposition or a receiver hung on the
 * wrong one of two nouns. Knows no predicate.
 */
import type { Token } from '../../read/syntax.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { below, caseOf, change, isName, type Mending, relation } from './mending.ts'
import { adjectiveLike } from './standing-nouns.ts'

/** "its subsidiary X": nouns that taggers take for adjectives before a name. */
const nounBeforeName = (mending: Mending): void => {
  for (const [at, token] of mending.tokens.entries())
    if (token.upos === 'ADJ' && adjectiveLike.has(token.text.toLowerCase()))
      change(mending, at, {
        upos: 'NOUN',
        xpos: 'NN',
        deprel: relation(token) === 'amod' ? 'compound' : token.deprel,
      })
}

/** "imported goods worth 30 million dollars from X": what comes behind an amount belongs to the goods or the verb. */
const behindWorth = (mending: Mending): void => {
  const { tokens, children } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'worth' || token.head < 0) continue
    const amounts = (children[at] ?? []).filter((c) => c > at)
    const deprel = tokens[token.head]?.upos === 'VERB' ? 'obl' : 'nmod'
    for (const amount of [at, ...amounts, ...amounts.flatMap((a) => children[a] ?? [])])
      for (const child of below(mending, amount, 'nmod', 'obl'))
        if (/^(?:from|to|by|with|for)$/.test(caseOf(mending, child)))
          change(mending, child, { head: token.head, deprel })
  }
}

/** "provides turbines worth 20 million dollars": the amount right behind "worth" is what they are worth, no object of the verb. */
const worthAmount = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'worth' || relation(token) !== 'amod' || token.head > at) continue
    let amount = at + 1
    while (tokens[amount]?.upos === 'NUM' && tokens[amount]!.head > amount) amount = tokens[amount]!.head
    const sum = tokens[amount]
    if (sum && sum.head >= 0 && sum.head < at && sum.head !== token.head && relation(sum) === 'obj')
      change(mending, amount, { head: at })
  }
}

/**
 * "a meeting between A and B, in which the ministers, C and D, were present": a name inside a relative clause that is joined to
 * one before the clause crosses its edge; it is one of the clause's subject instead.
 */
const joinedAcrossClause = (mending: Mending): void => {
  const { tokens } = mending
  for (const [opener, { xpos, head: verb }] of tokens.entries()) {
    if (!['WDT', 'WP', 'WP$'].includes(xpos) || verb <= opener) continue
    const subject = below(mending, verb, 'nsubj').find((c) => c > opener)
    if (subject === undefined) continue
    for (let at = subject + 1; at < verb; at += 1) {
      const token = tokens[at] as Token
      if (relation(token) === 'conj' && token.head < opener && isName(token))
        change(mending, at, { head: subject, deprel: 'appos' })
    }
  }
}

/** "to the contractor Norvik Works": the preposition before both is the first one's, though it may hang from the name. */
const prepositionOfBoth = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    const name = tokens[token.head]
    if (relation(token) === 'case' && relation(name) === 'appos' && name && at < name.head && name.head < token.head)
      change(mending, at, { head: name.head })
  }
}

const SENDING = new Set(['export', 'supply', 'ship', 'sell', 'deliver', 're-export'])

/** "exports to Peru tea and coffee": a name right behind "to" that is hung on the goods is the receiver; the goods are the object. */
const goodsAfterReceiver = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    const verb = tokens[token.head]
    if (token.deprel !== 'obl' || token.upos !== 'NOUN' || token.head > at || caseOf(mending, at) !== 'to') continue
    if (verb?.upos !== 'VERB' || !SENDING.has(verb.lemma.toLowerCase())) continue
    if (below(mending, token.head, 'obj').length > 0) continue
    const to = below(mending, at, 'case')[0]
    const name = to === undefined ? undefined : tokens[to + 1]
    if (to === undefined || name?.xpos !== 'NNP' || name.head !== at || relation(name) !== 'compound') continue
    if (to + 2 > at) continue
    change(mending, to + 1, { head: token.head, deprel: 'obl' })
    change(mending, to, { head: to + 1 })
    change(mending, at, { deprel: 'obj' })
  }
}

const deliveryActs = cueWords('delivery-acts')

/** "the supply of key equipment to the contractor", "the export to Peru of tea": good and receiver both belong to the act. */
const receiverOfAct = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    const good = tokens[token.head]
    if (token.deprel !== 'nmod' || token.head > at || good?.deprel !== 'nmod' || good.head > token.head) continue
    const act = tokens[good.head]?.lemma.toLowerCase() ?? ''
    if (!deliveryActs.has(act) && act !== 'export') continue
    const prepositions = `${caseOf(mending, token.head)} ${caseOf(mending, at)}`
    if (prepositions === 'of to' || (prepositions === 'to of' && good.upos === 'PROPN'))
      change(mending, at, { head: good.head })
  }
}

/** "with firms in two fields on the markets of X": a phrase behind a preposition of its own, without comma or "and", is none of a list. */
const strayConjunct = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.deprel !== 'conj' || !isName(token) || !isName(tokens[token.head])) continue
    const preposition = below(mending, at, 'case').find((c) => c < at)
    if (preposition === undefined || below(mending, at, 'cc').length > 0) continue
    if (!/^(?:PUNCT|CCONJ|ADV)$/.test(tokens[preposition - 1]?.upos ?? 'PUNCT')) change(mending, at, { deprel: 'nmod' })
  }
}

/** "supplied by A to B": whom it goes to does nothing. */
const agentsBy = (mending: Mending): void => {
  for (const [at, token] of mending.tokens.entries())
    if (token.deprel === 'obl:agent' && /^(?:to|from|for|with|in|at|on)$/.test(caseOf(mending, at)))
      change(mending, at, { deprel: 'obl' })
}

/** "51 percent by A and 49 percent by B": the second "by" names one more who does it. */
const secondAgent = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.deprel !== 'nmod' || tokens[token.head]?.deprel !== 'obl:agent' || caseOf(mending, at) !== 'by') continue
    if (tokens.slice(token.head, at).some((t) => t.upos === 'CCONJ')) change(mending, at, { deprel: 'conj' })
  }
}

/** "X, together with Y and Z, has signed": who acts along with the subject is one of it. */
const companions = (mending: Mending): void => {
  const { tokens, children } = mending
  for (const [at, token] of tokens.entries()) {
    if (!/^(?:together|along|jointly)$/i.test(token.text) || tokens[at + 1]?.text !== 'with') continue
    const companion = tokens.findIndex((t, i) => i > at + 1 && isName(t) && (children[i] ?? []).includes(at + 1))
    const verb = tokens.findIndex((t, i) => i > companion && (t.upos === 'VERB' || relation(t) === 'root'))
    if (companion < 0 || verb < 0 || tokens[at - 1]?.text !== ',') continue
    const subject = below(mending, verb, 'nsubj').find((c) => c < at)
    if (subject === undefined || !tokens.slice(companion, verb).some((t) => t.text === ',')) continue
    change(mending, companion, { head: subject, deprel: 'conj' })
    change(mending, at, { head: companion, deprel: 'advmod' })
    change(mending, at + 1, { head: companion, deprel: 'cc' })
  }
}

const backings = cueWords('backings')

/** "builds a dam with financial support from X": the help goes with the act, not with the dam. */
const backingOfAct = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (relation(token) !== 'nmod' || !backings.has(token.lemma) || caseOf(mending, at) !== 'with') continue
    const thing = tokens[token.head]
    if (relation(thing) === 'obj' && tokens[thing!.head]?.upos === 'VERB' && token.head < at)
      change(mending, at, { head: thing!.head, deprel: 'obl' })
  }
}

export const mendPhrases = (mending: Mending): void => {
  backingOfAct(mending)
  nounBeforeName(mending)
  behindWorth(mending)
  worthAmount(mending)
  joinedAcrossClause(mending)
  prepositionOfBoth(mending)
  goodsAfterReceiver(mending)
  receiverOfAct(mending)
  strayConjunct(mending)
  agentsBy(mending)
  secondAgent(mending)
  companions(mending)
}
