/**
 * The text of an HTML tree as a person reads it: one paragraph per block, blank lines between, bullets marked.
 * Scripts, styles and hidden parts give nothing. Works on any DOM; knows nothing about articles.
 */

/** The few members of a DOM node that are needed; linkedom's and a browser's both have them. */
export interface HtmlNode {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: ArrayLike<HtmlNode>
}

const blocks = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL
   P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL`.split(/\s+/),
)
const silent = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'SVG',
  'IFRAME',
  'OBJECT',
  'HEAD',
  'BUTTON',
  'SELECT',
])
const maxDepth = 400

/** Paragraphs divided by one blank line, white space within them folded. */
export const htmlText = (root: HtmlNode): string => {
  const paragraphs: string[] = []
  let current = ''
  const flush = (): void => {
    const line = current
      .split('\n')
      .map((part) => part.replace(/[ \t\f\v\u00a0]+/g, ' ').trim())
      .join('\n')
      .trim()
    if (line && line !== '-') paragraphs.push(line)
    current = ''
  }
  const walk = (node: HtmlNode, depth: number): void => {
    if (node.nodeType === 3) current += (node.textContent ?? '').replace(/\s+/g, ' ')
    if (node.nodeType !== 1 || depth > maxDepth) return
    const name = node.nodeName.toUpperCase()
    if (silent.has(name)) return
    if (name === 'BR') {
      current += '\n'
      return
    }
    const block = blocks.has(name)
    if (block) flush()
    if (name === 'LI') current = '- '
    for (let i = 0; i < node.childNodes.length; i++) {
      const child = node.childNodes[i]
      if (child) walk(child, depth + 1)
    }
    if (block) flush()
  }
  for (let i = 0; i < root.childNodes.length; i++) {
    const child = root.childNodes[i]
    if (child) walk(child, 1)
  }
  flush()
  return paragraphs.join('\n\n')
}
