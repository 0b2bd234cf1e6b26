import { describe, expect, it } from 'vitest'
import { uncovered } from './availabilities'

const at = (from: string, to: string) => ({
  starts_at: `2027-03-01T${from}:00.000Z`,
  ends_at: `2027-03-01T${to}:00.000Z`,
})

describe('what keeps somebody busy and is not shown', () => {
  it('is what is left between, before and after what is shown', () => {
    expect(uncovered([at('09:00', '12:00')], [at('10:00', '11:00')])).toEqual([
      at('09:00', '10:00'),
      at('11:00', '12:00'),
    ])
    expect(uncovered([at('09:00', '12:00')], [at('11:00', '13:00'), at('08:00', '09:30')])).toEqual([
      at('09:30', '11:00'),
    ])
  })

  it('is nothing where everything is shown, and everything where nothing is', () => {
    expect(uncovered([at('09:00', '12:00')], [at('09:00', '10:00'), at('10:00', '12:00')])).toEqual([])
    expect(uncovered([at('09:00', '12:00')], [])).toEqual([at('09:00', '12:00')])
  })
})
