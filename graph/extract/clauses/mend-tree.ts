/**
 * Mends what parsers often get wrong in sentences of trade, before anything is asked of the tree: a plain verb taken for a
 * plural noun, a subject hung on its verb as a compound, "is 51 percent owned by". Tags and heads only; knows no predicate.
 */
import type { Sentence, Token } from '../../read/syntax.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { adjectiveLike, sites } from './standing-nouns.ts'

/** Relation without its subtype: `nsubj:pass` gives `nsubj`. */
export const relation = (token: Token | undefined): string => {
  const deprel = token?.deprel ?? ''
  const colon = deprel.indexOf(':')
  return colon < 0 ? deprel : deprel.slice(0, colon)
}

const CLAUSES = new Set(['root', 'ccomp', 'conj', 'parataxis'])
const NAMING = new Set(['NOUN', 'PROPN', 'PRON'])

/** Indexes of the children of each token. */
export const childrenOf = (tokens: readonly Token[]): number[][] => {
  const children: number[][] = tokens.map(() => [])
  for (const [i, token] of tokens.entries()) if (token.head >= 0 && token.head !== i) children[token.head]?.push(i)
  return children
}

/**
 * "China accounts for …", "The group mines nickel": a verb of the present that the tagger took for a plural noun; it has a
 * subject, but neither determiner nor copula.
 */
const asVerb = (token: Token, at: number, children: readonly number[], tokens: readonly Token[]): Token => {
  if (token.xpos !== 'NNS' || !CLAUSES.has(relation(token))) return token
  const verb: Token = { ...token, upos: 'VERB', xpos: 'VBZ', feats: { ...token.feats, VerbForm: 'Fin' } }
  const has = (...names: string[]): boolean => children.some((c) => names.includes(relation(tokens[c])))
  if (accounting(token, at, tokens)) return verb
  const subject = children.some((c) => c < at && relation(tokens[c]) === 'nsubj')
  return subject && !has('cop', 'det', 'amod', 'compound', 'case', 'nummod') ? verb : token
}

/** "China accounts for": a name before it is no part of a compound. */
const accounting = (token: Token | undefined, at: number, tokens: readonly Token[]): boolean =>
  token?.text === 'accounts' && tokens[at + 1]?.text === 'for' && ['PROPN', 'NOUN'].includes(tokens[at - 1]?.upos ?? '')

/** "X and Y form a consortium", "each hold half": a plain verb taken for a noun; only a verb has an object. */
const withObject = (token: Token, at: number, children: readonly number[], tokens: readonly Token[]): Token => {
  if (token.xpos !== 'NN' || !CLAUSES.has(relation(token))) return token
  const object = children.some((c) => c > at && relation(tokens[c]) === 'obj')
  const noun = children.some(
    (c) => ['cop', 'case', 'amod'].includes(relation(tokens[c])) || tokens[c]?.deprel === 'nmod:poss',
  )
  return object && !noun ? { ...token, upos: 'VERB', xpos: 'VBP', feats: { ...token.feats, VerbForm: 'Fin' } } : token
}

const FINITE = new Set(['VBZ', 'VBP', 'VBD'])

/** "Norvik Steel plans to …": the name before a finite verb without a subject, hung on it as a compound, is its subject. */
const compoundSubject = (
  token: Token,
  at: number,
  children: readonly number[],
  tokens: readonly Token[],
): number | null => {
  if (token.upos !== 'VERB' || !FINITE.has(token.xpos) || !CLAUSES.has(relation(token))) return null
  if (children.some((c) => /^[cn]subj/.test(tokens[c]?.deprel ?? ''))) return null
  const before = children.filter(
    (c) => c < at && relation(tokens[c]) === 'compound' && NAMING.has(tokens[c]?.upos ?? ''),
  )
  return before.at(-1) ?? null
}

/** "is 51 percent owned by X": the share only tells how much; subject and copula are the participle's. */
const measuredPassive = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    if (token.xpos !== 'VBN') continue
    for (const share of children[at] ?? []) {
      if (share > at || relation(tokens[share]) !== 'obl' || !/^(percent|cent|%)$/i.test(tokens[share]?.text ?? ''))
        continue
      for (const child of children[share] ?? []) {
        const moved = tokens[child] as Token
        if (relation(moved) === 'nsubj') tokens[child] = { ...moved, head: at, deprel: 'nsubj:pass' }
        else if (relation(moved) === 'cop') tokens[child] = { ...moved, head: at, deprel: 'aux:pass' }
      }
    }
  }
}

