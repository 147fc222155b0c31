/** Who holds which role, as drafts of statements: from the titles that the mention stage read. Adapts, finds nothing itself. */
import type { EntityMention, ExtractDocument } from './document.ts'
import type { Draft } from './draft.ts'
import { findRoles } from './mentions/find-roles.ts'

/** Drafts of HOLDS_ROLE_IN, one for each title with a body or country. Roles belong to no speaker. */
export const findRoleDrafts = (document: ExtractDocument): Draft[] =>
  findRoles(document).flatMap((role): Draft[] => {
    const body = role.body
    if (!body) return []
    const home: EntityMention | undefined = role.bodyMention ?? document.mentions.find((m) => m.entity === body)
    return [
      {
        subject: role.person,
        predicate: 'HOLDS_ROLE_IN',
        object: body,
        counterpart: null,
        commodities: [],
        title: role.title,
        modality: 'actual',
        sentence: role.sentence,
        trigger: role.from,
        rule: role.bodyMention ? 'role.body' : `role.${role.kind}`,
        ends: [role.mention, home ?? role.mention],
        path: role.bodyMention ? 'tree' : 'loose',
        attributed: false,
      },
    ]
  })
