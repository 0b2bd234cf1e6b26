import { useSyncExternalStore } from 'react'
import { queries } from './queries'
import { STAFF } from './roles'
import { sessionNow, useSession } from './session'

/**
 * The one centre somebody who works at several looks at, kept on this device for each person and role; without it all
 * of theirs. As the role, it is part of who asks and not of what is asked: no query key names it, and when it changes
 * everything is read again.
 */
const KEPT = 'waymark:centre:'
const EVERYWHERE_THE_SAME: ReadonlySet<unknown> = new Set(['centres', 'me', 'qualifications'])
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const place = () => {
  const session = sessionNow()
  return session === null ? null : `${KEPT}${session.person.id}:${session.role}`
}

function chosenCentre(): string | null {
  const key = place()
  return key === null ? null : localStorage.getItem(key)
}

/** What a question about one's centres says of the chosen one. */
export function atCentre(): { centre_id?: string } {
  const chosen = chosenCentre()
  return chosen === null ? {} : { centre_id: chosen }
}

export const useCentre = () => useSyncExternalStore(subscribe, chosenCentre)

/** From now on this centre, or with null all of them. */
export function chooseCentre(id: string | null) {
  const key = place()
  if (key === null || id === chosenCentre()) return
  if (id === null) localStorage.removeItem(key)
  else localStorage.setItem(key, id)
  for (const listener of listeners) listener()
  void queries.resetQueries({ predicate: ({ queryKey }) => !EVERYWHERE_THE_SAME.has(queryKey[0]) })
}

/** Whether somebody could choose: who works for centres, and does not stand at one alone. */
export function useMayChooseCentre(): boolean {
  const { role, centre_ids } = useSession()
  return STAFF.includes(role) && role !== 'eqa' && centre_ids.length !== 1
}

// Another window chose: this one follows.
addEventListener('storage', ({ key }) => {
  if (key !== null && key === place()) location.reload()
})
