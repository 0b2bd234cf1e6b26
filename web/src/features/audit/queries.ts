import { keepPreviousData } from '@tanstack/react-query'
import { type Answer, answer, api } from '@/api/client'
import { inPages } from '@/api/pages'
import type { ReadsSought, Sought } from './sought'

export type Entry = Answer<'/api/audit'>['items'][number]

type ReadsPage = Answer<'/api/audit/reads'>
export type Read = ReadsPage['items'][number]

/** From the beginning of the first day to the end of the last. */
const within = ({ from, to }: { from?: string; to?: string }) => ({
  ...(from === undefined ? {} : { from: `${from}T00:00:00Z` }),
  ...(to === undefined ? {} : { to: `${to}T23:59:59Z` }),
})

const readsQuery = ({ reader, learner, ...days }: ReadsSought) => ({
  ...(reader === undefined ? {} : { reader_id: reader }),
  ...(learner === undefined ? {} : { learner_id: learner }),
  ...within(days),
})

export const readPages = (sought: ReadsSought) => ({
  ...inPages(
    ['reads', sought],
    (cursor) =>
      answer(
        api.GET('/api/audit/reads', { params: { query: { ...readsQuery(sought), limit: 50, cursor } } }),
      ) as Promise<ReadsPage>, // the other thing this route answers with is a file
  ),
  placeholderData: keepPreviousData,
})

/** Where all that is sought comes as a file, with headings in the language. */
export const readsFile = (sought: ReadsSought, language: string) =>
  `/api/audit/reads?${new URLSearchParams({ ...readsQuery(sought), format: 'csv', language })}`

export const auditPages = ({ action, sort, ...days }: Sought) => ({
  ...inPages(['audit', action, sort, days], (cursor) =>
    answer(
      api.GET('/api/audit', { params: { query: { action, sort, ...within(days), limit: 50, cursor } } }),
    ),
  ),
  placeholderData: keepPreviousData,
})
