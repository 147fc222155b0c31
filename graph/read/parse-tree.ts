/**
 * A greedy arc-hybrid dependency parser: SHIFT, LEFT (front of the buffer takes the stack's top), RIGHT (second of the
 * stack takes the top), and a labeller that names each arc as it is made. Linear in the sentence's length.
 * Method: Kuhlmann, Gómez-Rodríguez and Satta 2011; features after Zhang and Nivre 2011.
 */
import { mix, type Scorer } from './linear-model.ts'
import { LOWER, SUFFIX3, WORD } from './word-forms.ts'

export const SHIFT = 0
export const LEFT = 1
export const RIGHT = 2
export const MAX_ARC_FEATURES = 96

/** The state of a parse, with what its features ask for. Index `n` stands for the artificial root. */
export class ParseState {
  readonly n: number
  readonly words: readonly Int32Array[]
  readonly tags: Int32Array
  readonly head: Int32Array
  readonly label: Int32Array
  readonly stack: Int32Array
  depth = 0
  front = 0
  readonly left1: Int32Array
  readonly left2: Int32Array
  readonly right1: Int32Array
  readonly right2: Int32Array
  readonly leftCount: Int32Array
  readonly rightCount: Int32Array

  constructor(words: readonly Int32Array[], tags: Int32Array) {
    const n = words.length
    this.n = n
    this.words = words
    this.tags = tags
    this.head = new Int32Array(n + 1).fill(-1)
    this.label = new Int32Array(n + 1).fill(-1)
    this.stack = new Int32Array(n + 2)
    this.left1 = new Int32Array(n + 1).fill(-1)
    this.left2 = new Int32Array(n + 1).fill(-1)
    this.right1 = new Int32Array(n + 1).fill(-1)
    this.right2 = new Int32Array(n + 1).fill(-1)
    this.leftCount = new Int32Array(n + 1)
    this.rightCount = new Int32Array(n + 1)
  }

  /** True once only the root is left in the buffer and the stack is empty. */
  get done(): boolean {
    return this.front === this.n && this.depth === 0
  }

  canShift(): boolean {
    return this.front < this.n
  }
  canLeft(): boolean {
    // The root takes one word only: the last that is left.
    return this.depth > 0 && (this.front < this.n || this.depth === 1)
  }
  canRight(): boolean {
    return this.depth > 1
  }

  shift(): void {
    this.stack[this.depth++] = this.front++
  }

  /** Attaches the stack's top by `action`; the label is set by the caller. Returns the dependent. */
  attach(action: number): number {
    const dependent = this.stack[--this.depth]!
    const head = action === LEFT ? this.front : this.stack[this.depth - 1]!
    this.head[dependent] = head
    if (dependent < head) {
      this.left2[head] = this.left1[head]!
      this.left1[head] = dependent
      this.leftCount[head]!++
    } else {
      this.right2[head] = this.right1[head]!
      this.right1[head] = dependent
      this.rightCount[head]!++
    }
    return dependent
  }
}

const tagAt = (s: ParseState, i: number): number => (i < 0 ? -1 : i === s.n ? -2 : s.tags[i]!)
const wordAt = (s: ParseState, i: number): number => (i < 0 ? -1 : i === s.n ? -2 : s.words[i]![LOWER]!)
const labelAt = (s: ParseState, i: number): number => (i < 0 ? -1 : s.label[i]!)
const distance = (a: number, b: number): number => {
  const d = b - a
  return d < 5 ? d : d < 8 ? 5 : d < 14 ? 6 : 7
}

