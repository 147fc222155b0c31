/**
 * Meetings of a standing body as events of their own: "the seventh session of the X–Y Intergovernmental Commission",
 * "the Third Session". A body that the text knows only through its sessions is that event.
 */
import { slugOf } from '../lexicon/fold-word.ts'
import { eventHeads } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'

const ORDINAL =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)|next|inaugural|annual|previous|last|plenary|regular|joint|final|current)$/
const BODY =
  /\b(?:Commission|Committee|Council|Working Group|Task Force|Board|Group|Assembly|Conference|Dialogue|Forum|Party|Parties)\b/

export const markSessions = (draft: Draft): void => {
  let event: { id: string; body: string } | null = null
  draft.words.forEach((words, sentence) => {
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      if (!/^(?:session|meeting|round|sitting)$/.test(word.key) || draft.at(sentence, i)?.type === 'Event') continue
      if (eventHeads.get(word.key) === undefined && word.key !== 'meeting') continue
      let from = i
      while (
        from > 0 &&
        (ORDINAL.test(words[from - 1]!.key) || /^(?:ordinal|bilateral|ministerial)$/.test(words[from - 1]!.key))
      )
        from--
      let k = i + 1
      if (words[k]?.key !== 'of') {
        // "the Third Session", "the next session": of the body known from before.
        if (from < i && event && word.key !== 'meeting' && draft.isFree({ sentence, from, to: i + 1 }))
          draft.mention({
            sentence,
            from,
            to: i + 1,
            entity: event.id,
            type: 'Event',
            kind: 'nominal',
            rule: 'event.session',
          })
        continue
      }
      k++
      while (words[k]?.key === 'the' || words[k]?.key === 'joint') k++
      const body = draft.at(sentence, k)
      if (body?.type !== 'Organization' || !BODY.test(draft.entities.get(body.entity)?.name ?? '') || from === i)
        continue
      const name = draft.entities.get(body.entity)!.name
      const text = draft.text({ sentence, from, to: body.to })
      const id = `event:${slugOf(text)
        .replace(/-of-the-/, '-of-')
        .slice(0, 90)}`
      draft.entity(id, 'Event', text, [name, draft.text({ sentence, from, to: i + 1 })])
      const others = draft.mentions.filter((m) => m.entity === body.entity && m !== body)
      draft.remove(body)
      draft.mention({ sentence, from, to: body.to, entity: id, type: 'Event', kind: 'name', rule: 'event.session' })
      // The body stays where the text has it acting elsewhere too.
      if (others.length > 0)
        draft.mention(
          {
            sentence,
            from: body.from,
            to: body.to,
            entity: body.entity,
            type: 'Organization',
            kind: 'name',
            rule: body.rule,
          },
          true,
        )
      event = { id, body: body.entity }
      i = body.to - 1
    }
  })
}
