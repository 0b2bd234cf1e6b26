import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, answer, api, type Body } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'

export type Booking = Body<'/api/sessions', 'post'>
export type BookingForm = Answer<'/api/booking-form'>
export type Checked = Awaited<ReturnType<typeof check>>
export type Draft = Answer<'/api/session-drafts/{draft_id}'>
export type Eligible = Answer<'/api/eligible-learners'>['items'][number]

export const bookingFormQuery = queryOptions({
  queryKey: ['booking-form'],
  queryFn: () => answer(api.GET('/api/booking-form')),
  staleTime: 300_000,
})

const eligible = (where: 'centre' | 'everywhere') =>
  queryOptions({
    queryKey: ['eligible-learners', where],
    queryFn: () => {
      const within = where === 'centre' ? atCentre() : {}
      return everyPage(
        (cursor) =>
          answer(api.GET('/api/eligible-learners', { params: { query: { ...within, limit: 100, cursor } } })),
        2000,
      )
    },
    staleTime: 60_000,
  })

/** The learners one may book, by name: those of the centre one looks at, but all if these are not among them. */
export function useEligible(chosen: readonly string[]) {
  const near = useQuery(eligible('centre'))
  const known = new Set(near.data?.items.map(({ learner_id }) => learner_id))
  const beyond = near.data !== undefined && chosen.some((id) => !known.has(id))
  const all = useQuery({ ...eligible('everywhere'), enabled: beyond })
  return beyond ? all : near
}

const check = (body: Booking, signal?: AbortSignal) =>
  answer(api.POST('/api/session-checks', { body, ...(signal === undefined ? {} : { signal }) }))

/** Whether a booking would be taken, as it is now; asked again when a session changes anywhere. */
export const checkQuery = (booking: Booking) =>
  queryOptions({
    queryKey: ['sessions', 'check', booking],
    queryFn: ({ signal }) => check(booking, signal),
    staleTime: 10_000,
    retry: false,
  })

/** The days of a stretch on which somebody of the party has a booking. */
export const bookedDays = (party: string[], from: string, to: string, zone: string) =>
  queryOptions({
    queryKey: ['sessions', 'booked-days', party, from, to, zone],
    queryFn: () =>
      answer(
        api.GET('/api/booked-days', {
          params: { query: { person_id: party, from, to, time_zone: zone } },
        }),
      ),
    enabled: party.length > 0,
  })

const FIRST_STEP = ['local_start', 'minutes', 'method', 'type', 'qualification_ids'] as const

/** Whether a draft has all that the first step asks for. Its learners are ticked in the second. */
export const isWhole = (typed: Draft['typed']): typed is Booking =>
  FIRST_STEP.every((field) => typed[field] !== undefined && typed[field] !== null)

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['session-drafts', id],
    queryFn: () => answer(api.GET('/api/session-drafts/{draft_id}', { params: { path: { draft_id: id } } })),
  })
