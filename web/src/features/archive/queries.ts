import { keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'
import { atCentre } from '@/app/centre'
import type { Sought } from './sought'

export type Row = Answer<'/api/archive'>['items'][number]

/** What can be archived, or what can be got back. */
export const archiveRows = (archived: boolean, { search, sort = 'learner' }: Sought) => ({
  ...inPages(['archive', archived, search, sort], (cursor) =>
    answer(
      api.GET('/api/archive', {
        params: { query: { archived, search, sort, ...atCentre(), limit: 100, cursor } },
      }),
    ),
  ),
  placeholderData: keepPreviousData,
})
