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

/** The faults of a refused form as Mantine's form shows them: by field, each as a sentence. */
export function faultsByField(error: unknown): Record<string, string> {
  const problem = asProblem(error)
  return Object.fromEntries(
    problem.faults.map((fault) => [fault.field, faultSentence(fault.code, fault.detail)]),
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
  | 'invalid'
  | 'busy'
  | 'failed'

export function kindOf({ status, code }: Problem): ProblemKind {
  if (code === 'offline') return 'offline'
  if (status === 401) return 'expired'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'missing'
  if (status === 409 || status === 412 || status === 428) return 'stale'
  if (status === 400 || status === 413 || status === 422) return 'invalid'
  if (status === 429 || status === 503) return 'busy'
  return 'failed'
}
