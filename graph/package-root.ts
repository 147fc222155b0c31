/** Finds the package's folder, so that data files are read from one place by the sources and by the built code alike. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const findRoot = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json not found above the program')
  return findRoot(parent)
}

/** Absolute path of the package's folder. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)))

/** Absolute path of a file of the package, e.g. `packageFile('graph/ontology/sectors.json')`. */
export const packageFile = (path: string): string => join(packageRoot, path)

/** Path of the built module of a source module, for child processes, which need plain JavaScript. */
export const builtModule = (path: string): string => join(packageRoot, 'dist', path.replace(/\.ts$/, '.js'))
