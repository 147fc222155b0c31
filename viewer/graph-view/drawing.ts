/** What every drawing of the graph can do, be it WebGL or SVG. Types only. */
import type { Marks } from './marks.ts'
import type { Theme } from './palette.ts'
import type { Scene } from './scene.ts'

export interface DrawingEvents {
  clickNode(id: string, additive: boolean): void
  doubleClickNode(id: string): void
  hoverNode(id: string | null): void
  clickEdge(id: string): void
  hoverEdge(id: string | null): void
  clickGround(): void
  /** A node was dropped at a place in the scene's coordinates. */
  moveNode(id: string, x: number, y: number): void
  selectArea(ids: string[]): void
}

export interface Drawing {
  show(scene: Scene, theme: Theme, wordOf: (edge: string) => string): void
  mark(marks: Marks): void
  fit(): void
  zoom(factor: number): void
  /** Brings a node into sight where it is out of it. */
  reveal(id: string): void
  /** While on, a drag draws a frame that selects instead of moving the view. */
  setAreaMode(on: boolean): void
  close(): void
}
