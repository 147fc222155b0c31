/**
 * The API's description as a page, written on the server: no script, nothing from elsewhere.
 * Each GET's examples are links that can be followed; each POST's show their body.
 */
import { Router } from 'express'
import { z } from 'zod'
import type { Route, RouteExample } from './route.ts'

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const html = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
const withCode = (text: string): string =>
  html(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/^- /gm, '<br>– ')

const addressOf = (route: Route, example: RouteExample): string => {
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(example.params?.[name] ?? name),
  )
  const query = new URLSearchParams(example.query ?? {}).toString()
  return query ? `${path}?${query}` : path
}

const fields = (object: z.ZodObject, where: string): string => {
  const written = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { description?: string; type?: string; enum?: string[]; default?: unknown }>
    required?: string[]
  }
  return Object.entries(written.properties ?? {})
    .map(([name, field]) => {
      const facts = [
        where,
        written.required?.includes(name) ? 'needed' : '',
        field.default !== undefined ? `default ${String(field.default)}` : '',
        field.enum ? field.enum.join(', ') : '',
      ].filter(Boolean)
      return `<tr><td><code>${html(name)}</code></td><td>${html(facts.join('; '))}</td><td>${withCode(field.description ?? '')}</td></tr>`
    })
    .join('')
}

const example = (route: Route, shown: RouteExample): string => {
  const address = addressOf(route, shown)
  if (route.method === 'get') return `<li><a href="${html(address)}">${html(shown.name)}</a></li>`
  return `<li>${html(shown.name)}<pre>curl -X ${route.method.toUpperCase()} http://localhost:4000${html(address)} \\
  -H 'Content-Type: application/json' -d '${html(JSON.stringify(shown.body, null, 1).replaceAll("'", "'\\''"))}'</pre></li>`
}

const section = (route: Route): string => {
  const table = fields(route.params, 'path') + fields(route.query, 'query')
  return `<section id="${route.operationId}"><h3><span class="${route.method}">${route.method.toUpperCase()}</span> ${html(route.path)}</h3>
<p>${html(route.summary)}${route.writes ? ' <em>Needs the token where one is set.</em>' : ''}</p>
${route.description ? `<p>${withCode(route.description)}</p>` : ''}
${table ? `<table><thead><tr><th>Field</th><th>Where</th><th>Meaning</th></tr></thead><tbody>${table}</tbody></table>` : ''}
${route.examples.length ? `<ul>${route.examples.map((shown) => example(route, shown)).join('')}</ul>` : ''}</section>`
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h2{border-bottom:1px solid;margin-top:2.5rem}h3{font-family:ui-monospace,monospace;font-size:1.05rem;overflow-wrap:anywhere}
h3 span{padding:.1rem .4rem;border:1px solid;border-radius:.3rem}.post,.delete{font-weight:bold}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #8884}
pre{overflow:auto;background:#8881;padding:.6rem}nav{columns:3 14rem}nav a{display:block}`

export const docsPage = (routes: readonly Route[]): Router => {
  const groups = new Map<string, Route[]>()
  for (const route of routes) groups.set(route.tag, [...(groups.get(route.tag) ?? []), route])
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Entente API</title><link rel="stylesheet" href="/api/docs/style.css"></head><body>
<h1>Entente API</h1><p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Errors are <code>application/problem+json</code>; their <code>code</code> is stable.</p>
<nav>${routes.map((route) => `<a href="#${route.operationId}">${html(route.summary)}</a>`).join('')}</nav>
${[...groups].map(([tag, group]) => `<h2>${html(tag)}</h2>${group.map(section).join('')}`).join('')}</body></html>`
  const router = Router()
  router.get('/style.css', (_request, response) => {
    response.type('css').setHeader('Cache-Control', 'no-cache')
    response.send(style)
  })
  router.get('/', (_request, response) => {
    response.type('html').setHeader('Cache-Control', 'no-cache')
    response.send(page)
  })
  return router
}
