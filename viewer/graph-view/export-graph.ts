/**
 * The view as files: SVG, PNG, GEXF, CSV and one HTML page that needs no server. Flags are put into the files, so that
 * they open anywhere. Loaded when first asked for.
 */
import type { GraphEdge, StatementPage } from '../../graph/contract.ts'
import { formatDate, modalityName, predicateName, t, typeName } from '../messages.ts'
import { ask } from '../state/api-client.ts'
import { csvLines } from '../state/csv.ts'
import type { GraphModel } from '../state/graph-model.ts'
import { state } from '../state/store.ts'
import { filterParameters } from '../state/view-state.ts'
import { isWebAddress } from '../state/web-address.ts'
import { noMarks } from './marks.ts'
import { flagAddress, labelWidth } from './node-image.ts'
import { grounds, inks, type Theme, typeStyles } from './palette.ts'
import type { Scene } from './scene.ts'
import { escaped, svgText } from './svg-text.ts'

const size = { width: 1600, height: 1000 }

const flagData = async (scene: Scene): Promise<Map<string, string>> => {
  const codes = new Set([...scene.nodes.values()].flatMap((node) => (node.flag ? [node.flag] : [])))
  const entries = await Promise.all(
    [...codes].map(async (code): Promise<[string, string] | null> => {
      const response = await fetch(flagAddress(code))
      return response.ok ? [code, `data:image/svg+xml,${encodeURIComponent(await response.text())}`] : null
    }),
  )
  return new Map(entries.filter((entry) => entry !== null))
}

export interface SvgFile {
  text: string
  width: number
  height: number
}

const titleOf = (scene: Scene): string => `Entente: ${scene.nodes.size} / ${scene.edges.size}`

export const svgFile = async (scene: Scene, theme: Theme): Promise<SvgFile> => {
  const flags = await flagData(scene)
  const worded = scene.edges.size <= 40 ? new Set(scene.edges.keys()) : new Set<string>()
  const text = svgText(scene, {
    theme,
    ...size,
    marks: { ...noMarks, worded },
    wordOf: (id) => predicateName(scene.edges.get(id)?.edge.predicate ?? 'LINKED_TO'),
    widthOf: labelWidth,
    flagOf: (code) => flags.get(code) ?? null,
    title: titleOf(scene),
  })
  return { text, ...size }
}

