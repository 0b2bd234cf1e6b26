import { describe, expect, it } from 'vitest'
import { outcomeOf } from './outcomes'

const there = { came: true, notes: '' }
const absent = { came: false, notes: 'Bus was late.' }

describe('the outcome of a session', () => {
  it('is for all, and names only those who did not come', () => {
    expect(outcomeOf('completed_welsh', { a: there, b: absent }, 'Unit 3')).toEqual({
      outcome: 'completed_welsh',
      notes: 'Unit 3',
      attendance: [{ learner_id: 'b', outcome: 'no_show', notes: 'Bus was late.' }],
    })
  })

  it('is a no-show when nobody came, with what was said of it', () => {
    expect(outcomeOf('completed', { a: absent }, '')).toMatchObject({
      outcome: 'no_show',
      notes: 'Bus was late.',
    })
  })
})
