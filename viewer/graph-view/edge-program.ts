/**
 * One WebGL program for all edges: a ribbon along a quadratic curve (straight where the curvature is 0) with solid,
 * dashed, dotted or crossed line and an arrow head. Ribbons cost by their length, not by the box around the bow, which
 * keeps many curved edges cheap also without a GPU. In the picking pass gaps are filled, so that a dash can be hit.
 */
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering'
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types'
import { floatColor } from 'sigma/utils'
import type { LineStyle } from './palette.ts'

export interface DrawnEdge extends EdgeDisplayData {
  curvature: number
  line: LineStyle
  arrow: boolean
  /** Colour where nothing is singled out. */
  resting: string
}

const segments = 12
const lineCodes: Record<LineStyle, number> = { solid: 0, dashed: 1, dotted: 2, crossed: 3 }

/** Rows of (position along the edge or part, side, kind): kind 0 ribbon, 1 arrow head, 2 and 3 the bars of a cross. */
const constantData: number[][] = []
for (let i = 0; i < segments; i += 1) {
  const from = i / segments
  const to = (i + 1) / segments
  constantData.push([from, -1, 0], [from, 1, 0], [to, -1, 0], [to, -1, 0], [from, 1, 0], [to, 1, 0])
}
constantData.push([0, -1, 1], [0, 1, 1], [1, 0, 1])
for (const kind of [2, 3]) {
  constantData.push([-1, -1, kind], [-1, 1, kind], [1, -1, kind], [1, -1, kind], [-1, 1, kind], [1, 1, kind])
}

const vertexShader = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_source;
attribute vec2 a_target;
attribute float a_thickness;
attribute float a_curvature;
attribute float a_line;
attribute float a_arrow;
attribute float a_sourceSize;
attribute float a_targetSize;
attribute vec3 a_part;

uniform mat3 u_matrix;
uniform vec2 u_dimensions;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_minEdgeThickness;

varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_line;

vec2 toPixels(vec2 position) {
  return ((u_matrix * vec3(position, 1.0)).xy + 1.0) * 0.5 * u_dimensions;
}

