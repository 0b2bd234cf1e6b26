import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'

/** After a change of a session: what shows sessions is read again, and a word says that it is done. */
export function useSaved() {
  const queries = useQueryClient()
  return async (message: string) => {
    await queries.invalidateQueries({ queryKey: ['sessions'] })
    notifications.show({ color: 'green', message })
  }
}
