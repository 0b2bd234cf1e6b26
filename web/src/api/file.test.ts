import { expect, it } from 'vitest'
import { nameIn } from './file'

it('is called as the answer says', () => {
  expect(nameIn('attachment; filename="archwiliad-2026-11-26.csv"')).toBe('archwiliad-2026-11-26.csv')
  expect(nameIn(null)).toBe('')
})
