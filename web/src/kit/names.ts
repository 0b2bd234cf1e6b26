import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { atCentre } from '@/app/centre'

const AT_ONCE = 100

const namesQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ['people', 'names', ids],
    queryFn: async () => {
      const names = new Map<string, string>()
      for (let first = 0; first < ids.length; first += AT_ONCE) {
        const query = { id: ids.slice(first, first + AT_ONCE), limit: AT_ONCE }
        const { items } = await answer(api.GET('/api/people', { params: { query } }))
        for (const person of items) names.set(person.id, person.display_name)
      }
      return names
    },
    enabled: ids.length > 0,
    staleTime: 300_000,
  })

/** The names of people, asked for together. `nameOf` says so when somebody is not one's to see. */
export function useNames(ids: readonly (string | null)[]) {
  const { t } = useTranslation()
  const wanted = [...new Set(ids.filter((id) => id !== null))].sort()
  const query = useQuery(namesQuery(wanted))
  return {
    /** Whether the person is one's to see. */
    sees: (id: string | null) => id !== null && query.data?.has(id) === true,
    nameOf: (id: string | null) =>
      id === null ? t('app:nobody') : (query.data?.get(id) ?? t('app:somebody')),
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
