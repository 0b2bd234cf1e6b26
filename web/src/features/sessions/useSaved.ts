import { useQueryClient } from '@tanstack/react-query'
import { useTold } from '@/kit/useTold'

/** After a change of a session: what shows sessions is read again, and a word says that it is done. */
export function useSaved() {
  const queries = useQueryClient()
  const told = useTold()
  return async (message: string) => {
    await queries.invalidateQueries({ queryKey: ['sessions'] })
    told(message)
  }
}
