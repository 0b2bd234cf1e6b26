import { useRef } from 'react'
import { asProblem } from '@/api/problem'

/**
 * The idempotency key of what is being sent: the same for the same content, so that pressing twice or sending again
 * after a lost answer makes one thing (SB-31). A refusal was an answer; what is sent after it has a key of its own.
 */
export function useOneKey() {
  const last = useRef({ content: '', key: '' })
  return {
    keyOf: (body: unknown): string => {
      const content = JSON.stringify(body)
      if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() }
      return last.current.key
    },
    answered: (error: unknown) => {
      const { status } = asProblem(error)
      if (status >= 400 && status < 500) last.current = { content: '', key: '' }
    },
  }
}
