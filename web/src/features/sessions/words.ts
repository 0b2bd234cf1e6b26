import type { Role } from '@/app/session'
import type { Session } from './queries'

export type SessionType = NonNullable<Session['type']>
export type SessionKind = Session['kind']

/** What the screen of sessions is called: a learner's is the Calendar among their tabs (PT-37). */
export const titleFor = (role: Role) => (role === 'learner' ? 'menu:calendar' : 'sessions:title')

/** What a session is for (SB-19), and what it counts as beside that (SB-47). */
export const TYPES = [
  'general',
  'induction',
  'formal_review',
  'telephone',
  'exit_session',
  'out_of_the_workplace',
  'tests_exams',
  'learner_support',
  'initial',
  'gateway_ready',
  'epa',
] as const satisfies readonly SessionType[]
export const KINDS = [
  'general',
  'review',
  'assessment',
  'esq_session',
  'choc',
  'action',
] as const satisfies readonly SessionKind[]
