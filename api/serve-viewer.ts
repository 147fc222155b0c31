/**
 * The built viewer's files, and its page for every address that is one of the viewer's own (`/dossier/…`).
 * Files whose names carry a hash may be kept for ever; the page itself is asked for each time.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { HttpProblem } from './http-problem.ts'

export const serveViewer = (folder: string): RequestHandler => {
  const page = join(folder, 'index.html')
  const router = Router()
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        const hashed = /-[\w-]{8,}\.\w+$/.test(path)
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  router.use((request, response, next) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.\w{1,8}$/.test(request.path)
    if (!isPage || !request.accepts('html')) {
      next()
      return
    }
    if (!existsSync(page)) throw new HttpProblem(404, 'NotFound', 'The viewer is not built; run: npm run build:viewer')
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(page)
  })
  return router
}
