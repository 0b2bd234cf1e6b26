import i18next from 'i18next'
import { asProblem, type Problem } from '@/api/problem'

/**
 * A refusal as a sentence in the person's language: the words for its code, else in English what the service said,
 * else what can be said of its status.
 */
export function sentenceOf(error: unknown): string {
  const problem = asProblem(error)
  const known = `problems:code.${problem.code}`
  if (i18next.exists(known)) return i18next.t(known)
  if (problem.detail !== '' && i18next.language === 'en') return problem.detail
  return i18next.t(`problems:status.${kindOf(problem)}`)
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
    problem.faults.map(({ field, code, detail }) => [fields[field] ?? field, faultSentence(code, detail)]),
  )
}

function faultSentence(code: string, detail: string): string {
  const known = `problems:code.${code}`
  if (i18next.exists(known)) return i18next.t(known)
  return i18next.language === 'en' ? detail : i18next.t('problems:status.invalid')
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
  if (status === 401) return 'expired'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'missing'
  if (status === 412 || status === 428 || TAKEN.has(code)) return 'stale'
  if (status === 409) return 'refused'
  if (status === 400 || status === 413 || status === 422) return 'invalid'
  if (status === 429 || status === 503) return 'busy'
  return 'failed'
}
