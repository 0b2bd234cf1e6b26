import { describe, expect, it } from 'vitest'
import { fileOf, questionOf, soughtIn } from './sought'

const TODAY = '2026-11-25'

describe('what a report is about', () => {
  it('is read from the address; what it does not know is left out', () => {
    expect(soughtIn({ report: 'room-use', by: 'nobody', from: 'soon', to: TODAY, sort: 'name' })).toEqual({
      report: 'room-use',
      to: TODAY,
    })
  })

  it('is the last three months where no day is said', () => {
    expect(questionOf({}, 'Europe/London', TODAY)).toEqual({
      from: '2026-08-27',
      to: TODAY,
      time_zone: 'Europe/London',
    })
  })

  it('is the same in the file', () => {
    const question = questionOf({ from: '2026-11-01', centre: 'c1' }, 'Europe/London', TODAY)
    expect(fileOf('cancellations', question, 'employer', 'csv', 'cy')).toBe(
      '/api/reports/cancellations/export?from=2026-11-01&to=2026-11-25&time_zone=Europe%2FLondon&centre_id=c1&by=employer&format=csv&language=cy',
    )
  })
})
