import { type ReactNode, startTransition, useEffect, useState } from 'react'

/** What stands further down: drawn when what is above it can be used, a little at a time, so that a click comes between. */
export function Later({ children }: { children: ReactNode }) {
  const [drawn, setDrawn] = useState(false)
  useEffect(() => startTransition(() => setDrawn(true)), [])
  return drawn && children
}
