import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { modules, SOURCE } from './files'
import { exportsIn, importsIn } from './sources'

it('gives others nothing that nobody takes', () => {
  const paths = new Set(modules())
  const moduleAt = (from: string, path: string) => {
    const place = from.startsWith('@/') ? join(SOURCE, from.slice(2)) : join(dirname(path), from)
    return ['.ts', '.tsx', '/index.ts', ''].map((ending) => place + ending).find((one) => paths.has(one))
  }
  const taken = new Set<string>()
  for (const path of paths) {
    for (const { from, names } of importsIn(path)) {
      const module = moduleAt(from, path)
      for (const name of names) taken.add(`${module}: ${name}`)
    }
  }
  const given = [...paths].flatMap((path) => exportsIn(path).map((name) => `${path}: ${name}`))
  expect(given.filter((one) => !taken.has(one)).map((one) => relative(SOURCE, one))).toEqual([])
})
