import { QueryClient } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'

/**
 * What screens have read. A key begins with the word of the thing it is about (`['sessions', …]`), so that a live
 * hint about one can renew everything that shows it (see `Feature.hears`).
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the service refuses it refuses again; only what got lost on the way is asked for once more.
      retry: (failures, error) => failures < 2 && asProblem(error).status >= 500,
      networkMode: 'offlineFirst',
    },
    mutations: { networkMode: 'always' },
  },
})
