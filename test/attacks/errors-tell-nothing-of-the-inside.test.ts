// Threat: an error that tells a path, a stack, an address, a password or a plan.
import { expect, test } from 'vitest'
import { problemIn } from '../helpers/api-server.ts'
import { describeAttack } from './attack-suite.ts'

const inside =
  /node_modules|\/work|\/home|\/tmp|\/root|at \w+ \(|\.ts:|\.js:|bolt:|neo4j:\/\/|password|127\.0\.0\.1|Exception|stack/i

await describeAttack('errors tell nothing of the inside', (attacked) => {
  test('whatever is asked wrongly, the answer is one sentence about the question', async () => {
    const { api } = attacked()
    const answers = [
      await api.cypher('MATCH (n RETURN n'),
      await api.cypher('RETURN 1 / 0 AS x'),
      await api.cypher("RETURN toInteger('x') + date('not a date') AS x"),
      await api.cypher('RETURN duration("x") AS x'),
      await api.cypher('CREATE (n)'),
      await api.cypher("CALL apoc.load.json('x')"),
      await api.cypher('UNWIND range(1, 100000000) AS x WITH x WHERE x % 7 = 3 RETURN count(x) AS n', {}, 500),
      await api.post('/api/cypher', '{'),
      await api.post('/api/cypher', '{"query": 5}'),
      await api.get('/api/entities/nobody:x'),
      await api.get('/api/graph?limit=x'),
      await api.get('/api/statements?cursor=%00%ff'),
      await api.get('/api/articles/..%2f..%2fetc%2fpasswd'),
      await api.get('/api/nothing'),
      await api.get('/../../etc/passwd'),
      await api.post('/api/articles?name=a.pdf', 'no pdf', { 'content-type': 'application/octet-stream' }),
    ]
    for (const answer of answers) {
      if (answer.status === 200) continue
      const problem = await problemIn(answer)
      expect(problem.detail).not.toMatch(inside)
      expect(problem.detail.length).toBeLessThan(1200)
      expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'status', 'title', 'type'])
      expect(problem.code).not.toBe('Internal')
      expect(answer.headers.get('x-powered-by')).toBeNull()
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })
})
