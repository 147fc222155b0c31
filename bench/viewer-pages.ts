/** The pages of the viewer's benchmark: built, served, and given a made-up graph of any size. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { packageFile } from '../graph/package-root.ts'

export const benchPages = ['entente', 'cytoscape', 'vis-network'] as const
export type BenchPage = (typeof benchPages)[number]

/** Park and Miller's generator: the same graph in every run, on every machine. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A graph with a few hubs and many leaves, as a `GraphView` with places. */
export const graphJson = (nodes: number, edges: number): string => {
  const random = randomFrom(42)
  const types = ['Country', 'Organization', 'Person', 'Sector', 'Commodity']
  const zipf = (): number => Math.min(nodes - 1, Math.floor(nodes ** random()) - 1)
  const reach = 30 * Math.sqrt(nodes)
  const places = Array.from({ length: nodes * 2 }, (_, at) => Math.round((random() - 0.5) * reach * (at % 2 ? 1 : 1.6)))
  const modality = ['actual', 'planned', 'discussed']
  const seen = new Set<string>()
  const links: object[] = []
  while (links.length < edges) {
    const source = zipf()
    const target = Math.floor(random() * nodes)
    const id = `n${source} SUPPLIES n${target}`
    if (source === target || seen.has(id)) continue
    seen.add(id)
    const chosen = modality[Math.floor(random() * 3)] as string
    links.push({
      id,
      source: `n${source}`,
      target: `n${target}`,
      predicate: 'SUPPLIES',
      modality: chosen,
      modalities: { actual: 0, planned: 0, discussed: 0, ended: 0, denied: 0, [chosen]: 1 },
      statements: 1,
      articles: 1,
      first: null,
      last: null,
      sectors: [],
    })
  }
  const view = {
    nodes: Array.from({ length: nodes }, (_, at) => ({
      id: `n${at}`,
      type: types[at % types.length],
      name: `Entity ${at}`,
      flag: null,
      statements: Math.max(1, Math.round(40 / (at + 1))),
    })),
    edges: links,
    truncated: false,
    totalNodes: nodes,
    totalEdges: edges,
  }
  return JSON.stringify({ view, places })
}

/** Builds the given pages of viewer/bench into a folder. */
export const buildPages = async (folder: string, pages: readonly BenchPage[]): Promise<void> => {
  const root = packageFile('viewer/bench')
  await build({
    configFile: false,
    root,
    base: '/',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: pages.map((page) => join(root, `${page}.html`)) },
    },
  })
}

const kinds: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves the built pages and, as `/graph.json?nodes=…`, one graph for each size. */
export const servePages = async (
  folder: string,
  sizes: readonly (readonly [nodes: number, edges: number])[],
): Promise<{ url: string; close: () => void }> => {
  const graphs = new Map(sizes.map(([nodes, edges]) => [String(nodes), graphJson(nodes, edges)]))
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/graph.json') {
      response.setHeader('content-type', 'application/json')
      response.end(graphs.get(url.searchParams.get('nodes') ?? '') ?? '{}')
      return
    }
    try {
      const file = readFileSync(join(folder, url.pathname))
      response.setHeader('content-type', kinds[extname(url.pathname)] ?? 'application/octet-stream')
      response.end(file)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