/** The SVG painted at double density. */
export const pngFile = async (svg: SvgFile): Promise<Blob> => {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = svg.width * 2
  canvas.height = svg.height * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

const hexChannels = (hex: string): string =>
  ['r', 'g', 'b'].map((name, i) => `${name}="${Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)}"`).join(' ')

/** GEXF 1.3 with positions, colours, types, modality and dates, as Gephi opens it. */
export const gexfFile = (scene: Scene): string => {
  const nodes = [...scene.nodes.values()].map(
    (node) =>
      `<node id="${escaped(node.id)}" label="${escaped(node.label)}"><attvalues><attvalue for="type" value="${node.node.type}"/><attvalue for="statements" value="${node.node.statements}"/></attvalues><viz:position x="${node.x.toFixed(1)}" y="${node.y.toFixed(1)}"/><viz:size value="${node.size.toFixed(1)}"/><viz:color ${hexChannels(node.colour)}/></node>`,
  )
  const edges = [...scene.edges.values()].map(
    ({ edge, arrow, colour }) =>
      `<edge id="${escaped(edge.id)}" source="${escaped(edge.source)}" target="${escaped(edge.target)}" type="${arrow ? 'directed' : 'undirected'}" weight="${edge.statements}" label="${edge.predicate}"><attvalues><attvalue for="predicate" value="${edge.predicate}"/><attvalue for="modality" value="${edge.modality}"/><attvalue for="first" value="${edge.first ?? ''}"/><attvalue for="last" value="${edge.last ?? ''}"/></attvalues><viz:color ${hexChannels(colour)}/></edge>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="directed"><attributes class="node"><attribute id="type" title="type" type="string"/><attribute id="statements" title="statements" type="integer"/></attributes><attributes class="edge"><attribute id="predicate" title="predicate" type="string"/><attribute id="modality" title="modality" type="string"/><attribute id="first" title="first" type="string"/><attribute id="last" title="last" type="string"/></attributes>
<nodes>${nodes.join('\n')}</nodes>
<edges>${edges.join('\n')}</edges></graph></gexf>
`
}

const row = (model: GraphModel, edge: GraphEdge): (string | number | null)[] => {
  const source = model.nodes.get(edge.source)
  const target = model.nodes.get(edge.target)
  return [
    source?.name ?? '',
    source?.type ?? '',
    edge.predicate,
    target?.name ?? '',
    target?.type ?? '',
    edge.modality,
    edge.statements,
    edge.articles,
    edge.first,
    edge.last,
    edge.sectors.join(' '),
  ]
}

export const csvFile = (model: GraphModel): string =>
  csvLines([
    [
      'source',
      'source type',
      'relation',
      'target',
      'target type',
      'modality',
      'statements',
      'articles',
      'first',
      'last',
      'sectors',
    ],
    ...[...model.edges.values()].map((edge) => row(model, edge)),
  ])

/** The drawing, the table of its relations and their sentences, in one file without scripts. */
export const htmlFile = async (scene: Scene, model: GraphModel, theme: Theme): Promise<string> => {
  const svg = await svgFile(scene, theme)
  const parameters = filterParameters(state.peek().filter)
  parameters.set('limit', '200')
  const page = await ask<StatementPage>(`/api/statements?${parameters}`)
  const onScreen = page.items.filter((item) => model.nodes.has(item.subject) && model.nodes.has(item.object))
  const name = (id: string): string => escaped(page.entities[id]?.name ?? id)
  const link = (url: string | null, title: string): string =>
    isWebAddress(url) ? `<a href="${escaped(url)}">${escaped(title)}</a>` : escaped(title)
  const sentences = onScreen.map(
    (item) =>
      `<li><b>${name(item.subject)}</b> ${escaped(predicateName(item.predicate))} <b>${name(item.object)}</b> <small>${escaped(modalityName(item.modality))}, ${escaped(formatDate(item.date))}${item.speaker ? `, ${escaped(t('said', { name: page.entities[item.speaker]?.name ?? item.speaker }))}` : ''}</small><blockquote>${escaped(item.evidence)}</blockquote><small>${link(item.article.url, item.article.title)}</small></li>`,
  )
  const rows = [...model.edges.values()].map(
    (edge) =>
      `<tr><td>${escaped(model.nodes.get(edge.source)?.name ?? '')}</td><td>${escaped(predicateName(edge.predicate))}</td><td>${escaped(model.nodes.get(edge.target)?.name ?? '')}</td><td>${escaped(modalityName(edge.modality))}</td><td>${edge.statements}</td><td>${edge.last ?? ''}</td></tr>`,
  )
  const types = [...new Set([...model.nodes.values()].map((node) => node.type))]
    .map((type) => `<span><i style="background:${typeStyles[type].disc[theme]}"></i>${escaped(typeName(type))}</span>`)
    .join(' ')
  return `<!doctype html><html lang="${document.documentElement.lang || 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(titleOf(scene))}</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1100px;padding:24px;background:${grounds[theme]};color:${inks[theme]}}svg{width:100%;height:auto}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #8884}blockquote{margin:4px 0;padding-left:12px;border-left:3px solid #8886}li{margin:0 0 16px}i{display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:4px}a{color:inherit}</style>
<h1>Entente</h1><p>${types}</p>${svg.text}
<h2>${escaped(t('tableCaption'))}</h2><table><thead><tr><th>${escaped(t('columnFrom'))}<th>${escaped(t('columnRelation'))}<th>${escaped(t('columnTo'))}<th>${escaped(t('columnModality'))}<th>${escaped(t('columnStatements'))}<th>${escaped(t('columnLast'))}</tr></thead><tbody>${rows.join('')}</tbody></table>
<h2>${escaped(t('evidence'))}</h2><ol>${sentences.join('')}</ol></html>
`
}
