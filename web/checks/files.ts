import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export const SOURCE = new URL('../src/', import.meta.url).pathname

/** All files of a folder and those below it that end so. */
export function filesIn(folder: string, ...endings: string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => join(folder, path))
}

/** The modules of the client itself, without what is made. */
export const modules = () => filesIn(SOURCE, '.ts', '.tsx').filter((path) => !path.endsWith('schema.d.ts'))
