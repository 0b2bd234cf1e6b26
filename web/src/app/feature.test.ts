import { IconHome } from '@tabler/icons-react'
import { describe, expect, it } from 'vitest'
import { entriesOf, type Feature, menuOf } from './feature'
import type { Permission } from './session'

const entry = { words: 'home:overview', icon: IconHome }
const FEATURES: Feature[] = [
  {
    entries: [
      { ...entry, to: '/people', roles: ['assessor'], group: 'personnel', permission: 'keep_people' },
    ],
  },
  { entries: [{ ...entry, to: '/', roles: ['learner', 'assessor'] }] },
]

describe('the menu', () => {
  it('has only what the role may open', () => {
    expect(entriesOf(FEATURES, 'learner').map(({ to }) => to)).toEqual(['/'])
  })

  it('has of what needs a permission what a Custom Manager was given', () => {
    const found = (permissions: Permission[]) =>
      entriesOf(FEATURES, 'custom_manager', permissions).map(({ to }) => to)
    expect(found(['keep_people'])).toEqual(['/people'])
    expect(found(['book_sessions'])).toEqual([])
  })

  it('puts entries under their headings, Home first', () => {
    expect(menuOf(entriesOf(FEATURES, 'assessor')).map(({ group }) => group)).toEqual(['home', 'personnel'])
  })
})
