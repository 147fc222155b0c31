/**
 * Mends of verbs and of who does them: a plain verb taken for a plural noun, a past taken for a participle or the other way,
 * a subject hung on something else. Knows no predicate.
 */
import type { Token } from '../../read/syntax.ts'
import { below, change, isName, type Mending, relation } from './mending.ts'

const CLAUSES = new Set(['root', 'ccomp', 'conj', 'parataxis'])
const FINITE = new Set(['VBZ', 'VBP', 'VBD'])
const asFinite = (token: Token, xpos: string): Partial<Token> => ({
  upos: 'VERB',
  xpos,
  feats: { ...token.feats, VerbForm: 'Fin' },
})

/** "Georgia courts investors": a verb of the present taken for a plural noun; it has a subject, but neither determiner nor copula. */
const clauseVerb = (mending: Mending): void => {
  for (const [at, token] of mending.tokens.entries()) {
    if (token.xpos !== 'NNS' || !CLAUSES.has(relation(token))) continue
    const subject = below(mending, at, 'nsubj').some((c) => c < at)
    if (subject && below(mending, at, 'cop', 'det', 'amod', 'compound', 'case', 'nummod').length === 0)
      change(mending, at, asFinite(token, 'VBZ'))
  }
}

/** The finite verb above a noun, through what a time ("last year") hangs from. */
const verbOver = ({ tokens }: Mending, at: number): number | null => {
  let head = tokens[at]?.head ?? -1
  if (tokens[head]?.deprel === 'obl:unmarked') head = tokens[head]?.head ?? -1
  return tokens[head]?.upos === 'VERB' && head < at ? head : null
}

/** "bought wheat last year and plans to buy maize", "sells tea and imports wheat": only a verb goes on so after "and". */
const verbAfterAnd = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.xpos !== 'NNS' || tokens[at - 1]?.upos !== 'CCONJ') continue
    const verb = verbOver(mending, at)
    if (verb === null || below(mending, at, 'det', 'amod', 'compound', 'case', 'nummod', 'cop').length > 0) continue
    const infinitive = below(mending, at, 'acl').find((c) => tokens[c]?.xpos === 'VB' && tokens[at + 1]?.text === 'to')
    const object = below(mending, at, 'obj').some((c) => c > at)
    if (infinitive === undefined && !object) continue
    change(mending, at, { ...asFinite(token, 'VBZ'), head: verb, deprel: 'conj' })
    if (infinitive !== undefined) change(mending, infinitive, { deprel: 'xcomp' })
  }
}

/** "the plant, completed by X", "asked about it, she said": a past that only says more about a noun or a clause is a participle. */
const bareParticiple = (mending: Mending): void => {
  for (const [at, token] of mending.tokens.entries()) {
    if (token.xpos !== 'VBD' || (token.deprel !== 'acl' && token.deprel !== 'advcl')) continue
    if (below(mending, at, 'nsubj', 'csubj', 'expl', 'aux', 'cop', 'mark').length > 0) continue
    change(mending, at, { xpos: 'VBN', feats: { ...token.feats, VerbForm: 'Part' } })
  }
}

/** "…, Varo reports": the name before a finite verb without a subject, hung on it as a compound, is its subject. */
const compoundSubject = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    if (token.upos !== 'VERB' || !FINITE.has(token.xpos) || !CLAUSES.has(relation(token))) continue
    if (below(mending, at, 'nsubj', 'csubj').length > 0) continue
    const subject = below(mending, at, 'compound')
      .filter((c) => c < at && isName(tokens[c]))
      .at(-1)
    if (subject !== undefined) change(mending, subject, { deprel: 'nsubj' })
  }
}

/** "sells tea to Norway and Poland buys cocoa": the second name is no second buyer, it is who acts in the second clause. */
const subjectAfterAnd = (mending: Mending): void => {
  const { tokens } = mending
  for (const [verb, token] of tokens.entries()) {
    if (!FINITE.has(token.xpos) || token.deprel !== 'conj' || !FINITE.has(tokens[token.head]?.xpos ?? '')) continue
    if (below(mending, verb, 'nsubj', 'csubj', 'cc', 'aux', 'expl').length > 0) continue
    const name = verb - 1
    const joint = below(mending, name, 'cc').at(-1)
    if (joint === undefined || tokens[name]?.deprel !== 'conj' || !isName(tokens[name])) continue
    if (tokens[name]!.head < token.head) continue
    change(mending, name, { head: verb, deprel: 'nsubj' })
    change(mending, joint, { head: verb })
  }
}

/** "Under an agreement with Norway, Poland buys cocoa": the name behind the comma of a phrase in front is who acts. */
const subjectAfterFront = (mending: Mending): void => {
  const { tokens, children } = mending
  for (const [name, token] of tokens.entries()) {
    if (token.deprel !== 'conj' || token.upos !== 'PROPN' || token.head > name) continue
    if (below(mending, name, 'cc').length > 0) continue
    const opens = Math.min(name, ...(children[name] ?? []).filter((c) => relation(tokens[c]) !== 'punct'))
    if (tokens[opens - 1]?.text !== ',') continue
    // Up from what it was joined with: a phrase of a verb further on that has no subject yet.
    let top = token.head
    for (let step = 0; step < 4 && !['obl', 'advmod', 'advcl'].includes(relation(tokens[top])); step++)
      top = tokens[top]?.head ?? -1
    const verb = tokens[top]?.head ?? -1
    if (verb < name || tokens[verb]?.upos !== 'VERB' || below(mending, verb, 'nsubj', 'csubj', 'expl').length > 0)
      continue
    const between = tokens.slice(name + 1, verb)
    if (!between.every((t) => ['AUX', 'ADV', 'PART'].includes(t.upos))) continue
    const passive = below(mending, verb, 'aux').some((c) => tokens[c]?.deprel === 'aux:pass')
    change(mending, name, { head: verb, deprel: passive ? 'nsubj:pass' : 'nsubj' })
  }
}

