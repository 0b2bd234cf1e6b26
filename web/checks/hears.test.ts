import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filesIn, modules, SOURCE } from './files'

const EVENTS = new URL('../../contracts/schemas/', import.meta.url).pathname
const all = (text: string, shape: RegExp) => [...text.matchAll(shape)].map(([, found = '']) => found)

it('hears events that are said, and makes stale what is read', () => {
  const heard = filesIn(SOURCE, '/feature.ts').flatMap((path) =>
    all(readFileSync(path, 'utf8'), /^ {2}hears: (\{.*?\}),$/gms),
  )
  const names = heard.flatMap((text) => all(text, /'([\w.]+)': \[/g))
  const words = heard.flatMap((text) => all(text, /\[([^\]]*)\]/g)).flatMap((list) => all(list, /'([^']+)'/g))
  const said = new Set(readdirSync(EVENTS))
  const read = new Set(
    modules().flatMap((path) =>
      all(readFileSync(path, 'utf8'), /(?:queryKey: |inPages\()\s*\[\s*'([\w-]+)'/g),
    ),
  )
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => !said.has(name))).toEqual([])
  expect(words.filter((word) => !read.has(word))).toEqual([])
})
