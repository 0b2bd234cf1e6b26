import { answeredAhead } from './ahead'
import { offline } from './problem'

/**
 * How every request leaves: with the session's CSRF header, a POST with a key of its own, and again by itself when
 * that is safe. A request whose session has ended waits until somebody has signed in again, so no work is lost.
 */
type Doorkeeper = {
  csrf: () => string
  signInAgain: () => Promise<boolean>
  readSession: () => Promise<boolean>
}

let doorkeeper: Doorkeeper = {
  csrf: () => '',
  signInAgain: async () => false,
  readSession: async () => false,
}

export const setDoorkeeper = (keeper: Doorkeeper) => {
  doorkeeper = keeper
}

const SAFE = new Set(['GET', 'HEAD'])
const ENDED = new Set(['token_missing', 'session_ended', 'token_expired', 'token_revoked', 'token_invalid'])
const SOON = new Set(['not_known_yet', 'too_busy', 'unavailable', 'service_busy', 'service_down'])
const TRIES = 4

export async function send(request: Request): Promise<Response> {
  const key = request.method === 'POST' ? (request.headers.get('Idempotency-Key') ?? crypto.randomUUID()) : ''
  let changed = false
  for (let tried = 1; ; tried += 1) {
    // What has no body can be sent again as it is.
    const answer = await once(request.body === null ? request : request.clone(), key)
    // The menu follows what the person may do now.
    if (answer.ok && changed) void doorkeeper.readSession()
    if (answer.ok || tried === TRIES) return answer
    const code = await codeOf(answer)
    if (code === 'token_revoked' && tried === 1) {
      // What the person may do has just changed, and the door has yet to fetch the next token.
      changed = true
      await pause(500)
    } else if (answer.status === 401 && ENDED.has(code)) {
      if (!(await doorkeeper.signInAgain())) return answer
    } else if (code === 'cross_site_request') {
      if (!(await doorkeeper.readSession())) return answer
    } else if (SOON.has(code)) {
      await pause(Number(answer.headers.get('Retry-After') ?? 1) * 1000)
    } else {
      return answer
    }
  }
}

async function once(request: Request, key: string): Promise<Response> {
  if (request.method === 'GET') {
    const answer = await answeredAhead(request.url)
    if (answer !== null) return answer
  } else if (!SAFE.has(request.method)) {
    request.headers.set('X-Waymark-CSRF', doorkeeper.csrf())
    if (request.method === 'POST') request.headers.set('Idempotency-Key', key)
  }
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
}

async function codeOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.includes('json')) return ''
  const body: unknown = await answer.clone().json()
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
}

const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 3000)))
