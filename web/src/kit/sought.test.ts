import { expect, it } from 'vitest'
import { DAY, seeking } from './sought'

const search = seeking({ from: DAY, show: ['done', 'open'] })

it('is read from the address by its shape, and nothing else is', () => {
  expect(search({ from: '2026-11-26', show: 'done' })).toEqual({ from: '2026-11-26', show: 'done' })
  expect(search({ from: 'yesterday', show: 'all', page: 'x', toString: 'y' })).toEqual({})
  expect(search({ from: 20261126 })).toEqual({})
})
