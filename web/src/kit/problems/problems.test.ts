import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { faultsByField, kindOf } from '.'

describe('a refusal', () => {
  it.each([
    [412, 'version_changed', 'stale'],
    [409, 'double_booked', 'stale'],
    [409, 'permission_set_held', 'refused'],
    [409, 'not_held_yet', 'refused'],
    [422, 'invalid_input', 'invalid'],
    [404, 'not_found', 'missing'],
    [401, 'sign_in_refused', 'invalid'],
    [401, 'session_ended', 'expired'],
  ])('with %d %s is %s', (status, code, kind) => {
    expect(kindOf(new Problem(status, code, ''))).toBe(kind)
  })

  it('is shown at the field, by the name that the form has for it', () => {
    const fault = { field: 'local_start', code: 'bad_start', detail: '' }
    expect(
      Object.keys(faultsByField(new Problem(422, 'bad_start', '', [fault]), { local_start: 'day' })),
    ).toEqual(['day'])
  })
})
