import { useQueries } from '@tanstack/react-query'
import { comingReviews, type ReviewDate } from './queries'

/** The next review of each learner, null without one, as far as it is known; asked for once a page of learners. */
export const useComingReviews = (pages: string[][]): Map<string, ReviewDate | null> =>
  useQueries({
    queries: pages.map(comingReviews),
    combine: (answers) => new Map(answers.flatMap(({ data }) => [...(data ?? [])])),
  })
