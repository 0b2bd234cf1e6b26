import { describe, expect, it } from 'vitest'
import type { Known } from './queries'
import { halfGiven, saidIn, valuesOf } from './values'

const NOW = {
  features: { smart_rooms: true, svle: false },
  rules: {
    on_track_points: { value: 10, usual: 10, least: 0, most: 100 },
    review_interval_days: { value: 42, usual: null, least: 7, most: 366 },
  },
  labels: { assessor: { en: 'Training Adviser', cy: 'Cynghorydd' } },
} as unknown as Known['now']

describe('settings', () => {
  it('are sent as they were read, and say nothing of what is as usual', () => {
    const values = valuesOf(NOW, '2026-12-01')
    expect(values.rules).toEqual({ on_track_points: '', review_interval_days: 42 })
    expect(saidIn(values)).toEqual({
      since: '2026-12-01',
      features: NOW.features,
      rules: { review_interval_days: 42 },
      labels: NOW.labels,
    })
  })

  it('name a label that is given in one language only', () => {
    const values = valuesOf(NOW, '2026-12-01')
    values.labels.target.cy = 'Targed'
    expect(halfGiven(values.labels)).toEqual(['target'])
  })
})
