type Fault = { field: string; detail: string; code: string }

/** A refusal (RFC 9457) or a failure on the way; status 0 when nothing came back at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: Fault[] = [],
    readonly facts: Record<string, unknown> = {},
  ) {
    super(detail)
    this.name = 'Problem'
  }
}

export const offline = () => new Problem(0, 'offline', '')

/** The problem in an answer's body, or one made of its status when the body is not ours. */
export function problemOf(status: number, body: unknown): Problem {
  if (!isRecord(body) || typeof body.code !== 'string') return new Problem(status, 'unreadable', '')
  const detail = typeof body.detail === 'string' ? body.detail : ''
  return new Problem(status, body.code, detail, faultsOf(body, detail), body)
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, 'unreadable', String(error))

function faultsOf(body: Record<string, unknown>, detail: string): Fault[] {
  if (Array.isArray(body.errors)) {
    return body.errors.filter(isRecord).map((fault) => ({
      field: String(fault.field),
      detail: String(fault.detail),
      code: String(fault.code),
    }))
  }
  return typeof body.field === 'string' ? [{ field: body.field, detail, code: String(body.code) }] : []
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
