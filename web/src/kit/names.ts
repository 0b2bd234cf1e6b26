import { type Query, queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'
import { queries } from '@/app/queries'

const AT_ONCE = 100

/** Those of these people who are one's to see, by their ids. */
export const peopleQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ['people', 'known', ids],
    queryFn: async () => {
      const asked = wider(ids, ({ state }) => state.fetchStatus === 'fetching')
      if (asked !== undefined) return asked.fetch()
      const found: People = new Map()
      for (let first = 0; first < ids.length; first += AT_ONCE) {
        const query = { id: ids.slice(first, first + AT_ONCE), limit: AT_ONCE }
        const { items } = await answer(api.GET('/api/people', { params: { query } }))
        for (const person of items) found.set(person.id, person)
      }
      return found
    },
    initialData: () => wider(ids, isAnswered)?.state.data,
    initialDataUpdatedAt: () => wider(ids, isAnswered)?.state.dataUpdatedAt,
    enabled: ids.length > 0,
    staleTime: 300_000,
  })

type People = Map<string, Answer<'/api/people'>['items'][number]>

const isAnswered = ({ state }: Query) => state.data !== undefined

/** Another question about these people and more of them, in such a state. */
function wider(ids: string[], predicate: (query: Query) => boolean) {
  return queries
    .getQueryCache()
    .findAll({ queryKey: ['people', 'known'], predicate })
    .find(({ queryKey }) => isPart(ids, queryKey[2] as string[])) as Query<People> | undefined
}

const isPart = (ids: string[], others: string[]) =>
  ids.length < others.length && ids.every((id) => others.includes(id))

/** These ids as a question about people has them: each once, nobody left out, in order. */
export const distinct = (ids: readonly (string | null)[]) =>
  [...new Set(ids.filter((id) => id !== null))].sort()

/** The names of people, asked for together. `nameOf` says so when somebody is not one's to see. */
export function useNames(ids: readonly (string | null)[]) {
  const { t } = useTranslation()
  const { data } = useQuery(peopleQuery(distinct(ids)))
  return {
    /** Whether the person is one's to see. */
    sees: (id: string | null) => id !== null && data?.has(id) === true,
    nameOf: (id: string | null) =>
      id === null ? t('app:nobody') : (data?.get(id)?.display_name ?? t('app:somebody')),
    emailOf: (id: string | null) => (id === null ? undefined : data?.get(id)?.email),
  }
}

export const qualificationsQuery = queryOptions({
  queryKey: ['qualifications', 'all'],
  queryFn: () =>
    everyPage(
      (cursor) => answer(api.GET('/api/qualifications', { params: { query: { limit: 100, cursor } } })),
      1000,
    ),
  staleTime: 300_000,
})

/** The titles of the provider's qualifications. */
export function useQualifications() {
  const { t } = useTranslation()
  const { data } = useQuery(qualificationsQuery)
  const known = new Map(data?.items.map((one) => [one.id, one]))
  return { titleOf: (id: string) => known.get(id)?.title ?? t('app:aQualification'), all: data?.items ?? [] }
}

export const centresQuery = queryOptions({
  queryKey: ['centres', 'all'],
  queryFn: () =>
    everyPage((cursor) => answer(api.GET('/api/centres', { params: { query: { limit: 100, cursor } } }))),
  staleTime: 300_000,
})

export function useCentres() {
  const { t } = useTranslation()
  const { data } = useQuery(centresQuery)
  const known = new Map(data?.items.map((one) => [one.id, one.name]))
  return { all: data?.items ?? [], nameOf: (id: string) => known.get(id) ?? t('app:aCentre') }
}

/** Everybody who assesses, or quality assures inside or from outside, at one's centres. */
export const staffQuery = (role: 'assessor' | 'iqa' | 'eqa') =>
  queryOptions({
    queryKey: ['people', 'staff', role],
    queryFn: () =>
      everyPage(
        (cursor) =>
          answer(api.GET('/api/people', { params: { query: { role, ...atCentre(), limit: 100, cursor } } })),
        1000,
      ),
  })
