/**
 * Sigma that stays quick without a GPU: while the view moves, the last picture is shifted and scaled as it is, and the
 * true drawing follows when the hand rests. With a GPU and a graph of usual size it draws every frame as always.
 */
import { Sigma } from 'sigma'

/** Rest after which the true drawing is made, in milliseconds. */
const rest = 140

export class MovingSigma extends Sigma {
  /** Set where drawing a frame takes longer than a frame lasts. */
  eases = false
  private shown: { x: number; y: number; ratio: number } | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private isSettling = false

  constructor(...input: ConstructorParameters<typeof Sigma>) {
    super(...input)
    this.on('afterRender', () => {
      const { x, y, ratio } = this.getCamera().getState()
      this.shown = { x, y, ratio }
      for (const canvas of Object.values(this.getCanvases())) canvas.style.transform = ''
    })
  }

  override scheduleRender(): this {
    const camera = this.getCamera().getState()
    // Sigma's constructor draws before this class's fields are set.
    const before = this.shown ?? null
    const isMove = before !== null && (before.x !== camera.x || before.y !== camera.y || before.ratio !== camera.ratio)
    if (!this.eases || this.isSettling || !isMove) return super.scheduleRender()
    this.shift(before, camera)
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => this.settle(), rest)
    return this
  }

  private settle(): void {
    this.timer = null
    this.isSettling = true
    this.scheduleRender()
    this.isSettling = false
  }

  /** Where the middle of the old picture stands now, and how much larger it is. */
  private shift(before: { x: number; y: number; ratio: number }, now: { x: number; y: number; ratio: number }): void {
    const { width, height } = this.getDimensions()
    const middle = this.framedGraphToViewport({ x: before.x, y: before.y }, { cameraState: { ...now, angle: 0 } })
    const scale = before.ratio / now.ratio
    const transform = `translate(${middle.x - width / 2}px, ${middle.y - height / 2}px) scale(${scale})`
    for (const canvas of Object.values(this.getCanvases())) canvas.style.transform = transform
  }

  override kill(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    super.kill()
  }
}

/** True where the drawing is done by the processor; the renderer's name says so. */
export const isSoftwareGl = (sigma: Sigma): boolean => {
  const canvas = sigma.getCanvases().nodes
  const gl = canvas?.getContext('webgl2') ?? null
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  if (!gl || !info) return false
  return /swiftshader|llvmpipe|software/i.test(String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)))
}
