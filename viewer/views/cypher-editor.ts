/**
 * The query editor: CodeMirror with highlighting, completion out of the real schema, and the server's complaint
 * underlined. Lives in a shadow root, so that its style sheet passes a strict content policy. Loaded when first shown.
 */
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { cypher } from '@codemirror/legacy-modes/mode/cypher'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { errorPlace } from '../state/answer-graph.ts'

export interface Schema {
  labels: string[]
  relationshipTypes: string[]
  properties: Record<string, string[]>
}

export interface Editor {
  setText(text: string): void
  setSchema(schema: Schema): void
  setTheme(isDark: boolean): void
  /** Underlines the place that the message names; null takes the line away. */
  showError(message: string | null): void
  focus(): void
  close(): void
}

const keywords = [
  'MATCH',
  'OPTIONAL MATCH',
  'WHERE',
  'RETURN',
  'WITH',
  'ORDER BY',
  'LIMIT',
  'SKIP',
  'UNWIND',
  'DISTINCT',
  'AS',
  'AND',
  'OR',
  'NOT',
  'IN',
  'CONTAINS',
  'STARTS WITH',
  'ENDS WITH',
  'count',
  'collect',
  'size',
  'coalesce',
  'toLower',
  'DESC',
]

const completeFrom =
  (schema: () => Schema) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos)
    const word = /[\w]*$/.exec(before)?.[0] ?? ''
    const from = context.pos - word.length
    const lead = before.slice(0, before.length - word.length)
    const options = (names: readonly string[], type: string): CompletionResult => ({
      from,
      options: names.map((label) => ({ label, type })),
      validFor: /^\w*$/,
    })
    if (/\[[\w]*:[\w|:]*$/.test(lead) || /\[[^\]]*\|$/.test(lead)) return options(schema().relationshipTypes, 'type')
    if (/[(\w:]:$/.test(lead) || /\(\w*:$/.test(lead)) return options(schema().labels, 'class')
    if (/\.$/.test(lead) || /\{\s*(?:\w+\s*:\s*[^,}]+,\s*)*$/.test(lead)) {
      return options([...new Set(Object.values(schema().properties).flat())].sort(), 'property')
    }
    if (word.length < 1 && !context.explicit) return null
    return options(keywords, 'keyword')
  }

const styles = HighlightStyle.define([
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: [tags.string, tags.special(tags.string)], class: 'tok-string' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.atom, tags.bool], class: 'tok-atom' },
  { tag: [tags.typeName, tags.definition(tags.variableName)], class: 'tok-type' },
])

const look = (isDark: boolean) =>
  EditorView.theme(
    {
      '&': { color: isDark ? '#e8eaed' : '#1f2328', backgroundColor: 'transparent', fontSize: '14px' },
      '&.cm-focused': { outline: 'none' },
      '.cm-content': {
        fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
        caretColor: isDark ? '#fff' : '#000',
        padding: '12px 0',
        minHeight: '96px',
      },
      '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: isDark ? '#8b949e' : '#656d76' },
      '.cm-cursor': { borderLeftColor: isDark ? '#fff' : '#000' },
      '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
        backgroundColor: isDark ? '#264f78' : '#cfe3f5',
      },
      '.cm-tooltip': {
        backgroundColor: isDark ? '#1d2127' : '#ffffff',
        border: `1px solid ${isDark ? '#3a414a' : '#d0d4d9'}`,
        borderRadius: '8px',
        overflow: 'hidden',
      },
      '.cm-tooltip-autocomplete ul li': { padding: '4px 8px', color: isDark ? '#e8eaed' : '#1f2328' },
      '.cm-tooltip-autocomplete ul li[aria-selected]': {
        backgroundColor: isDark ? '#2b5f8f' : '#0b64a0',
        color: '#ffffff',
      },
      '.cm-placeholder': { color: isDark ? '#9aa4af' : '#656d76' },
      '.tok-keyword': { color: isDark ? '#7cc4f0' : '#0b5a91', fontWeight: '600' },
      '.tok-string': { color: isDark ? '#7ee0bd' : '#00684e' },
      '.tok-number, .tok-atom': { color: isDark ? '#f3a477' : '#a34100' },
      '.tok-comment': { color: isDark ? '#9aa4af' : '#656d76', fontStyle: 'italic' },
      '.tok-type': { color: isDark ? '#e9b3d2' : '#8d3c6d' },
    },
    { dark: isDark },
  )

/**
 * Typing over a selection: left to the browser, it would put the replaced text's look into the page as a style attribute,
 * which the content policy refuses. So the editor replaces the text itself.
 */
const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || event.data === null || view.composing) return false
    if (view.state.selection.main.empty) return false
    event.preventDefault()
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})

export interface EditorInput {
  host: HTMLElement
  text: string
  label: string
  hint: string
  isDark: boolean
  onChange: (text: string) => void
  onRun: () => void
}

export const createEditor = ({ host, text, label, hint, isDark, onChange, onRun }: EditorInput): Editor => {
  let schema: Schema = { labels: [], relationshipTypes: [], properties: {} }
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const themeSlot = new Compartment()
  const run = {
    key: 'Mod-Enter',
    run: () => {
      onRun()
      return true
    },
  }
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        StreamLanguage.define(cypher),
        syntaxHighlighting(styles),
        autocompletion({ override: [completeFrom(() => schema)], icons: false }),
        keymap.of([run, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        placeholder(hint),
        typeOver,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString())
        }),
        themeSlot.of(look(isDark)),
      ],
    }),
  })
  return {
    setText: (next) => {
      if (next !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    },
    setSchema: (next) => {
      schema = next
    },
    setTheme: (dark) => view.dispatch({ effects: themeSlot.reconfigure(look(dark)) }),
    showError: (message) => {
      const place = message === null ? null : errorPlace(message)
      const diagnostics: Diagnostic[] = []
      if (message !== null && place) {
        const line = view.state.doc.line(Math.min(Math.max(1, place.line), view.state.doc.lines))
        const from = Math.min(line.to, line.from + Math.max(0, place.column - 1))
        const word = /^\w+/.exec(view.state.sliceDoc(from, line.to))?.[0].length ?? 1
        diagnostics.push({
          from: Math.min(from, Math.max(0, view.state.doc.length - 1)),
          to: Math.min(view.state.doc.length, from + Math.max(1, word)),
          severity: 'error',
          message,
        })
      }
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
}
