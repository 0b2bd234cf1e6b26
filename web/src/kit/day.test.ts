import { describe, expect, it } from 'vitest'
import { dayIn, written } from './day'

describe('a day', () => {
  it('is written day, month, year', () => expect(written('2020-02-27')).toBe('27/02/2020'))

  it.each(['27/02/2020', '27/2/2020', '27.02.2020', ' 27-2-2020 ', '2020-02-27'])(
    'is read from %s',
    (typed) => expect(dayIn(typed)).toBe('2020-02-27'),
  )

  it.each(['', '27', '27/02', '27/02/20', '30/02/2020', '02/27/2020', 'tomorrow', '2020-2-27'])(
    'is not read from "%s"',
    (typed) => expect(dayIn(typed)).toBeNull(),
  )
})
