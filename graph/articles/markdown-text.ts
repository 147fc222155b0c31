/**
 * Markdown to the prose that a person would read: marks of emphasis, links and images go, words and lines stay.
 * Line by line and without a parser: paragraphs, bullets and headings keep their places, so the reader sees them.
 */

const linePatterns: [RegExp, string][] = [
  [/!\[([^\]\n]*)\]\([^)\n]*\)/g, ''], // images
  [/\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, '$1'], // links
  [/\[([^\]\n]+)\]\[[^\]\n]*\]/g, '$1'], // links by reference
  [/<((?:https?|mailto):[^>\s]+)>/g, '$1'],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2'],
  [/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1'],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1'],
  [/`([^`\n]+)`/g, '$1'],
  [/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/, '$1'], // headings
  [/^ {0,3}>[ \t]?/, ''], // quotations
  [/^\[[^\]\n]+\]:[ \t]+\S+.*$/, ''], // targets of links by reference
  [/\\([\\`*_{}[\]()#+\-.!>])/g, '$1'],
]

const cleanLine = (line: string): string =>
  linePatterns.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)

/** @returns the text and its first heading of level one, if any */
export const markdownText = (markdown: string): { text: string; heading: string | null } => {
  const heading = /^ {0,3}# +(.+?)[ \t]*#*[ \t]*$/m.exec(markdown)?.[1]
  const text = markdown
    .replace(/<!--[\s\S]*?-->/g, '')
    .split('\n')
    .map(cleanLine)
    .join('\n')
    .trimEnd()
  return { text, heading: heading ? cleanLine(heading).trim() : null }
}
