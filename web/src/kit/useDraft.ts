import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { useSessionState } from '@/app/session'

const PREFIX = 'waymark:draft:'
const WAIT = 300

/**
 * Keeps what somebody types into a form on this device until it is sent: it survives an ended session, a lost
 * connection and a closed window. `name` tells forms apart, such as `booking` or `outcome:<session id>`.
 * The answer forgets the draft; call it when the form was sent or given up.
 */
export function useDraft<Values extends Record<string, unknown>>(
  name: string,
  form: UseFormReturnType<Values>,
) {
  const person = useSessionState().session?.person.id ?? ''
  const key = `${PREFIX}${person}:${name}`
  const restored = useRef('')
  const sent = useRef('')

  useEffect(() => {
    if (restored.current === key) return
    restored.current = key
    const kept = localStorage.getItem(key)
    if (kept !== null) form.setValues(JSON.parse(kept) as Partial<Values>)
  }, [key, form])

  useEffect(() => {
    if (!form.isDirty()) return
    const timer = setTimeout(() => {
      const typed = JSON.stringify(form.getValues())
      // Between the answer and the next look of the form, what was sent must not be kept once more.
      if (typed !== sent.current) localStorage.setItem(key, typed)
    }, WAIT)
    return () => clearTimeout(timer)
  })

  return () => {
    sent.current = JSON.stringify(form.getValues())
    localStorage.removeItem(key)
  }
}
