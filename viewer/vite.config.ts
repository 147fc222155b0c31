/** Builds the page into dist/viewer. Everything it needs is bundled or copied: it loads nothing from elsewhere. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const flagFolder = join(here, '../node_modules/circle-flags/flags')

/** Copies the round flags of countries beside the page, so that a flag is fetched only when its country is drawn. */
const countryFlags = (): Plugin => {
  let outDir = ''
  return {
    name: 'country-flags',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    closeBundle: () => {
      const target = join(resolve(here, outDir), 'flags')
      mkdirSync(target, { recursive: true })
      for (const file of readdirSync(flagFolder)) {
        if (/^[a-z]{2}\.svg$/.test(file)) cpSync(join(flagFolder, file), join(target, file), { dereference: true })
      }
    },
  }
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [countryFlags()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/viewer',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  worker: { format: 'es' },
  server: { port: 4173, proxy: { '/api': 'http://127.0.0.1:4000' } },
})
