import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'

export type Entry = Answer<'/api/audit'>['items'][number]
export type Sought = { action?: string; from?: string; to?: string; sort?: 'at' | '-at' }

type ReadsPage = Answer<'/api/audit/reads'>
export type Read = ReadsPage['items'][number]
export type ReadsSought = { reader?: string; learner?: string; from?: string; to?: string }

const readsQuery = ({ reader, learner, from, to }: ReadsSought) => ({
  ...(reader === undefined ? {} : { reader_id: reader }),
  ...(learner === undefined ? {} : { learner_id: learner }),
  ...(from === undefined ? {} : { from: `${from}T00:00:00Z` }),
  ...(to === undefined ? {} : { to: `${to}T23:59:59Z` }),
})

export const readPages = (sought: ReadsSought) =>
  infiniteQueryOptions({
    queryKey: ['reads', sought],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/audit/reads', {
          params: { query: { ...readsQuery(sought), limit: 50, cursor: pageParam } },
        }),
      ) as Promise<ReadsPage>, // the other thing this route answers with is a file
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })

/** Where all that is sought comes as a file, with headings in the language. */
export const readsFile = (sought: ReadsSought, language: string) =>
  `/api/audit/reads?${new URLSearchParams({ ...readsQuery(sought), format: 'csv', language })}`

export const auditPages = ({ action, from, to, sort }: Sought) =>
  infiniteQueryOptions({
    queryKey: ['audit', action, from, to, sort],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/api/audit', {
          params: {
            query: {
              limit: 50,
              cursor: pageParam,
              ...(sort === undefined ? {} : { sort }),
              ...(action === undefined ? {} : { action }),
              ...(from === undefined ? {} : { from: `${from}T00:00:00Z` }),
              ...(to === undefined ? {} : { to: `${to}T23:59:59Z` }),
            },
          },
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