/** Features of the next action. Returns their number. */
export const actionFeatures = (s: ParseState, out: Int32Array): number => {
  const s0 = s.depth > 0 ? s.stack[s.depth - 1]! : -1
  const s1 = s.depth > 1 ? s.stack[s.depth - 2]! : -1
  const s2 = s.depth > 2 ? s.stack[s.depth - 3]! : -1
  const b0 = s.front
  const b1 = b0 + 1 <= s.n ? b0 + 1 : -1
  const b2 = b0 + 2 <= s.n ? b0 + 2 : -1
  const s0l = s0 < 0 ? -1 : s.left1[s0]!
  const s0r = s0 < 0 ? -1 : s.right1[s0]!
  const s0r2 = s0 < 0 ? -1 : s.right2[s0]!
  const s0l2 = s0 < 0 ? -1 : s.left2[s0]!
  const s1l = s1 < 0 ? -1 : s.left1[s1]!
  const s1r = s1 < 0 ? -1 : s.right1[s1]!
  const s1r2 = s1 < 0 ? -1 : s.right2[s1]!
  const b0l = s.left1[b0]!
  const b0l2 = s.left2[b0]!
  const ws0 = wordAt(s, s0)
  const ws1 = wordAt(s, s1)
  const wb0 = wordAt(s, b0)
  const wb1 = wordAt(s, b1)
  const ts0 = tagAt(s, s0)
  const ts1 = tagAt(s, s1)
  const ts2 = tagAt(s, s2)
  const tb0 = tagAt(s, b0)
  const tb1 = tagAt(s, b1)
  const tb2 = tagAt(s, b2)
  const ts0l = tagAt(s, s0l)
  const ts0r = tagAt(s, s0r)
  const ts1l = tagAt(s, s1l)
  const ts1r = tagAt(s, s1r)
  const tb0l = tagAt(s, b0l)
  const ls0l = labelAt(s, s0l)
  const ls0r = labelAt(s, s0r)
  const ls1l = labelAt(s, s1l)
  const ls1r = labelAt(s, s1r)
  const lb0l = labelAt(s, b0l)
  const d = s0 < 0 ? 0 : distance(s0, b0)
  const d1 = s1 < 0 ? 0 : distance(s1, s0)
  const vs0l = s0 < 0 ? 0 : s.leftCount[s0]!
  const vs0r = s0 < 0 ? 0 : s.rightCount[s0]!
  const vs1r = s1 < 0 ? 0 : s.rightCount[s1]!
  const vb0 = s.leftCount[b0]!
  // Pairs of tags are mixed once and shared by the templates.
  const t01 = mix(ts0, tb0)
  const t10 = mix(ts1, ts0)
  const t110 = mix(t10, tb0)
  let n = 0
  out[n++] = mix(mix(1, ws0), ts0)
  out[n++] = mix(2, ts0)
  out[n++] = mix(3, ws0)
  out[n++] = mix(mix(4, wb0), tb0)
  out[n++] = mix(5, tb0)
  out[n++] = mix(6, wb0)
  out[n++] = mix(mix(7, wb1), tb1)
  out[n++] = mix(8, tb1)
  out[n++] = mix(mix(9, ws1), ts1)
  out[n++] = mix(10, ts1)
  out[n++] = mix(mix(11, tb2), tb1)
  out[n++] = mix(mix(12, ws0), wb0)
  out[n++] = mix(mix(13, mix(ws0, wb0)), t01)
  out[n++] = mix(mix(14, ws0), t01)
  out[n++] = mix(mix(15, wb0), t01)
  out[n++] = mix(16, t01)
  out[n++] = mix(mix(17, t01), tb1)
  out[n++] = mix(mix(18, mix(t01, tb1)), tb2)
  out[n++] = mix(19, t110)
  out[n++] = mix(20, t10)
  out[n++] = mix(mix(21, ws1), ws0)
  out[n++] = mix(mix(22, ws1), t10)
  out[n++] = mix(mix(23, ws0), t10)
  out[n++] = mix(mix(24, t110), ts2)
  out[n++] = mix(mix(25, t110), tb1)
  out[n++] = mix(mix(26, t01), ts0l)
  out[n++] = mix(mix(27, t01), ts0r)
  out[n++] = mix(mix(28, t01), tb0l)
  out[n++] = mix(mix(29, t10), ts1l)
  out[n++] = mix(mix(30, t10), ts1r)
  out[n++] = mix(mix(31, t10), ts0l)
  out[n++] = mix(mix(32, t10), ts0r)
  out[n++] = mix(mix(33, ws0), d)
  out[n++] = mix(mix(34, ts0), d)
  out[n++] = mix(mix(35, wb0), d)
  out[n++] = mix(mix(36, tb0), d)
  out[n++] = mix(mix(37, t01), d)
  out[n++] = mix(mix(38, t10), d1)
  out[n++] = mix(mix(39, mix(ws0, wb0)), d)
  out[n++] = mix(mix(40, ws0), vs0l)
  out[n++] = mix(mix(41, ts0), vs0l)
  out[n++] = mix(mix(42, ws0), vs0r)
  out[n++] = mix(mix(43, ts0), vs0r)
  out[n++] = mix(mix(44, ws1), vs1r)
  out[n++] = mix(mix(45, ts1), vs1r)
  out[n++] = mix(mix(46, wb0), vb0)
  out[n++] = mix(mix(47, tb0), vb0)
  out[n++] = mix(mix(48, ws0), ls0l)
  out[n++] = mix(mix(49, ws0), ls0r)
  out[n++] = mix(mix(50, ts0), mix(ls0l, labelAt(s, s0l2)))
  out[n++] = mix(mix(51, ts0), mix(ls0r, labelAt(s, s0r2)))
  out[n++] = mix(mix(52, ws1), ls1r)
  out[n++] = mix(mix(53, ts1), mix(ls1r, labelAt(s, s1r2)))
  out[n++] = mix(mix(54, ts1), ls1l)
  out[n++] = mix(mix(55, wb0), lb0l)
  out[n++] = mix(mix(56, tb0), mix(lb0l, labelAt(s, b0l2)))
  out[n++] = mix(mix(57, t01), mix(ls0r, lb0l))
  out[n++] = mix(mix(58, t10), mix(ls1r, ls0l))
  out[n++] = mix(mix(59, t10), mix(ls1r, ls0r))
  out[n++] = mix(60, wordAt(s, s0r))
  out[n++] = mix(61, wordAt(s, s0l))
  out[n++] = mix(62, wordAt(s, b0l))
  out[n++] = mix(mix(63, wordAt(s, s0r)), t01)
  out[n++] = mix(mix(64, ws1), mix(wb0, ts0))
  out[n++] = mix(mix(65, wordAt(s, s1r)), t10)
  out[n++] = mix(mix(66, ws0), mix(wb1, tb0))
  out[n++] = mix(mix(67, mix(ws1, ws0)), tb0)
  out[n++] = 68
  return n
}

