/** Text for XML 1.0: the five marks escaped, characters that XML cannot hold left out. */

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

export const xmlText = (value: string | number): string =>
  String(value)
    .toWellFormed()
    // XML 1.0 has no way to write these at all.
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
