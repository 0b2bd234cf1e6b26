import { useEffect } from 'react'
import { api } from '@/api/client'
import { FEATURES } from './features'
import { keepOpen } from './keepOpen'
import { queries } from './queries'
import { inSinceMs, useSessionState } from './session'

const STREAM = '/api/live'

/** Another service that keeps something about it hears of it when we do, and may need a moment. */
const AGAIN_AFTER_MS = [2_000, 10_000]
const again = new Map<string, ReturnType<typeof setTimeout>[]>()

/**
 * While somebody is signed in, what changes elsewhere makes what is shown here stale, so that it is read again. With the
 * session it ends, and begins anew with the sign-in over the page.
 */
export function useLive() {
  const { expired } = useSessionState()
  useEffect(() => {
    if (expired) return
    // Asked while nobody is in any more, this brings the sign-in over the page.
    const close = keepOpen(openStream, () => api.GET('/api/browser-session'))
    return () => {
      close()
      for (const timers of again.values()) timers.forEach(clearTimeout)
      again.clear()
    }
  }, [expired])
}

/** A stream of all that happens from when the first of what is shown was read. */
function openStream(): EventSource {
  const stream = new EventSource(`${STREAM}?behind=${inSinceMs()}`)
  stream.addEventListener('hint', ({ data }: MessageEvent<string>) => renew(JSON.parse(data).type))
  stream.addEventListener('reload', () => void queries.invalidateQueries())
  return stream
}

function renew(type: string) {
  for (const word of staleAfter(type)) {
    const read = () => void queries.invalidateQueries({ queryKey: [word] })
    read()
    again.get(word)?.forEach(clearTimeout)
    again.set(
      word,
      AGAIN_AFTER_MS.map((ms) => setTimeout(read, ms)),
    )
  }
}

/** The first words of the keys that a live event (`scheduling.session.changed.v1`) makes stale. */
function staleAfter(type: string): Set<string> {
  const name = type.replace(/\.v\d+$/, '')
  return new Set(FEATURES.flatMap((feature) => feature.hears?.[name] ?? []))
}
