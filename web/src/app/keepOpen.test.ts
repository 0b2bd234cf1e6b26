import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepOpen, waitAfter } from './keepOpen'

/** The browser's side of a stream. */
class Stream extends EventTarget {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSED = 2
  readyState: number = this.CONNECTING

  opens() {
    this.readyState = this.OPEN
    this.dispatchEvent(new Event('open'))
  }

  breaksOff() {
    this.readyState = this.CONNECTING
    this.dispatchEvent(new Event('error'))
  }

  isRefused() {
    this.readyState = this.CLOSED
    this.dispatchEvent(new Event('error'))
  }

  close() {
    this.readyState = this.CLOSED
  }
}

const LONG = 120_000
const streams: Stream[] = []
const open = () => {
  const stream = new Stream()
  streams.push(stream)
  return stream as unknown as EventSource
}
const newest = () => {
  const stream = streams.at(-1)
  if (stream === undefined) throw new Error('No stream was opened.')
  return stream
}
const yes = () => Promise.resolve()

describe('a live stream', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    streams.length = 0
  })
  afterEach(() => vi.useRealTimers())

  it('is left alone when it only broke off, for then the browser opens it again', async () => {
    keepOpen(open, yes)
    newest().opens()
    newest().breaksOff()
    await vi.advanceTimersByTimeAsync(LONG)
    expect(streams).toHaveLength(1)
  })

  it('is opened anew when it was refused, and again when that is refused, even where nothing answers', async () => {
    keepOpen(open, () => Promise.reject(new Error('offline')))
    for (const already of [1, 2, 3]) {
      expect(streams).toHaveLength(already)
      newest().isRefused()
      await vi.advanceTimersByTimeAsync(LONG)
    }
    expect(streams).toHaveLength(4)
  })

  it('waits as shortly as the first time once it was open', async () => {
    keepOpen(open, yes)
    for (let refused = 0; refused < 5; refused += 1) {
      newest().isRefused()
      await vi.advanceTimersByTimeAsync(LONG)
    }
    newest().opens()
    newest().isRefused()
    await vi.advanceTimersByTimeAsync(waitAfter(1, 1))
    expect(streams).toHaveLength(7)
  })

  it('waits for the answer who is signed in', async () => {
    let signIn = () => {}
    const signedIn = new Promise<void>((resolve) => {
      signIn = resolve
    })
    keepOpen(open, () => signedIn)
    newest().isRefused()
    await vi.advanceTimersByTimeAsync(LONG)
    expect(streams).toHaveLength(1)
    signIn()
    await vi.advanceTimersByTimeAsync(0)
    expect(streams).toHaveLength(2)
  })

  it('stays closed once it is over, whatever was on its way', async () => {
    const close = keepOpen(open, yes)
    newest().isRefused()
    close()
    await vi.advanceTimersByTimeAsync(LONG)
    expect(streams).toHaveLength(1)
    expect(newest().readyState).toBe(newest().CLOSED)
  })

  it('is asked for at growing, different times, but once a minute at the least', () => {
    expect([1, 2, 3, 4].map((refusals) => waitAfter(refusals, 1))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(waitAfter(1, 0)).toBe(500)
    expect(waitAfter(50, 1)).toBe(60_000)
  })
})
