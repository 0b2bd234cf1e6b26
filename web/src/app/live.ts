import { useEffect } from 'react'
import { FEATURES } from './features'
import { queries } from './queries'

const STREAM = '/api/live'

/** While somebody is signed in, what changes elsewhere makes what is shown here stale, so that it is read again. */
export function useLive() {
  useEffect(() => {
    const stream = new EventSource(STREAM)
    stream.addEventListener('hint', ({ data }: MessageEvent<string>) => renew(JSON.parse(data).type))
    stream.addEventListener('reload', () => void queries.invalidateQueries())
    return () => stream.close()
  }, [])
}

function renew(type: string) {
  for (const word of staleAfter(type)) void queries.invalidateQueries({ queryKey: [word] })
}

/** The first words of the keys that a live event (`scheduling.session.changed.v1`) makes stale. */
export function staleAfter(type: string, features = FEATURES): Set<string> {
  const name = type.replace(/\.v\d+$/, '')
  return new Set(features.flatMap((feature) => feature.hears?.[name] ?? []))
}