/** "its subsidiary X": nouns that taggers take for adjectives before a name. */
const asNoun = (token: Token): Token =>
  token.upos === 'ADJ' && adjectiveLike.has(token.text.toLowerCase())
    ? { ...token, upos: 'NOUN', xpos: 'NN', deprel: relation(token) === 'amod' ? 'compound' : token.deprel }
    : token

/** "has manufacturing units in X", "operates mining facilities": a gerund that only says what kind of site it is. */
const siteOfKind = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, verb] of tokens.entries()) {
    const site = tokens[at + 1]
    if (verb.xpos !== 'VBG' || verb.head < 0 || site?.upos !== 'NOUN' || site.head !== at || relation(site) !== 'obj')
      continue
    if (!sites.has(site.lemma.toLowerCase()) || !['xcomp', 'ccomp', 'amod', 'acl'].includes(relation(verb))) continue
    if (!['have', 'own', 'operate', 'run', 'open', 'build', 'establish'].includes(tokens[verb.head]?.lemma ?? ''))
      continue
    for (const child of children[at] ?? [])
      if (child !== at + 1) tokens[child] = { ...(tokens[child] as Token), head: at + 1 }
    tokens[at + 1] = { ...site, head: verb.head, deprel: 'obj' }
    tokens[at] = { ...verb, upos: 'NOUN', xpos: 'NN', head: at + 1, deprel: 'compound' }
  }
}

const caseOf = (tokens: readonly Token[], children: readonly number[]): string =>
  children.map((c) => (relation(tokens[c]) === 'case' ? (tokens[c]?.text.toLowerCase() ?? '') : '')).join('')

/** "exports tea to X and imports wheat": a name behind a preposition is no subject of the next verb. */
const prepositionalSubject = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    const verb = tokens[token.head]
    if (token.deprel !== 'nsubj' || token.head < at || relation(verb) !== 'conj' || verb?.upos !== 'VERB') continue
    if (/^(?:to|from|in|with|for|at|on)$/.test(caseOf(tokens, children[at] ?? [])))
      tokens[at] = { ...token, head: verb.head, deprel: 'obl' }
  }
}

/** "provides turbines worth 20 million dollars": the amount right behind "worth" is what they are worth, no object of the verb. */
const worthAmount = (tokens: Token[]): void => {
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'worth' || relation(token) !== 'amod' || token.head > at) continue
    let amount = at + 1
    while (tokens[amount]?.upos === 'NUM' && tokens[amount]!.head > amount) amount = tokens[amount]!.head
    const sum = tokens[amount]
    if (sum && sum.head >= 0 && sum.head < at && sum.head !== token.head && relation(sum) === 'obj')
      tokens[amount] = { ...sum, head: at }
  }
}

/** "imported goods worth 30 million dollars from X": what comes behind an amount belongs to the goods or the verb. */
const behindWorth = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    if (token.text !== 'worth' || token.head < 0) continue
    const amounts = (children[at] ?? []).filter((c) => c > at)
    for (const amount of [...amounts, ...amounts.flatMap((a) => children[a] ?? [])])
      for (const child of children[amount] ?? []) {
        const phrase = tokens[child] as Token
        if (!['nmod', 'obl'].includes(relation(phrase))) continue
        if (!/^(?:from|to|by|with|for)$/.test(caseOf(tokens, children[child] ?? []))) continue
        const verb = tokens[token.head]?.upos === 'VERB'
        tokens[child] = { ...phrase, head: token.head, deprel: verb ? 'obl' : 'nmod' }
      }
  }
}

/** "the plant, completed by X", "asked about it, she said": a past that only says more about a noun or a clause is a participle. */
const asParticiple = (token: Token, children: readonly number[], tokens: readonly Token[]): Token => {
  const finite = children.some((c) => /^(?:nsubj|csubj|expl|aux|cop|mark)/.test(tokens[c]?.deprel ?? ''))
  return token.xpos === 'VBD' && (token.deprel === 'acl' || token.deprel === 'advcl') && !finite
    ? { ...token, xpos: 'VBN', feats: { ...token.feats, VerbForm: 'Part' } }
    : token
}

/** "Norvik Steel proposed that …": a participle without auxiliary that has an object or a clause is a verb, and its subject acts. */
const actingSubject = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    const verb = tokens[token.head]
    if (token.deprel !== 'nsubj:pass' || verb?.xpos !== 'VBN' || verb.deprel !== 'root') continue
    const below = (children[token.head] ?? []).map((c) => relation(tokens[c]))
    if (below.includes('aux') || !(below.includes('obj') || below.includes('ccomp'))) continue
    tokens[at] = { ...token, deprel: 'nsubj' }
    tokens[token.head] = { ...verb, xpos: 'VBD', feats: { ...verb.feats, VerbForm: 'Fin' } }
  }
}

