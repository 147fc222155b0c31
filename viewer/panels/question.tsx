/** The answer to a question in plain words, with the query that gave it always in sight. */
import { useEffect, useState } from 'preact/hooks'
import type { CypherAnswer, Problem } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import { post, problemOf } from '../state/api-client.ts'
import { update } from '../state/store.ts'
import { ProblemNote, Skeleton } from './notes.tsx'
import { ResultTable } from './result-table.tsx'

/** What the server's answer must hold; it may hold more. */
export interface AskAnswer {
  question: string
  cypher: string
  parameters: Record<string, unknown>
  answer: CypherAnswer
  /** One sentence, where the server can say it. */
  text?: string
}

export const Question = ({ question, onLeave }: { question: string; onLeave: () => void }) => {
  const [answer, setAnswer] = useState<AskAnswer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    setAnswer(null)
    setProblem(null)
    post<AskAnswer>('/api/ask', { question }).then(setAnswer, (error: unknown) => setProblem(problemOf(error)))
  }, [question])
  if (problem) return <ProblemNote problem={problem} />
  if (!answer) return <Skeleton lines={4} />
  return (
    <div class="question">
      {answer.text && <p class="question-text">{answer.text}</p>}
      <ResultTable answer={answer.answer} />
      <details class="fold" open>
        <summary>{t('askCypher')}</summary>
        <pre class="code">{answer.cypher}</pre>
        <button
          type="button"
          class="button"
          onClick={() => {
            update({ view: 'cypher', cypher: answer.cypher })
            onLeave()
          }}
        >
          {t('askOpen')}
        </button>
      </details>
    </div>
  )
}
