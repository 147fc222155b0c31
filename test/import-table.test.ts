// Holds the table of docs/decisions.md: which folder may import which. Reads the import lines, runs nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../graph/package-root.ts'

const sources = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(packageRoot, join(entry.parentPath, entry.name)))

interface Import {
  from: string
  to: string
  typeOnly: boolean
}
const importLine =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(packageRoot, file), 'utf8').matchAll(importLine)].map((match) => {
    const target = match[2] ?? match[3] ?? ''
    const to = target.startsWith('.') ? join(dirname(file), target) : target
    return { from: file, to, typeOnly: Boolean(match[1]) }
  })

const imports = ['graph', 'api', 'viewer'].flatMap(sources).flatMap(importsOf)
const under = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(folder))

const layers: { name: string; files: (path: string) => boolean; never: (line: Import) => boolean }[] = [
  {
    name: 'the contract imports nothing but the ontology types',
    files: (path) => path === 'graph/contract.ts',
    never: (line) => line.to !== 'graph/ontology/ontology-types.ts',
  },
  {
    name: 'the readers know no store, no network and no program around them',
    files: (path) =>
      under(path, 'graph/read/', 'graph/extract/', 'graph/read-article.ts') && !under(path, 'graph/extract/llm/'),
    never: (line) =>
      under(line.to, 'graph/store/', 'graph/load/', 'graph/query/', 'graph/cli/', 'graph/export/', 'api/', 'viewer/') ||
      ['node:http', 'node:https', 'node:net', 'node:child_process'].includes(line.to),
  },
  {
    name: 'loading, questions and exports know the interface of the store, no engine',
    files: (path) => under(path, 'graph/load/', 'graph/query/', 'graph/export/'),
    never: (line) =>
      (under(line.to, 'graph/store/') && line.to !== 'graph/store/graph-store.ts') ||
      under(line.to, 'graph/cli/', 'api/', 'viewer/', '@grafeo-db/', 'neo4j-driver'),
  },
  {
    name: 'questions in English and MCP know the interface of the store, no engine and no program around them',
    files: (path) => under(path, 'graph/ask/', 'graph/mcp/'),
    never: (line) =>
      (under(line.to, 'graph/store/') && line.to !== 'graph/store/graph-store.ts') ||
      under(line.to, 'graph/cli/', 'api/', 'viewer/', '@grafeo-db/', 'neo4j-driver'),
  },
  {
    name: 'the embedded store knows no Neo4j',
    files: (path) => under(path, 'graph/store/embedded'),
    never: (line) => under(line.to, 'graph/store/neo4j', 'neo4j-driver', 'api/', 'viewer/'),
  },
  {
    name: 'the Neo4j store knows no embedded engine',
    files: (path) => under(path, 'graph/store/neo4j'),
    never: (line) => under(line.to, 'graph/store/embedded', '@grafeo-db/', 'api/', 'viewer/'),
  },
  {
    name: 'the API knows no driver and no viewer',
    files: (path) => under(path, 'api/'),
    never: (line) => under(line.to, 'viewer/', '@grafeo-db/', 'neo4j-driver'),
  },
  {
    name: 'the viewer takes types of the contract and talks HTTP for all else',
    // Its build configuration runs in Node.
    files: (path) => under(path, 'viewer/') && path !== 'viewer/vite.config.ts',
    never: (line) =>
      under(line.to, 'api/', 'node:') ||
      (under(line.to, 'graph/') && !(line.typeOnly && line.to === 'graph/contract.ts')),
  },
]

for (const layer of layers)
  test(layer.name, () => {
    const wrong = imports.filter((line) => layer.files(line.from) && !/\.css$/.test(line.to) && layer.never(line))
    expect(wrong.map((line) => `${line.from} imports ${line.to}`)).toEqual([])
  })

test('no file imports itself by way of others', () => {
  const next = new Map<string, string[]>()
  for (const line of imports)
    if (!line.typeOnly && /\.tsx?$/.test(line.to)) next.set(line.from, [...(next.get(line.from) ?? []), line.to])
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '))
    if (done.has(file) || path.includes(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  expect(circles).toEqual([])
})

test('the check sees imports', () => {
  expect(imports.length).toBeGreaterThan(10)
})