/** "the parent company Varo proposed", "Peru: Varo opens a mine": of two subjects side by side the second acts. */
const firstOfTwoSubjects = (mending: Mending): void => {
  const { tokens } = mending
  for (const verb of tokens.keys()) {
    const [first, second] = below(mending, verb, 'nsubj')
    if (first === undefined || second === undefined || second > verb || !isName(tokens[first])) continue
    const next = tokens[first + 1]
    const agent = below(mending, first, 'acl')
      .flatMap((c) => below(mending, c, 'obl'))
      .at(-1)
    const opens = Math.min(second, ...(mending.children[second] ?? []))
    if (next?.text === ':' && opens > first) change(mending, first, { deprel: 'dislocated' })
    else if (opens === first + 1 && tokens[first]?.upos === 'NOUN' && tokens[second]?.upos === 'PROPN')
      change(mending, first, { head: second, deprel: 'nmod:desc' })
    // "the delegation led by Minister of Trade X met": X leads it.
    else if (tokens[agent ?? -1]?.deprel === 'obl:agent' && agent! < opens && isName(tokens[opens - 1]))
      change(mending, second, { head: agent as number, deprel: 'flat' })
  }
}

/** "Varo proposed that …": a participle without auxiliary that has an object or a clause is a verb, and its subject acts. */
const actingSubject = (mending: Mending): void => {
  const { tokens } = mending
  for (const [at, token] of tokens.entries()) {
    const verb = tokens[token.head]
    if (token.deprel !== 'nsubj:pass' || verb?.xpos !== 'VBN' || verb.deprel !== 'root') continue
    if (below(mending, token.head, 'aux').length > 0 || below(mending, token.head, 'obj', 'ccomp').length === 0)
      continue
    change(mending, token.head, asFinite(verb, 'VBD'))
    change(mending, at, { deprel: 'nsubj' })
  }
}

/** "The envoy accompanied by X met Y": a past with an agent is a participle; the finite verb behind it is the sentence's. */
const participleWithAgent = (mending: Mending): void => {
  const { tokens, children } = mending
  for (const [at, token] of tokens.entries()) {
    if (!['VBD', 'VBN'].includes(token.xpos) || !CLAUSES.has(relation(token))) continue
    const agent = below(mending, at, 'obl').find((c) => tokens[c]?.deprel === 'obl:agent' && c > at)
    const subject = below(mending, at, 'nsubj').find((c) => c < at && isName(tokens[c]))
    if (agent === undefined || subject === undefined || below(mending, at, 'aux', 'obj').length > 0) continue
    const verb = below(mending, at, 'ccomp', 'conj', 'parataxis').find(
      (c) => c > agent && FINITE.has(tokens[c]?.xpos ?? '') && below(mending, c, 'mark', 'cc').length === 0,
    )
    if (verb === undefined) continue
    for (const stray of below(mending, verb, 'nsubj')) change(mending, stray, { head: agent, deprel: 'flat' })
    change(mending, verb, { head: token.head, deprel: token.deprel })
    for (const child of [...(children[at] ?? [])])
      if (child < subject || (child > verb && tokens[child]?.upos === 'PUNCT')) change(mending, child, { head: verb })
    change(mending, subject, { head: verb, deprel: 'nsubj' })
    change(mending, at, {
      head: subject,
      deprel: 'acl',
      xpos: 'VBN',
      feats: { ...token.feats, VerbForm: 'Part' },
    })
  }
}

const SHARE = /^(?:percent|cent|%|majority|minority)$/
/** "is 51 percent owned by X", "is majority owned by X": the share only tells how much; subject and copula are the participle's. */
const shareOwned = (mending: Mending): void => {
  const { tokens } = mending
  for (const [share, token] of tokens.entries()) {
    if (!SHARE.test(token.text.toLowerCase())) continue
    const participle = below(mending, share, 'acl').find((c) => c > share && c < share + 3 && tokens[c]?.xpos === 'VBN')
    if (participle === undefined || below(mending, share, 'cop').length === 0) continue
    change(mending, participle, { head: token.head, deprel: token.deprel })
    for (const child of [...(mending.children[share] ?? [])]) {
      const name = relation(tokens[child])
      if (['nummod', 'compound', 'amod', 'advmod', 'det', 'case'].includes(name) && child < share) continue
      const deprel = { nsubj: 'nsubj:pass', cop: 'aux:pass' }[name] ?? (tokens[child] as Token).deprel
      change(mending, child, { head: participle, deprel })
    }
    change(mending, share, { head: participle, deprel: 'obl:unmarked' })
  }
}

export const mendVerbs = (mending: Mending): void => {
  clauseVerb(mending)
  verbAfterAnd(mending)
  bareParticiple(mending)
  participleWithAgent(mending)
  compoundSubject(mending)
  subjectAfterAnd(mending)
  subjectAfterFront(mending)
  firstOfTwoSubjects(mending)
  actingSubject(mending)
  shareOwned(mending)
}
