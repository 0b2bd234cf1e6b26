import { useSession } from '@/app/session'
import type { Whose } from './queries'

/** Whose sessions are one's own: a learner's, an assessor's, else those one may see. */
export function useOwnSessions(): Whose {
  const { role, person } = useSession()
  if (role === 'learner') return { learner_id: person.id }
  return role === 'assessor' ? { assessor_id: person.id } : {}
}
