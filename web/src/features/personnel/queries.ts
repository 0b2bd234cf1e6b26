import { keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'
import { atCentre } from '@/app/centre'
import type { Sought } from './sought'

export type Person = Answer<'/api/people'>['items'][number]
export type Kind = 'learner' | 'assessor' | 'iqa'

export const peoplePages = (role: Kind, { search, state, sort }: Sought) => ({
  ...inPages(['people', 'access', role, search, state, sort], (cursor) =>
    answer(
      api.GET('/api/people', {
        params: { query: { role, search, state, sort, ...atCentre(), limit: 50, cursor } },
      }),
    ),
  ),
  placeholderData: keepPreviousData,
})