/** Features of the label of the arc that `action` is about to make. Returns their number. */
export const labelFeatures = (s: ParseState, action: number, out: Int32Array): number => {
  const dependent = s.stack[s.depth - 1]!
  const head = action === LEFT ? s.front : s.stack[s.depth - 2]!
  const wh = wordAt(s, head)
  const wd = wordAt(s, dependent)
  const th = tagAt(s, head)
  const td = tagAt(s, dependent)
  const sd = s.words[dependent]![SUFFIX3]!
  const cap = s.words[dependent]![WORD]! === wd ? 0 : 1
  const thd = mix(mix(th, td), action)
  const dl = s.left1[dependent]!
  const dr = s.right1[dependent]!
  const hl = head === s.n ? -1 : s.left1[head]!
  const hr = head === s.n ? -1 : s.right1[head]!
  const before = tagAt(s, dependent - 1)
  const after = tagAt(s, dependent + 1 <= s.n ? dependent + 1 : -1)
  const gap = distance(Math.min(head, dependent), Math.max(head, dependent))
  let n = 0
  out[n++] = mix(101, thd)
  out[n++] = mix(mix(102, wh), td)
  out[n++] = mix(mix(103, wd), th)
  out[n++] = mix(mix(104, wh), mix(wd, action))
  out[n++] = mix(mix(105, wh), thd)
  out[n++] = mix(mix(106, wd), thd)
  out[n++] = mix(107, wd)
  out[n++] = mix(mix(108, wh), action)
  out[n++] = mix(mix(109, thd), mix(wordAt(s, dl), cap))
  out[n++] = mix(mix(110, thd), tagAt(s, dl))
  out[n++] = mix(mix(111, thd), wordAt(s, dr))
  out[n++] = mix(mix(112, thd), labelAt(s, dl))
  out[n++] = mix(mix(113, thd), labelAt(s, dr))
  out[n++] = mix(mix(114, thd), labelAt(s, hl))
  out[n++] = mix(mix(115, thd), labelAt(s, hr))
  out[n++] = mix(mix(116, thd), mix(labelAt(s, hl), labelAt(s, hr)))
  out[n++] = mix(mix(117, thd), gap)
  out[n++] = mix(mix(118, thd), mix(before, after))
  out[n++] = mix(mix(119, sd), thd)
  out[n++] = mix(mix(120, wh), mix(wordAt(s, dl), td))
  out[n++] = mix(mix(121, wh), mix(labelAt(s, hr), td))
  out[n++] = mix(mix(122, wh), mix(labelAt(s, hl), td))
  out[n++] = mix(mix(123, thd), mix(cap, tagAt(s, head + 1 <= s.n ? head + 1 : -1)))
  out[n++] = mix(mix(124, thd), mix(labelAt(s, dl), labelAt(s, s.left2[dependent]!)))
  out[n++] = mix(mix(125, wordAt(s, dl)), mix(wd, th))
  out[n++] = mix(mix(126, thd), mix(s.leftCount[dependent]!, s.rightCount[dependent]!))
  return n
}

export interface Tree {
  head: Int32Array
  label: Int32Array
}

const argmax = (scores: Float32Array, count: number): number => {
  let best = 0
  for (let c = 1; c < count; c++) if (scores[c]! > scores[best]!) best = c
  return best
}

/** The tree of one sentence: heads (-1 for the root) and label ids. `root` is the id of the label `root`. */
export const parseTree = (
  arcs: Scorer,
  labels: Scorer,
  words: readonly Int32Array[],
  tags: Int32Array,
  root: number,
): Tree => {
  const s = new ParseState(words, tags)
  const features = new Int32Array(MAX_ARC_FEATURES)
  const scores = new Float32Array(Math.max(arcs.classes, labels.classes))
  while (!s.done) {
    const n = actionFeatures(s, features)
    arcs.score(features, n, scores)
    let action = -1
    if (s.canShift()) action = SHIFT
    if (s.canLeft() && (action < 0 || scores[LEFT]! > scores[action]!)) action = LEFT
    if (s.canRight() && (action < 0 || scores[RIGHT]! > scores[action]!)) action = RIGHT
    if (action === SHIFT) {
      s.shift()
      continue
    }
    const toRoot = action === LEFT && s.front === s.n
    let label = root
    if (!toRoot) {
      const m = labelFeatures(s, action, features)
      labels.score(features, m, scores)
      label = argmax(scores, labels.classes)
    }
    s.label[s.attach(action)] = label
  }
  const head = s.head.slice(0, s.n)
  for (let i = 0; i < s.n; i++) if (head[i] === s.n) head[i] = -1
  return { head, label: s.label.slice(0, s.n) }
}
