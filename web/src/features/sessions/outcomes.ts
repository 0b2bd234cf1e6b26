import type { Session } from './queries'

/** Who may have called a session off (DR-59). */
export const CANCELLATIONS = [
  'cancelled_by_assessor',
  'cancelled_by_learner',
  'cancelled_by_employer',
  'cancelled_by_provider',
] as const

/** How a session was held: in which language. */
export const HELD = ['completed', 'completed_bilingually', 'completed_welsh'] as const
export type Held = (typeof HELD)[number]

/** What was said of one learner: there or not, and if not, how it came about. */
export type Came = { came: boolean; notes: string }

/** The outcome of a session as it is sent: for all, and where it differs. */
export function outcomeOf(held: Held, learners: Readonly<Record<string, Came>>, notes: string) {
  const absent = Object.entries(learners).filter(([, { came }]) => !came)
  const [first] = absent
  const nobody = first !== undefined && absent.length === Object.keys(learners).length
  return {
    outcome: nobody ? ('no_show' as const) : held,
    notes: nobody ? first[1].notes : notes,
    attendance: absent.map(([learner_id, one]) => ({
      learner_id,
      outcome: 'no_show' as const,
      notes: one.notes,
    })),
  }
}

/** The learners who hold a place. */
export const sittingIn = ({ participants }: Session) =>
  participants.filter(({ left_at }) => left_at === null).map(({ learner_id }) => learner_id)

/** How a session may have ended for one learner who held a place. */
export const ENDED = [...HELD, 'no_show'] as const

/** What is meant instead of what was recorded for a learner. */
export type Corrected = { outcome: Session['participants'][number]['outcome']; notes: string }

/** The learners whose outcome changes, as a correction is sent; notes that are not touched stay. */
export const correctionsOf = (session: Session, learners: Readonly<Record<string, Corrected>>) =>
  sittingIn(session).flatMap((learner_id) => {
    const before = session.participants.find((one) => one.learner_id === learner_id)?.outcome
    const after = learners[learner_id]
    if (after === undefined || after.outcome === before) return []
    const notes = after.notes.trim()
    return [{ learner_id, outcome: after.outcome, ...(notes === '' ? {} : { notes }) }]
  })
