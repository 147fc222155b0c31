import { afterAll, beforeAll, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { openSmallGraph } from './small-graph.ts'
import { answerQuestion } from '../../graph/ask/answer-question.ts'
let g: Awaited<ReturnType<typeof openSmallGraph>>
beforeAll(async () => { g = await openSmallGraph() })
afterAll(() => g.close())
test('probe', async () => { let out=''; for (const q of readFileSync(process.env.QS ?? '/tmp/ask/qs2.txt','utf8').split('\n').filter(Boolean)) { const t=performance.now(); try { const r = await answerQuestion(g.store, q, {today:'2026-01-01'}); out += `${q}   [${(performance.now()-t).toFixed(0)} ms]\n   ${r.kind} | ${r.reading}\n   ${r.answer}\n` + (process.env.CY ? r.cypher+'\n' : '') + (r.understood ? `   ${r.statements.length} st ${JSON.stringify(r.rows[0])}\n` : `   ?? ${r.suggestions.join(' | ')}\n`) } catch (e) { out += `${q}\n  !!!! ${e}\n` } } (await import('node:fs')).writeFileSync('/tmp/ask/out2.txt', out) })
