import { IconHome } from '@tabler/icons-react'
import { describe, expect, it } from 'vitest'
import { type Feature, menuOf } from './feature'

const entry = { words: 'home:overview', icon: IconHome }
const FEATURES: Feature[] = [
  { entries: [{ ...entry, to: '/', roles: ['learner', 'assessor'] }] },
  { entries: [{ ...entry, to: '/people', roles: ['assessor'], group: 'personnel' }] },
]

describe('the menu', () => {
  it('has only what the role may open', () => {
    expect(menuOf(FEATURES, 'learner').map(({ entries }) => entries.map(({ to }) => to))).toEqual([['/']])
  })

  it('puts entries under their headings', () => {
    expect(menuOf(FEATURES, 'assessor').map(({ group }) => group)).toEqual([null, 'personnel'])
  })
})
