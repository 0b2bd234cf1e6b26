import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { mantineStyles } from '../scripts/mantineStyles'
import { filesIn } from './files'

const MANTINE = fileURLToPath(new URL('../node_modules/@mantine/core', import.meta.url))

it('has styles for every part of Mantine that has classes', () => {
  const { transform } = mantineStyles() as { transform: (code: string, id: string) => { code: string } }
  const parts = filesIn(`${MANTINE}/esm`, '.module.mjs')
  expect(parts.length).toBeGreaterThan(0)
  const styles = parts.map((part) => /'@mantine\/core(.+)'/.exec(transform('', part)?.code ?? '')?.[1])
  expect(parts.filter((_, place) => !existsSync(`${MANTINE}${styles[place]}`))).toEqual([])
})
