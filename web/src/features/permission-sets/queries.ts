import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { everyPage } from '@/api/pages'
import { useSession } from '@/app/session'

export type PermissionSet = Answer<'/api/permission-sets'>['items'][number]
export type WholeSet = Answer<'/api/permission-sets/{id}'>
export type Permission = PermissionSet['permissions'][number]

/** The provider's sets by name: those in use, or those that were retired. */
export const setsQuery = (retired: boolean) =>
  queryOptions({
    queryKey: ['permission-sets', 'all', retired],
    queryFn: () =>
      everyPage((cursor) =>
        answer(api.GET('/api/permission-sets', { params: { query: { retired, limit: 100, cursor } } })),
      ),
  })

export const setQuery = (id: string) =>
  queryOptions({
    queryKey: ['permission-sets', 'one', id],
    queryFn: () => answer(api.GET('/api/permission-sets/{id}', { params: { path: { id } } })),
  })

/** Everything a set may hold. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: () => answer(api.GET('/api/permissions')),
  staleTime: 300_000,
})

/** Whether one says what sets there are: a Master Admin of the whole provider (G04). */
export function useDefinesSets(): boolean {
  const { role, centre_ids } = useSession()
  return role === 'master_admin' && centre_ids.length === 0
}
