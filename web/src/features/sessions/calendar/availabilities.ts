import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Availability = Answer<'/api/availabilities'>['items'][number]
export type Stretch = { starts_at: string; ends_at: string }

/** When colleagues are taken, free and away on a day. */
export const availabilitiesOn = (people: string[], day: string, zone: string) =>
  queryOptions({
    queryKey: ['sessions', 'availabilities', people, day, zone],
    queryFn: () =>
      answer(
        api.GET('/api/availabilities', {
          params: { query: { person_id: people, from: day, to: day, time_zone: zone } },
        }),
      ),
    enabled: people.length > 0,
  })

/** What of these stretches is not covered by the others: somebody is taken, and not by anything one sees. */
export function uncovered(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  const moments = (one: Stretch) => [Date.parse(one.starts_at), Date.parse(one.ends_at)] as const
  const shown = others.map(moments).sort(([one], [other]) => one - other)
  return stretches.flatMap((stretch) => {
    const [begins, ends] = moments(stretch)
    const left: [number, number][] = []
    let from = begins
    for (const [start, end] of shown) {
      if (end <= from || start >= ends) continue
      if (start > from) left.push([from, start])
      from = Math.max(from, end)
    }
    if (from < ends) left.push([from, ends])
    return left.map(([start, end]) => ({
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(end).toISOString(),
    }))
  })
}
