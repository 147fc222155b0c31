/** The roles of a word's arguments, as a list of tokens for each. Data and one helper; finds nothing. */

/**
 * Roles: `subj`, `obj`, `iobj` (logical: a passive's subject is `obj`), a preposition ("with", "to", "from", …), `poss`
 * ("Turkey's"), `mod` (compounds and adjectives before the noun), `agent` (whose act a noun is: the subject of its light
 * verb), `holder` (whom a noun describes: "X is a supplier", "X, a supplier"), and `verb:<preposition>` for the
 * prepositions of a noun's light verb; `far:<preposition>` for phrases that hang on a verb's other arguments.
 */
export type Roles = Map<string, number[]>
/** Roles that are known: nobody adds to them. */
export type KnownRoles = ReadonlyMap<string, readonly number[]>

/** Adds tokens to a role, each once. */
export const addRole = (roles: Roles, role: string, tokens: readonly number[]): void => {
  const list = roles.get(role)
  if (!list) roles.set(role, [...tokens])
  else for (const token of tokens) if (!list.includes(token)) list.push(token)
}
