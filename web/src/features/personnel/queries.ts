import { infiniteQueryOptions } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { atCentre } from '@/app/centre'

export type Person = Answer<'/api/people'>['items'][number]
export type Kind = 'learner' | 'assessor' | 'iqa'

export const peoplePages = (role: Kind, search: string, state: Person['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['people', 'access', role, search, state],
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
            },
          },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