void main() {
  vec2 a = toPixels(a_source);
  vec2 c = toPixels(a_target);
  vec2 chord = c - a;
  float span = max(length(chord), 0.001);
  vec2 normal = vec2(-chord.y, chord.x) / span;
  vec2 b = (a + c) * 0.5 + normal * span * a_curvature;

  float thickness = max(u_minEdgeThickness, a_thickness / u_sizeRatio) * u_pixelRatio;
  float head = a_arrow * (thickness * 2.4 + 4.5 * u_pixelRatio);
  float gap = 1.5 * u_pixelRatio;
  float fromT = clamp((a_sourceSize * u_pixelRatio / u_sizeRatio + gap) / span, 0.0, 0.48);
  float tipT = clamp(1.0 - (a_targetSize * u_pixelRatio / u_sizeRatio + gap) / span, 0.52, 1.0);
  float toT = max(fromT, tipT - head / span);

  float kind = a_part.z;
  float t = kind < 0.5 ? mix(fromT, toT, a_part.x) : kind < 1.5 ? mix(toT, tipT, a_part.x) : (fromT + toT) * 0.5;
  vec2 point = mix(mix(a, b, t), mix(b, c, t), t);
  vec2 tangent = normalize(mix(b - a, c - b, t) + vec2(0.00001, 0.0));
  vec2 across = vec2(-tangent.y, tangent.x);
  float soft = 1.0;

  v_line = a_line;
  v_along = t * span;
  #ifdef PICKING_MODE
  thickness += 6.0 * u_pixelRatio;
  #endif
  float halfWidth = thickness * 0.5 + soft;
  v_half = thickness * 0.5;
  v_side = a_part.y * halfWidth;

  if (kind < 0.5) {
    point += across * a_part.y * halfWidth;
  } else if (kind < 1.5) {
    float headHalf = a_arrow * (thickness * 1.3 + 2.2 * u_pixelRatio);
    point += across * a_part.y * headHalf;
    v_side = 0.0;
    v_line = 0.0;
  } else {
    float on = a_line > 2.5 ? 1.0 : 0.0;
    float reach = on * (thickness * 1.4 + 3.5 * u_pixelRatio);
    vec2 bar = normalize(tangent + across * (kind < 2.5 ? 1.0 : -1.0));
    vec2 barAcross = vec2(-bar.y, bar.x);
    point += bar * a_part.x * reach + barAcross * a_part.y * halfWidth * on;
    v_line = 0.0;
  }

  gl_Position = vec4(point / u_dimensions * 2.0 - 1.0, 0.0, 1.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`

const fragmentShader = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_side;
varying float v_half;
varying float v_along;
varying float v_line;
uniform float u_pixelRatio;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float cover = 1.0 - smoothstep(v_half - 0.5, v_half + 0.7, abs(v_side));
  float width = v_half * 2.0;
  if (v_line > 0.5 && v_line < 1.5) {
    float dash = width * 1.6 + 5.0 * u_pixelRatio;
    float hole = width * 0.9 + 3.0 * u_pixelRatio;
    if (mod(v_along, dash + hole) > dash) discard;
  } else if (v_line > 1.5 && v_line < 2.5) {
    float dot = width * 0.5 + 1.0 * u_pixelRatio;
    float hole = width * 0.8 + 2.2 * u_pixelRatio;
    if (mod(v_along, dot + hole) > dot) discard;
  }
  gl_FragColor = v_color * cover;
  #endif
}
`

const uniforms = ['u_matrix', 'u_dimensions', 'u_sizeRatio', 'u_pixelRatio', 'u_minEdgeThickness'] as const
const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGL2RenderingContext

export class RelationEdgeProgram extends EdgeProgram<(typeof uniforms)[number]> {
  getDefinition() {
    return {
      VERTICES: constantData.length,
      VERTEX_SHADER_SOURCE: vertexShader,
      FRAGMENT_SHADER_SOURCE: fragmentShader,
      METHOD: TRIANGLES as 4,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_source', size: 2, type: FLOAT },
        { name: 'a_target', size: 2, type: FLOAT },
        { name: 'a_thickness', size: 1, type: FLOAT },
        { name: 'a_curvature', size: 1, type: FLOAT },
        { name: 'a_line', size: 1, type: FLOAT },
        { name: 'a_arrow', size: 1, type: FLOAT },
        { name: 'a_sourceSize', size: 1, type: FLOAT },
        { name: 'a_targetSize', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_part', size: 3, type: FLOAT }],
      CONSTANT_DATA: constantData,
    }
  }

  processVisibleItem(
    edgeIndex: number,
    startIndex: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    edge: EdgeDisplayData,
  ): void {
    const drawn = edge as DrawnEdge
    const values = [
      source.x,
      source.y,
      target.x,
      target.y,
      drawn.size,
      drawn.curvature,
      lineCodes[drawn.line],
      drawn.arrow ? 1 : 0,
      source.size,
      target.size,
      floatColor(drawn.color),
      edgeIndex,
    ]
    this.array.set(values, startIndex)
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix as WebGLUniformLocation, false, params.matrix)
    gl.uniform2f(
      uniformLocations.u_dimensions as WebGLUniformLocation,
      params.width * params.pixelRatio,
      params.height * params.pixelRatio,
    )
    gl.uniform1f(uniformLocations.u_sizeRatio as WebGLUniformLocation, params.sizeRatio)
    gl.uniform1f(uniformLocations.u_pixelRatio as WebGLUniformLocation, params.pixelRatio)
    gl.uniform1f(uniformLocations.u_minEdgeThickness as WebGLUniformLocation, params.minEdgeThickness)
  }
}
