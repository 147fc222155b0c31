/** Small marks that the whole page shares: an entity's disc, a modality's line. The same shapes as in the drawing. */
import type { EntityLabel, EntityType, Modality } from '../../graph/contract.ts'
import { showNode } from '../graph-view/graph-canvas.tsx'
import { flagAddress } from '../graph-view/node-image.ts'
import { modalityStyles, pictogramColour, typeStyles } from '../graph-view/palette.ts'
import { flagCode } from '../graph-view/scene.ts'
import { modalityName, typeName } from '../messages.ts'
import { theme } from '../state/page-state.ts'

export const TypeDisc = ({
  type,
  flag = null,
  size = 20,
}: {
  type: EntityType
  flag?: string | null
  size?: number
}) => {
  const code = flagCode(flag)
  if (code) return <img class="disc" src={flagAddress(code)} width={size} height={size} alt="" />
  const style = typeStyles[type]
  return (
    <svg class="disc" viewBox="-8 -8 40 40" width={size} height={size} aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="20" fill={style.disc[theme.value]} />
      <path
        d={style.pictogram}
        fill="none"
        stroke={pictogramColour[theme.value]}
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

const dashes = { solid: '', dashed: '7 4', dotted: '1.5 3.5', crossed: '' } as const

export const LineSample = ({ modality, width = 34 }: { modality: Modality; width?: number }) => {
  const style = modalityStyles[modality]
  const colour = style.colour[theme.value]
  const middle = width / 2
  return (
    <svg class="line-sample" viewBox={`0 0 ${width} 12`} width={width} height="12" aria-hidden="true" focusable="false">
      <path
        d={`M1 6H${width - 1}`}
        stroke={colour}
        stroke-width={2.6 * style.width}
        stroke-dasharray={dashes[style.line]}
      />
      {style.line === 'crossed' && (
        <path d={`M${middle - 4} 2l8 8M${middle + 4} 2l-8 8`} stroke={colour} stroke-width="2" />
      )}
    </svg>
  )
}

export const ModalityMark = ({ modality }: { modality: Modality }) => (
  <span class="modality">
    <LineSample modality={modality} width={22} />
    {modalityName(modality)}
  </span>
)

/** An entity's name that opens its evidence in the graph. */
export const EntityLink = ({ entity }: { entity: EntityLabel }) => (
  <button type="button" class="entity-link" title={typeName(entity.type)} onClick={() => showNode(entity.id)}>
    <TypeDisc type={entity.type} flag={entity.flag} size={16} />
    <span>{entity.name}</span>
  </button>
)

/** A bar of the modalities' shares, with the numbers in words for those who cannot see it. */
export const ModalityBar = ({ counts }: { counts: Record<Modality, number> }) => {
  const entries = (Object.entries(counts) as [Modality, number][]).filter(([, count]) => count > 0)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return null
  return (
    <div class="modality-bar-box">
      <div class="modality-bar" aria-hidden="true">
        {entries.map(([modality, count]) => (
          <span
            key={modality}
            class={`share share-${modality}`}
            style={{ width: `${(100 * count) / total}%`, background: modalityStyles[modality].colour[theme.value] }}
          />
        ))}
      </div>
      <ul class="modality-numbers">
        {entries.map(([modality, count]) => (
          <li key={modality}>
            <LineSample modality={modality} width={22} /> {modalityName(modality)} <b>{count}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
