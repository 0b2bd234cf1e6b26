import { queryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'

export type Import = Answer<'/api/imports/{id}'>
export type ImportRow = Answer<'/api/imports/{id}/rows'>['items'][number]
export type Result = ImportRow['result']
export type Kind = Import['kind']

/** What the rows of a file may come to, by what they are about. */
export const RESULTS = {
  people: ['added', 'enrolled', 'unchanged', 'refused'],
  employers: ['added', 'changed', 'unchanged', 'refused'],
} as const satisfies Record<Kind, readonly Result[]>

const LOOK_AGAIN = 1000

/** How far an import is; looked at again while it is under way. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => answer(api.GET('/api/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.state === 'checking' || state.data?.state === 'running' ? LOOK_AGAIN : false,
  })

export const importRows = (id: string, state: Import['state'] | undefined, result: Result | undefined) =>
  inPages(['imports', id, 'rows', state, result], (cursor) =>
    answer(
      api.GET('/api/imports/{id}/rows', { params: { path: { id }, query: { limit: 50, cursor, result } } }),
    ),
  )
