/**
 * A document in the making: entities by id, mentions as they are found, and which words are taken.
 * The one mutable thing of the mention stage; it lives inside `markNames` and leaves it as an ExtractDocument.
 */
import type { Article, Entity, EntityType } from '../../contract.ts'
import type { Syntax } from '../../read/syntax.ts'
import type { EntityMention, ExtractDocument } from '../document.ts'
import { allWords, headOf, textOf, type Word } from './words.ts'

export interface Span {
  sentence: number
  /** Tokens, end exclusive. */
  from: number
  to: number
}

export interface NewMention extends Span {
  entity: string
  type: EntityType
  kind: EntityMention['kind']
  rule: string
}

export class Draft {
  readonly article: Article
  readonly syntax: Syntax
  /** Words of every sentence; none for credit lines. */
  readonly words: Word[][]
  readonly entities = new Map<string, Entity>()
  readonly mentions: EntityMention[] = []
  /** Per sentence and token: the mention that names it, so that no later stage takes part of a name. */
  readonly #taken: (EntityMention | undefined)[][]

  constructor(article: Article, syntax: Syntax) {
    this.article = article
    this.syntax = syntax
    const line = syntax.dateline
    // A credit line, a byline or a link beside the article names nobody that the article is about; a dateline says where.
    this.words = allWords(syntax).map((words, i) =>
      syntax.sentences[i]!.kind === 'source' && !(line && words[0]!.start >= line.start && words[0]!.start < line.end)
        ? []
        : words,
    )
    this.#taken = this.words.map((words) => new Array<EntityMention | undefined>(words.length))
  }

  /** Adds an entity, or aliases to a known one. */
  entity(id: string, type: EntityType, name: string, aliases: readonly string[] = []): Entity {
    let entity = this.entities.get(id)
    if (!entity) {
      entity = { id, type, name, aliases: [] }
      this.entities.set(id, entity)
    }
    for (const alias of [name, ...aliases])
      if (alias !== entity.name && alias !== '' && !entity.aliases.includes(alias)) entity.aliases.push(alias)
    return entity
  }

  /** Adds a mention. With `inside`, it lies within a longer name ("Russian" in a ministry's) and takes no words. */
  mention(mention: NewMention, inside = false): EntityMention {
    const words = this.words[mention.sentence]!
    // Written out, like every mention and changed token: each object that a spread makes may get a hidden class of its own,
    // and what reads it is then compiled again and again.
    const made: EntityMention = {
      entity: mention.entity,
      type: mention.type,
      sentence: mention.sentence,
      from: mention.from,
      to: mention.to,
      head: headOf(words, mention.from, mention.to),
      start: words[mention.from]!.start,
      end: words[mention.to - 1]!.end,
      kind: mention.kind,
      rule: mention.rule,
    }
    this.mentions.push(made)
    if (!inside) for (let i = mention.from; i < mention.to; i++) this.#taken[mention.sentence]![i] = made
    return made
  }

  /** Puts a longer or better mention in the place of one. */
  replace(old: EntityMention, mention: NewMention): EntityMention {
    this.remove(old)
    return this.mention(mention)
  }

  remove(old: EntityMention): void {
    const index = this.mentions.indexOf(old)
    if (index >= 0) this.mentions.splice(index, 1)
    const taken = this.#taken[old.sentence]!
    for (let i = old.from; i < old.to; i++) if (taken[i] === old) taken[i] = undefined
  }

  /** The mention that takes this token, if any. */
  at(sentence: number, token: number): EntityMention | undefined {
    return this.#taken[sentence]![token]
  }

  isFree(span: Span): boolean {
    for (let i = span.from; i < span.to; i++) if (this.at(span.sentence, i)) return false
    return true
  }

  text(span: Span): string {
    return textOf(this.article.text, this.words[span.sentence]!, span.from, span.to)
  }

  /** The finished document: entities in order of first mention, those without one left out. */
  finish(): ExtractDocument {
    const mentions = [...this.mentions].sort((a, b) => a.start - b.start || b.end - a.end)
    const entities = new Map<string, Entity>()
    for (const { entity } of mentions) {
      const known = this.entities.get(entity)
      if (known) entities.set(entity, known)
    }
    return { article: this.article, syntax: this.syntax, entities, mentions, speakers: [] }
  }
}
