import i18next from 'i18next'
import { asProblem, type Problem } from '@/api/problem'

/**
 * A refusal as a sentence in the person's language: the words for its code, else in English what the service said,
 * else what can be said of its status.
 */
export function sentenceOf(error: unknown): string {
  const problem = asProblem(error)
  return sentence(problem.code, problem.detail, kindOf(problem))
}

/** The same of what was refused on its own, such as a row of a file. */
export const sentenceOfCode = (code: string, detail: string) => sentence(code, detail, 'invalid')

function sentence(code: string, detail: string, kind: ProblemKind): string {
  const known = [`problems:code.${code}`, `refusals:${code}`].find((key) => i18next.exists(key))
  if (known !== undefined) return i18next.t(known)
  return detail !== '' && i18next.language === 'en' ? detail : i18next.t(`problems:status.${kind}`)
}

/**
 * The faults of a refused form as Mantine's form shows them: by field, each as a sentence. `fields` are the names of
 * those that the form calls otherwise than the API.
 */
export function faultsByField(
  error: unknown,
  fields: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const problem = asProblem(error)
  return Object.fromEntries(
    problem.faults.map(({ field, code, detail }) => [fields[field] ?? field, sentenceOfCode(code, detail)]),
  )
}

export type ProblemKind =
  | 'offline'
  | 'expired'
  | 'forbidden'
  | 'missing'
  | 'stale'
  | 'refused'
  | 'invalid'
  | 'busy'
  | 'failed'

/** What somebody else had taken, or had done, by the time this came. */
const TAKEN: ReadonlySet<string> = new Set([
  'double_booked',
  'no_smart_room_free',
  'offer_is_over',
  'outcome_already_recorded',
])

export function kindOf({ status, code }: Problem): ProblemKind {
  if (code === 'offline') return 'offline'
  if (code === 'sign_in_refused') return 'invalid'
  if (status === 401) return 'expired'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'missing'
  if (status === 412 || status === 428 || TAKEN.has(code)) return 'stale'
  if (status === 409) return 'refused'
  if (status === 400 || status === 413 || status === 422) return 'invalid'
  if (status === 429 || status === 503) return 'busy'
  return 'failed'
}
