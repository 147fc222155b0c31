/** The rows of a Cypher answer. Nodes and relationships open their evidence. */
import type {
  CypherAnswer,
  CypherNode,
  CypherPath,
  CypherRelationship,
  CypherValue,
  EntityType,
} from '../../graph/contract.ts'
import { showNode } from '../graph-view/graph-canvas.tsx'
import { typeStyles } from '../graph-view/palette.ts'
import { predicateName } from '../messages.ts'
import { openArticle } from '../state/store.ts'
import type { EdgePredicate } from '../state/view-state.ts'
import { TypeDisc } from './marks.tsx'
import { ScrollRegion } from './scroll-region.tsx'

export const isGraphValue = (value: CypherValue): value is CypherNode | CypherRelationship | CypherPath =>
  typeof value === 'object' && value !== null && '$type' in value

export const entityTypeOf = (node: CypherNode): EntityType | null =>
  (node.labels.find((label) => label in typeStyles) as EntityType | undefined) ?? null

/** A node's own id in the graph, which the engine's id need not be. */
export const entityIdOf = (node: CypherNode): string =>
  typeof node.properties.id === 'string' ? node.properties.id : node.id

const NodeCell = ({ node }: { node: CypherNode }) => {
  const type = entityTypeOf(node)
  const id = entityIdOf(node)
  const name = String(node.properties.name ?? node.properties.title ?? node.properties.evidence ?? id)
  const flag = typeof node.properties.flag === 'string' ? node.properties.flag : null
  if (type) {
    return (
      <button type="button" class="entity-link" onClick={() => showNode(id)}>
        <TypeDisc type={type} flag={flag} size={16} />
        <span>{name}</span>
      </button>
    )
  }
  if (node.labels.includes('Article')) {
    return (
      <button type="button" class="text-button" onClick={() => openArticle(id, null)}>
        {name}
      </button>
    )
  }
  return <span class="value-node">{`(:${node.labels.join(':')}) ${name}`}</span>
}

export const ValueCell = ({ value }: { value: CypherValue }) => {
  if (value === null) return <span class="quiet">null</span>
  if (typeof value === 'boolean' || typeof value === 'number') return <span class="value-number">{String(value)}</span>
  if (typeof value === 'string') return <span>{value}</span>
  if (Array.isArray(value)) {
    return (
      <span class="value-list">
        {value.map((item, at) => (
          <span key={at}>
            <ValueCell value={item} />
            {at < value.length - 1 ? ', ' : ''}
          </span>
        ))}
      </span>
    )
  }
  if (isGraphValue(value)) {
    if (value.$type === 'node') return <NodeCell node={value} />
    if (value.$type === 'relationship')
      return <span class="relation">{predicateName(value.type as EdgePredicate)}</span>
    return (
      <span class="value-list">
        {value.nodes.map((node, at) => (
          <span key={at}>
            <NodeCell node={node} />
            {value.relationships[at] ? ` ${predicateName(value.relationships[at].type as EdgePredicate)} ` : ''}
          </span>
        ))}
      </span>
    )
  }
  return <code>{JSON.stringify(value)}</code>
}

export const ResultTable = ({ answer }: { answer: CypherAnswer }) => (
  <ScrollRegion kind="table-box" label={answer.columns.join(', ')}>
    <table class="data-table">
      <thead>
        <tr>
          {answer.columns.map((column, at) => (
            <th key={column} scope="col" class={typeof answer.rows[0]?.[at] === 'number' ? 'number' : ''}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.rows.map((row, at) => (
          <tr key={at}>
            {row.map((value, column) => (
              <td key={column} class={typeof value === 'number' ? 'number' : ''}>
                <ValueCell value={value} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
)
