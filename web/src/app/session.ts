import { useSyncExternalStore } from 'react'
import { forgetQuestions, HERE, noteQuestions, wasSomebodyHere } from '@/api/ahead'
import { type Answer, answer, api } from '@/api/client'
import { Problem } from '@/api/problem'
import { setDoorkeeper } from '@/api/sending'
import { queries } from './queries'

export type Session = Answer<'/api/browser-session'>
export type Role = Answer<'/api/me'>['role']
export type Permission = NonNullable<Answer<'/api/me'>['permissions']>[number]

/** A session in one of the person's roles. */
export type Seated = Session & { role: Role; permissions: Permission[] | null }

/** `expired`: somebody was here, and work is waiting for them to sign in again. */
type State = { session: Session | null; known: boolean; expired: boolean }

const tabs = new BroadcastChannel('waymark')
const listeners = new Set<() => void>()
const waiting: ((signedIn: boolean) => void)[] = []
let enteredAt = 0
let state: State = { session: null, known: false, expired: false }

function become(next: Partial<State>) {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSessionState = () => useSyncExternalStore(subscribe, () => state)

/** How long somebody has been signed in on this page: nothing they see was read before. */
export const inSinceMs = () => Math.round(performance.now() - enteredAt)

/** Who is signed in at the moment, for what is no component. */
export const sessionNow = () => state.session

/** The session in a role, as screens behind the sign-in have it. */
export const seatNow = () => (state.session?.role == null ? null : (state.session as Seated))

/** The session of a screen behind the sign-in. */
export function useSession(): Seated {
  const { session } = useSessionState()
  if (session === null) throw new Error('This screen is for people who are signed in.')
  return session as Seated
}

/** Whether somebody may: a Custom Manager with the permission, everybody else by their role, one of `roles` if they are given. */
export const may = ({ permissions, role }: Seated, permission: Permission, roles?: readonly Role[]) =>
  permissions?.includes(permission) ?? roles?.includes(role) ?? true

export const useMay = (permission: Permission, roles?: readonly Role[]) =>
  may(useSession(), permission, roles)

let asked: Promise<Session | null> | undefined

/** The session, asked for once; null when nobody is signed in. Whoever never was here is not asked about. */
export function knownSession(): Promise<Session | null> {
  asked ??= askedFor().finally(() => {
    asked = undefined
  })
  return asked
}

async function askedFor(): Promise<Session | null> {
  if (state.known) return state.session
  if (!wasSomebodyHere()) {
    become({ known: true })
    return null
  }
  try {
    return enter(await answer(api.GET('/api/browser-session')))
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

/**
 * From now on this is who is signed in; while a step of the sign-in is pending nothing opens yet. Work that waited for
 * them goes on; somebody else begins afresh.
 */
export function enter(session: Session): Session {
  const other = state.session !== null && state.session.person.id !== session.person.id
  if (localStorage.getItem(HERE) !== session.person.id) forgetQuestions()
  // Whoever was in before the page was opened may have been answered from its beginning on.
  if (state.session === null && state.known) {
    enteredAt = performance.now()
    noteQuestions()
  }
  localStorage.setItem(HERE, session.person.id)
  if (session.pending !== null) {
    become({ session, known: true })
    return session
  }
  become({ session, known: true, expired: false })
  if (other) location.assign('/')
  for (const go of waiting.splice(0)) go(!other)
  return session
}

export async function changeRole(role: string): Promise<void> {
  const session = await answer(api.POST('/api/browser-session/role', { body: { role } }))
  // Before the screens of this role ask: what they asked would be thrown away with what was read in the other one.
  queries.clear()
  enter(session)
  forgetQuestions()
  tabs.postMessage('changed')
}

export async function signOut(): Promise<void> {
  await answer(api.DELETE('/api/browser-session'))
  forget()
  tabs.postMessage('left')
}

/** Sign out and go to the door. */
export async function leave(): Promise<void> {
  await signOut()
  location.assign('/sign-in')
}

/** Whoever was signed in is not any more, and nothing waits for them. */
export function forget() {
  localStorage.removeItem(HERE)
  forgetQuestions()
  become({ session: null, known: true, expired: false })
  for (const go of waiting.splice(0)) go(false)
}

setDoorkeeper({
  csrf: () => state.session?.csrf ?? '',
  signInAgain: async () => {
    if (state.session === null) {
      localStorage.removeItem(HERE)
      forgetQuestions()
      become({ known: true })
      return false
    }
    return new Promise((resolve) => {
      waiting.push(resolve)
      become({ expired: true })
    })
  },
  readSession: async () => {
    const found = await fetch('/api/browser-session')
    if (!found.ok) return false
    enter(await found.json())
    return true
  },
})

// Another window signed out or went on in another role: this one follows.
tabs.onmessage = () => location.reload()
