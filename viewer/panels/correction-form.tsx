/** What a person can set right in a statement: its ends, relation, modality and sectors. Sends nothing itself. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { EntityLabel, Modality, Page, Predicate, StoredEntity, StoredStatement } from '../../graph/contract.ts'
import { modalityName, predicateName, t, typeName } from '../messages.ts'
import { useLoadable } from '../state/loadable.ts'
import { ontology, predicates, sectorLabel, shortSector } from '../state/ontology.ts'
import { modalityNames } from '../state/view-state.ts'
import { Icon } from './icon.tsx'

export interface Correction {
  predicate: Predicate
  modality: Modality
  subject?: string
  object?: string
  sectors?: string[]
}

const entryOf = ({ name, type }: EntityLabel): string => `${name} (${typeName(type)})`

/** A text field that completes the names of entities; what it holds counts once it is one of those offered. */
const EntityField = ({
  title,
  chosen,
  choose,
}: {
  title: string
  chosen: EntityLabel
  choose: (entity: EntityLabel) => void
}) => {
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(chosen.name)
  useEffect(() => setText(chosen.name), [chosen.id, chosen.name])
  const asked = text.trim().length > 1 && text !== chosen.name ? text.trim() : null
  const { data } = useLoadable<Page<StoredEntity>>(
    asked === null ? null : `/api/entities?limit=8&q=${encodeURIComponent(asked)}`,
  )
  const offered = data?.items ?? []
  const isKnown = text === chosen.name
  useEffect(() => field.current?.setCustomValidity(isKnown ? '' : t('pickEntity')), [isKnown])
  return (
    <label>
      {title}
      <input
        ref={field}
        type="text"
        list={list}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          const typed = event.currentTarget.value
          const found = offered.find((entity) => entryOf(entity) === typed || entity.name === typed)
          setText(found?.name ?? typed)
          if (found) choose(found)
        }}
      />
      <datalist id={list}>
        {offered.map((entity) => (
          <option key={entity.id} value={entryOf(entity)} />
        ))}
      </datalist>
    </label>
  )
}

const SectorField = ({ sectors, change }: { sectors: readonly string[]; change: (next: string[]) => void }) => (
  <div class="correction-sectors">
    <label>
      {t('filterSector')}
      <select
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget
          if (value) change([...sectors, value].sort())
          event.currentTarget.value = ''
        }}
      >
        <option value="">{t('addSector')}</option>
        {(ontology.value.data?.sectors ?? [])
          .filter(({ id }) => !sectors.includes(id))
          .map(({ id, label, isic, parent }) => (
            <option key={id} value={id}>
              {`${parent ? '\u2003' : ''}${isic} ${shortSector(label)}`}
            </option>
          ))}
      </select>
    </label>
    {sectors.map((id) => (
      <button
        type="button"
        key={id}
        class="tag tag-button"
        title={t('remove')}
        onClick={() => change(sectors.filter((other) => other !== id))}
      >
        {shortSector(sectorLabel(id))} <Icon name="close" />
        <span class="visually-hidden">{t('remove')}</span>
      </button>
    ))}
  </div>
)

export const CorrectionForm = ({
  statement,
  ends,
  save,
  cancel,
}: {
  statement: StoredStatement
  /** Subject and object as they stand. */
  ends: readonly [EntityLabel, EntityLabel]
  save: (correction: Correction, ends: readonly [EntityLabel, EntityLabel]) => void
  cancel: () => void
}) => {
  const form = useRef<HTMLFormElement>(null)
  const first = useRef<HTMLSelectElement>(null)
  const [predicate, setPredicate] = useState(statement.predicate)
  const [modality, setModality] = useState(statement.modality)
  const [[subject, object], setEnds] = useState(ends)
  const [sectors, setSectors] = useState<string[]>([...statement.sectors].sort())
  useEffect(() => {
    first.current?.focus()
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const submit = (): void => {
    // A correction replaces the one before it: what that one had changed is said again.
    const isAgain = statement.review === 'corrected'
    const isMoved = isAgain || subject.id !== statement.subject || object.id !== statement.object
    const isElsewhere = isAgain || sectors.join() !== [...statement.sectors].sort().join()
    save(
      {
        predicate,
        modality,
        ...(isMoved ? { subject: subject.id, object: object.id } : {}),
        ...(isElsewhere ? { sectors } : {}),
      },
      [subject, object],
    )
  }
  return (
    <form
      ref={form}
      class="correction"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label>
        {t('columnRelation')}
        <select
          ref={first}
          value={predicate}
          onChange={(event) => setPredicate(event.currentTarget.value as Predicate)}
        >
          {predicates.value.map((name) => (
            <option key={name} value={name}>
              {predicateName(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('columnModality')}
        <select value={modality} onChange={(event) => setModality(event.currentTarget.value as Modality)}>
          {modalityNames.map((name) => (
            <option key={name} value={name}>
              {modalityName(name)}
            </option>
          ))}
        </select>
      </label>
      <EntityField title={t('columnFrom')} chosen={subject} choose={(entity) => setEnds([entity, object])} />
      <EntityField title={t('columnTo')} chosen={object} choose={(entity) => setEnds([subject, entity])} />
      <SectorField sectors={sectors} change={setSectors} />
      <p class="correction-end">
        <button type="button" class="button correction-swap" onClick={() => setEnds([object, subject])}>
          {t('swapEnds')}
        </button>
        <button type="button" class="button" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="submit" class="button button-primary">
          {t('saveReview')}
        </button>
      </p>
    </form>
  )
}
