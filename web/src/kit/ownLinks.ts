import { type AnyRouter, useRouter } from '@tanstack/react-router'
import { type FocusEvent, type MouseEvent, type PointerEvent, useState } from 'react'

/**
 * Handlers for an element with many plain links to screens in it, so that they lead there without a new page and are
 * fetched ahead as a `Link` would: that costs each of them as much as a dozen elements when it is drawn.
 */
export function useOwnLinks() {
  const router = useRouter()
  const [links] = useState(() => linksBy(router))
  return links
}

function linksBy(router: AnyRouter) {
  let ahead = ''
  const fetchAhead = (event: FocusEvent | PointerEvent) => {
    const to = screenOf(event.target)
    if (to === undefined || to === ahead) return
    ahead = to
    router.preloadRoute({ to }).catch(() => undefined)
  }
  const onClick = (event: MouseEvent) => {
    const to = screenOf(event.target)
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (to === undefined || elsewhere || event.button !== 0) return
    event.preventDefault()
    void router.navigate({ to })
  }
  return { onClick, onFocus: fetchAhead, onPointerOver: fetchAhead }
}

const screenOf = (target: EventTarget) =>
  target instanceof Element ? target.closest('a')?.pathname : undefined
