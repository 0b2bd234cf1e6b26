import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn, modules, SOURCE } from './files'
import { computedIn, literalsIn, usesIn } from './sources'

const PLURALS = { en: ['one', 'other'], cy: ['zero', 'one', 'two', 'few', 'many', 'other'] } as const
const PLURAL = /_(zero|one|two|few|many|other)$/
const ALLOWED: { sameInBoth: string[]; noWords: string[]; neverSaid: string[] } = JSON.parse(
  readFileSync(new URL('./allowed.json', import.meta.url), 'utf8'),
)

type Words = Map<string, string>

/** All words of a language as `namespace:key.of.the.word`. */
function wordsOf(language: 'en' | 'cy'): Words {
  const found: Words = new Map()
  const walk = (prefix: string, node: unknown) => {
    if (typeof node === 'string') found.set(prefix, node)
    else for (const [key, value] of Object.entries(node as object)) walk(`${prefix}${key}.`, value)
  }
  for (const path of filesIn(SOURCE, `/${language}.json`)) {
    walk(`${path.split('/').at(-2)}:`, JSON.parse(readFileSync(path, 'utf8')))
  }
  return new Map([...found].map(([key, value]) => [key.replace(/\.$/, ''), value]))
}

const english = wordsOf('en')
const welsh = wordsOf('cy')
const baseOf = (key: string) => key.replace(PLURAL, '')
const placeholdersOf = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort()
const bases = (words: Words) => new Set([...words.keys()].map(baseOf))

describe('the language files', () => {
  it('have the same keys in both languages', () => {
    expect([...bases(welsh)].sort()).toEqual([...bases(english)].sort())
  })

  it.each(['en', 'cy'] as const)('have every plural form of %s', (language) => {
    const words = language === 'en' ? english : welsh
    const counted = [...words.keys()].filter((key) => PLURAL.test(key)).map(baseOf)
    const missing = [...new Set(counted)].flatMap((base) =>
      PLURALS[language].map((form) => `${base}_${form}`).filter((key) => !words.has(key)),
    )
    expect(missing).toEqual([])
  })

  it('have the same placeholders in both languages', () => {
    const byBase = new Map([...english].map(([key, text]) => [baseOf(key), placeholdersOf(text)]))
    const different = [...welsh].filter(
      ([key, text]) => String(placeholdersOf(text)) !== String(byBase.get(baseOf(key))),
    )
    expect(different).toEqual([])
  })

  it('have nothing left in English in Welsh, but names', () => {
    const hasWords = (text: string) => /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, ''))
    const same = [...welsh].filter(([key, text]) => text === english.get(key) && hasWords(text))
    const allowed = (key: string) => ALLOWED.sameInBoth.some((prefix) => key.startsWith(prefix))
    expect(same.map(([key]) => key).filter((key) => !allowed(key))).toEqual([])
  })

  it('have no word that is empty', () => {
    expect([...english, ...welsh].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

describe('the sources', () => {
  const sources = modules().filter((path) => !path.endsWith('.test.ts'))

  it('show no words but those of the language files', () => {
    const found = sources
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) => literalsIn(path).map((text) => `${relative(SOURCE, path)}: ${text}`))
    expect(found.filter((line) => !ALLOWED.noWords.some((text) => line.endsWith(`: ${text}`)))).toEqual([])
  })

  it('use words that exist, and every word that exists is used', () => {
    const { keys, prefixes } = usesIn(sources)
    const known = bases(english)
    expect([...keys].filter((key) => !known.has(key) && !english.has(key)).sort()).toEqual([])
    const unused = [...known].filter(
      (key) => !keys.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })

  it('have words for every end that a computed key can have', () => {
    const known = bases(english)
    const missing = computedIn(sources).filter((key) => !known.has(key))
    expect(missing.filter((key) => !ALLOWED.neverSaid.includes(key))).toEqual([])
  })
})

describe('words that come with their screens', () => {
  const first =
    /\{([\w,-]+)\}\/en\.json/.exec(readFileSync(join(SOURCE, 'words/en.ts'), 'utf8'))?.[1]?.split(',') ?? []
  const later = [
    ...new Set(filesIn(join(SOURCE, 'features'), '/en.json').map((path) => path.split('/').at(-2) ?? '')),
  ].filter((name) => !first.includes(name))

  it('are the same in both languages and nowhere twice', () => {
    for (const file of ['cy.ts', 'index.ts']) {
      expect(readFileSync(join(SOURCE, `words/${file}`), 'utf8')).toContain(`{${first.join(',')}}`)
    }
  })

  it('are waited for by every feature that shows them', () => {
    const uses = filesIn(SOURCE, '.tsx').map((path) => {
      const { keys, prefixes } = usesIn([path])
      return { path, shown: new Set([...keys, ...prefixes].map((key) => key.split(':')[0])) }
    })
    const missing = later.flatMap((namespace) => {
      const users = uses.filter(({ shown }) => shown.has(namespace)).map(({ path }) => path)
      const folders = new Set(users.map((path) => relative(SOURCE, path).split('/').slice(0, 2).join('/')))
      return [...folders].filter((folder) => {
        const feature = join(SOURCE, folder, 'feature.ts')
        return !readFileSync(feature, 'utf8').includes(`, '${namespace}'`)
      })
    })
    expect(missing).toEqual([])
  })
})
