const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** How long to wait after so many refusals in a row: longer each time, and everybody a little differently. */
export const waitAfter = (refusals: number, chance = Math.random()) =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (refusals - 1)) * (0.5 + chance / 2)

/**
 * Keeps a stream open until the function that comes back is called. One that broke off comes back by itself; one that
 * was refused (too many, a service away, nobody signed in) the browser gives up, so after a while `ask` asks whether
 * somebody is still signed in, and once that is answered it is opened anew.
 */
export function keepOpen(open: () => EventSource, ask: () => Promise<unknown>): () => void {
  let stream: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let isOver = false

  const begin = () => {
    if (isOver) return
    stream = open()
    stream.addEventListener('open', () => {
      refusals = 0
    })
    stream.addEventListener('error', () => {
      if (stream.readyState !== stream.CLOSED) return
      refusals += 1
      timer = setTimeout(() => void ask().then(begin, begin), waitAfter(refusals))
    })
  }

  begin()
  return () => {
    isOver = true
    clearTimeout(timer)
    stream.close()
  }
}
