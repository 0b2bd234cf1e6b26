import { describe, expect, it } from 'vitest'
import { asCsv } from './csv'
import { sorted, sortIn, sortSearch, tableSearch, toggledSort } from './shown'

describe('how a table is shown', () => {
  it('is read from the address, and nothing else is', () => {
    expect(tableSearch({ sort: '-name', without: 'a,b', tab: 'x' })).toEqual({
      sort: '-name',
      without: 'a,b',
    })
    expect(tableSearch({ sort: 'a b', without: 7 })).toEqual({})
  })

  it('is only what a list that comes in pages can be sorted by', () => {
    const search = sortSearch('name', 'number')
    expect(search({ sort: '-number' })).toEqual({ sort: '-number' })
    expect(search({ sort: 'level' })).toEqual({})
    expect(search({})).toEqual({})
  })

  it('goes up, down, and back to how it came', () => {
    expect(toggledSort(null, 'name')).toBe('name')
    expect(toggledSort(sortIn({ sort: 'name' }), 'name')).toBe('-name')
    expect(toggledSort(sortIn({ sort: '-name' }), 'name')).toBeUndefined()
    expect(toggledSort(sortIn({ sort: '-name' }), 'level')).toBe('level')
  })

  it('orders numbers as numbers and words as people do; what is not said stands last', () => {
    const rows = ['Unit 10', null, 'unit 9', 'Ŵyn']
    expect(sorted(rows, (row) => row, false, 'en')).toEqual(['unit 9', 'Unit 10', 'Ŵyn', null])
    expect(sorted(rows, (row) => row, true, 'en')).toEqual(['Ŵyn', 'Unit 10', 'unit 9', null])
    expect(sorted([10, 9, 100], (row) => row, false, 'en')).toEqual([9, 10, 100])
  })
})

describe('what is taken away', () => {
  it('keeps commas and quotes, and never becomes a formula', () => {
    expect(
      asCsv([
        ['Name', 'Notes'],
        ['Jones, Aled', 'said "yes"'],
        ['=1+1', null],
        [-3, ''],
      ]),
    ).toBe('\uFEFFName,Notes\r\n"Jones, Aled","said ""yes"""\r\n\'=1+1,\r\n-3,\r\n')
  })
})