/**
 * "a meeting between A and B, in which the ministers, C and D, were present": a name inside a relative clause that is joined to
 * one before the clause crosses its edge; it is one of the clause's subject instead.
 */
const joinedAcrossClause = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [opener, { xpos, head: verb }] of tokens.entries()) {
    if (!['WDT', 'WP', 'WP$'].includes(xpos) || verb <= opener) continue
    const subject = (children[verb] ?? []).find((c) => c > opener && relation(tokens[c]) === 'nsubj')
    if (subject === undefined) continue
    for (let at = subject + 1; at < verb; at += 1) {
      const token = tokens[at] as Token
      if (relation(token) === 'conj' && token.head < opener && NAMING.has(token.upos))
        tokens[at] = { ...token, head: subject, deprel: 'appos' }
    }
  }
}

/** "to the contractor Norvik Works": the preposition before both is the first one's, though it may hang from the name. */
const prepositionOfBoth = (tokens: Token[]): void => {
  for (const [at, token] of tokens.entries()) {
    const name = tokens[token.head]
    if (relation(token) === 'case' && relation(name) === 'appos' && name && at < name.head && name.head < token.head)
      tokens[at] = { ...token, head: name.head }
  }
}

const deliveryActs = cueWords('delivery-acts')

/** "the supply of key equipment to the contractor": whom it goes to belongs to the act, not to the good. */
const receiverOfAct = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    const good = tokens[token.head]
    if (token.deprel !== 'nmod' || token.head > at || good?.deprel !== 'nmod' || good.head > token.head) continue
    if (!deliveryActs.has(tokens[good.head]?.lemma.toLowerCase() ?? '')) continue
    if (caseOf(tokens, children[token.head] ?? []) !== 'of' || caseOf(tokens, children[at] ?? []) !== 'to') continue
    tokens[at] = { ...token, head: good.head }
  }
}

/** "with firms in two fields on the markets of X": a phrase behind a preposition of its own, without comma or "and", is none of a list. */
const strayConjunct = (tokens: Token[], children: readonly (readonly number[])[]): void => {
  for (const [at, token] of tokens.entries()) {
    if (token.deprel !== 'conj' || !NAMING.has(token.upos) || !NAMING.has(tokens[token.head]?.upos ?? '')) continue
    const preposition = (children[at] ?? []).find((c) => relation(tokens[c]) === 'case' && c < at)
    if (preposition === undefined || (children[at] ?? []).some((c) => relation(tokens[c]) === 'cc')) continue
    if (/^(?:PUNCT|CCONJ|ADV)$/.test(tokens[preposition - 1]?.upos ?? 'PUNCT')) continue
    tokens[at] = { ...token, deprel: 'nmod' }
  }
}

/** The tokens of a sentence as every later stage sees them. */
export const mendTokens = (sentence: Sentence): Token[] => {
  const children = childrenOf(sentence.tokens)
  const tokens = sentence.tokens
    .map(asNoun)
    .map((token, i) =>
      relation(token) === 'compound' && accounting(sentence.tokens[token.head], token.head, sentence.tokens)
        ? { ...token, deprel: 'nsubj' }
        : withObject(asVerb(token, i, children[i] ?? [], sentence.tokens), i, children[i] ?? [], sentence.tokens),
    )
  for (const [at, token] of tokens.entries()) tokens[at] = asParticiple(token, children[at] ?? [], tokens)
  for (const [at, token] of tokens.entries()) {
    const subject = compoundSubject(token, at, children[at] ?? [], tokens)
    if (subject === null) continue
    tokens[subject] = { ...(tokens[subject] as Token), deprel: 'nsubj' }
    // What it plans is no property of a noun.
    for (const child of children[at] ?? []) {
      const infinitive = tokens[child] as Token
      if (child > at && infinitive.deprel === 'acl' && infinitive.xpos === 'VB')
        tokens[child] = { ...infinitive, deprel: 'xcomp' }
    }
  }
  actingSubject(tokens, children)
  measuredPassive(tokens, children)
  siteOfKind(tokens, children)
  prepositionalSubject(tokens, children)
  behindWorth(tokens, children)
  worthAmount(tokens)
  joinedAcrossClause(tokens, children)
  prepositionOfBoth(tokens)
  receiverOfAct(tokens, childrenOf(tokens))
  strayConjunct(tokens, children)
  return tokens
}
