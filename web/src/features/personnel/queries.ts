import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { atCentre } from '@/app/centre'

export type Person = Answer<'/api/people'>['items'][number]
export type Kind = 'learner' | 'assessor' | 'iqa'

export type Sorted = 'name' | '-name' | 'learner_number' | '-learner_number'

export const peoplePages = (
  role: Kind,
  search: string,
  state: Person['state'] | undefined,
  sort: Sorted | undefined,
) =>
  infiniteQueryOptions({
    queryKey: ['people', 'access', role, search, state, sort],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/people', {
          params: {
            query: {
              role,
              ...atCentre(),
              limit: 50,
              cursor: pageParam,
              ...(search === '' ? {} : { search }),
              ...(state === undefined ? {} : { state }),
              ...(sort === undefined ? {} : { sort }),
            },
          },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
