import { asProblem } from '@/api/problem'

export type Clash = {
  kind: 'assessor' | 'learner' | 'room'
  id: string
  name?: string
  starts_at: string
  ends_at: string
  occurrence: number
  away: boolean
}
type Waiting = { id: string; name: string }
export type Alternative = { starts_at: string; local_start: string; occurrences?: string[] }

/** Why a booking is not taken, and what would be instead. */
export type Refusal = {
  code: string
  detail: string
  clashes: Clash[]
  alternatives: Alternative[]
  others: string[]
  /** Who has no assessor or no IQA yet. */
  waiting: Waiting[]
}

const listIn = <One>(value: unknown): One[] => (Array.isArray(value) ? (value as One[]) : [])

export const refusalOf = (facts: Record<string, unknown>): Refusal => ({
  code: String(facts.code ?? ''),
  detail: String(facts.detail ?? ''),
  clashes: listIn<Clash>(facts.clashes),
  alternatives: listIn<Alternative>(facts.alternatives),
  others: listIn<string>(facts.bookable_learner_ids),
  waiting: facts.code === 'not_allocated_yet' ? listIn<Waiting>(facts.learners) : [],
})

/** The refusal in an error, when it is about time, people or rooms; anything else is for `Refused`. */
export function refusalIn(error: unknown): Refusal | null {
  const { status, facts } = asProblem(error)
  const known = [
    'double_booked',
    'no_smart_room_free',
    'no_smart_room_large_enough',
    'not_allocated_yet',
    'outside_working_hours',
  ]
  return status === 409 && known.includes(String(facts.code)) ? refusalOf(facts) : null
}

/** The day and the time of an alternative, as the fields of the form have them. */
export const startOf = ({ local_start }: Alternative) => ({
  date: local_start.slice(0, 10),
  time: local_start.slice(11, 16),
})
