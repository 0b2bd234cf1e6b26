import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const KEPT = 'waymark:first-questions'
const HERE = 'waymark:here'
const HOST = 'https://portal.example'

let kept: Map<string, string>
let sent: string[]

/** A page opened at a path, with what earlier visits kept; the network answers with the number of the request. */
async function visit(pathname: string, broughtAlong: Record<string, string> = {}) {
  sent = []
  vi.resetModules()
  vi.stubGlobal('location', { pathname, origin: HOST })
  vi.stubGlobal('document', {
    readyState: 'interactive',
    querySelectorAll: () =>
      Object.entries(broughtAlong).map(([answer, textContent]) => ({ dataset: { answer }, textContent })),
  })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('fetch', async (question: string) => {
    sent.push(question)
    if (question === '/api/lost') throw new TypeError('no network')
    return new Response(question)
  })
  const ahead = await import('./ahead')
  await ahead.askAhead()
  return ahead
}

beforeEach(() => {
  vi.useFakeTimers()
  kept = new Map([[HERE, 'somebody']])
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the answers a page brought along', () => {
  const SESSION = '/api/browser-session'

  it('are not asked for, and each is taken once', async () => {
    kept.set(KEPT, JSON.stringify([SESSION, '/api/me']))
    const page = await visit('/', { [SESSION]: '{"role":"learner"}' })
    expect(sent).toEqual(['/api/me'])
    const answer = await page.answeredAhead(`${HOST}${SESSION}`)
    expect(answer?.ok).toBe(true)
    expect(answer?.headers.get('Content-Type')).toBe('application/json')
    expect(await answer?.json()).toEqual({ role: 'learner' })
    expect(await page.answeredAhead(`${HOST}${SESSION}`)).toBeNull()
  })

  it('are too old for who asks later, on any screen', async () => {
    for (const path of ['/', '/plan']) {
      const page = await visit(path, { [SESSION]: '{}' })
      vi.runAllTimers()
      expect(await page.answeredAhead(`${HOST}${SESSION}`)).toBeNull()
    }
  })

  it('are taken on other screens too, as text as well', async () => {
    const page = await visit('/plan', { [SESSION]: '{"role":"iqa"}' })
    expect(sent).toEqual([])
    expect(await (await page.answeredAhead(`${HOST}${SESSION}`))?.text()).toBe('{"role":"iqa"}')
  })
})

describe('the first questions', () => {
  it('are sent at once on the next visit, and each answer is taken once', async () => {
    const first = await visit('/')
    expect(await first.answeredAhead(`${HOST}/api/me?a=1`)).toBeNull()
    vi.runAllTimers()
    await first.answeredAhead(`${HOST}/api/later`)

    const second = await visit('/')
    expect(sent).toEqual(['/api/me?a=1'])
    expect(await (await second.answeredAhead(`${HOST}/api/me?a=1`))?.text()).toBe('/api/me?a=1')
    expect(await second.answeredAhead(`${HOST}/api/me?a=1`)).toBeNull()
  })

  it('are asked again when their answer got lost', async () => {
    kept.set(KEPT, JSON.stringify(['/api/lost']))
    const page = await visit('/')
    expect(await page.answeredAhead(`${HOST}/api/lost`)).toBeNull()
  })

  it('are who is signed in, until there was a visit', async () => {
    await visit('/')
    expect(sent).toEqual(['/api/browser-session'])
  })

  it('are not sent when nobody was here', async () => {
    kept.delete(HERE)
    await visit('/')
    expect(sent).toEqual([])
  })

  it('are neither sent nor kept on another screen, but for who is signed in', async () => {
    kept.set(KEPT, JSON.stringify(['/api/me']))
    const page = await visit('/plan')
    await page.answeredAhead(`${HOST}/api/plan`)
    vi.runAllTimers()
    expect(sent).toEqual(['/api/browser-session'])
    expect(kept.get(KEPT)).toBe(JSON.stringify(['/api/me']))
  })

  it('are those after the sign-in, when the visit began there', async () => {
    kept.delete(HERE)
    const page = await visit('/sign-in')
    await page.answeredAhead(`${HOST}/api/door`)
    vi.stubGlobal('location', { pathname: '/', origin: HOST })
    page.noteQuestions()
    await page.answeredAhead(`${HOST}/api/me`)
    vi.runAllTimers()
    expect(kept.get(KEPT)).toBe(JSON.stringify(['/api/me']))
  })

  it('go with whoever signs out', async () => {
    kept.set(KEPT, JSON.stringify(['/api/me']))
    const page = await visit('/')
    page.forgetQuestions()
    vi.runAllTimers()
    expect(kept.has(KEPT)).toBe(false)
    expect(await page.answeredAhead(`${HOST}/api/me`)).toBeNull()
  })
})
