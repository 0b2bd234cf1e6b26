// After the build: lays packed copies beside the files, and refuses a first route that is too heavy.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url).pathname
const PACKED = new Set(['.js', '.css', '.html', '.svg', '.webmanifest', '.json'])
const FIRST_ROUTE_KB = 200

for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !PACKED.has(extname(entry.name))) continue
  const file = join(entry.parentPath, entry.name)
  const content = await readFile(file)
  await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }))
  await writeFile(
    `${file}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  )
}

// What the first screen of somebody who is signed in needs: the scripts that the page names, with all they import, and
// the English words, the frame and their home, which are in the manifest only if they are no part of those.
const manifest = JSON.parse(await readFile(join(DIST, '.vite/manifest.json'), 'utf8'))
const page = await readFile(join(DIST, 'index.html'), 'utf8')
const named = new Set([...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file))
const later = new Set(['src/words/en.ts', 'src/app/Frame.tsx', 'src/features/home/Home.tsx'])
const first = Object.keys(manifest).filter((key) => later.has(key) || named.has(manifest[key].file))

async function weightOf(keys) {
  const scripts = new Set()
  const add = (key) => {
    const { file, imports = [] } = manifest[key]
    if (scripts.has(file)) return
    scripts.add(file)
    imports.forEach(add)
  }
  keys.forEach(add)
  let bytes = 0
  for (const script of scripts) bytes += (await readFile(join(DIST, `${script}.gz`))).length
  return bytes
}

if (first.length < 2) throw new Error('The page does not name the scripts of the first screen.')
const bytes = await weightOf(first)
const kb = Math.ceil(bytes / 1000)
if (kb > FIRST_ROUTE_KB) {
  console.error(`The first route weighs ${kb} kB of compressed script; ${FIRST_ROUTE_KB} kB is the most.`)
  process.exit(1)
}
console.log(`First route: ${kb} kB of compressed script (at most ${FIRST_ROUTE_KB}).`)
