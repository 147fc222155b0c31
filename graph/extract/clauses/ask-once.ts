/**
 * Keeps the answers to questions about a word of a sentence. Dozens of frames and phrase rules ask the same of the same
 * word, and the answers are worked out from tokens and mentions, which never change; so each is worked out once.
 * Knows nothing of the questions; the answers lie with the tree and go with it.
 */

/** Answers by question and word. */
export type Answers = (unknown[] | undefined)[]

/** What questions are asked of: a tree, with a place for answers that hold for it and one for those of its words alone. */
interface Asked {
  readonly tokens: readonly unknown[]
  readonly answers: Answers
  readonly answersOfWords: Answers
}

let questions = 0

/**
 * The question, answered once for each word of each tree. It must depend on nothing but the tree and the word; callers
 * share the answer and must not change it. With `of: 'words'`, the answer must not depend on mentions either: then trees
 * of one sentence share it.
 */
export const askOnce = <Tree extends Asked, Answer>(
  question: (tree: Tree, at: number) => Answer,
  of: 'tree' | 'words' = 'tree',
): ((tree: Tree, at: number) => Answer) => {
  const number = questions++
  return (tree, at) => {
    if (at < 0 || at >= tree.tokens.length) return question(tree, at)
    const all = of === 'words' ? tree.answersOfWords : tree.answers
    let own = all[number]
    if (own === undefined) {
      own = new Array<unknown>(tree.tokens.length)
      all[number] = own
    }
    const before = own[at]
    if (before !== undefined) return before as Answer
    const answer = question(tree, at)
    own[at] = answer
    return answer
  }
}
