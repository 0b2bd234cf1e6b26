import type { Role } from './session'

/** Who works for a centre rather than learning at it. */
export const STAFF: readonly Role[] = [
  'assessor',
  'iqa',
  'eqa',
  'master_admin',
  'basic_admin',
  'custom_manager',
  'curriculum_manager',
  'business_support',
  'manager',
  'senior_manager',
  'centre_admin',
]

export const EVERYBODY: readonly Role[] = ['learner', 'employer_user', 'ao_admin', 'platform_admin', ...STAFF]

/** Who may read sessions: their own, their caseload's or their centres'. */
export const SESSION_READERS: readonly Role[] = ['learner', ...STAFF.filter((role) => role !== 'eqa')]

/** Who sees when colleagues are taken and away (SB-05). */
export const CALENDAR_READERS: readonly Role[] = STAFF.filter((role) => role !== 'eqa')

/** Who works at centres rather than with a caseload of their own. */
export const CENTRE_WORKERS: readonly Role[] = STAFF.filter(
  (role) => !['assessor', 'iqa', 'eqa'].includes(role),
)

/** Who sees the learners of several assessors, and how many each has. */
export const LEARNER_COUNTERS: readonly Role[] = [...CENTRE_WORKERS, 'iqa']

/** Who adds people, enrols them and keeps their employers' records. */
export const PEOPLE_KEEPERS: readonly Role[] = ['master_admin', 'centre_admin', 'basic_admin']

/** Who reads who is signed off for digital reviews (DR-67). */
export const SIGN_OFF_READERS: readonly Role[] = [
  ...CENTRE_WORKERS.filter((role) => role !== 'custom_manager'),
  'iqa',
]

/** Who reads how far learners have come, and who their plans (12-permissions); a Custom Manager with the permission. */
export const PROGRESS_READERS: readonly Role[] = [
  'assessor',
  'iqa',
  'eqa',
  'master_admin',
  'curriculum_manager',
  'custom_manager',
  'manager',
  'senior_manager',
  'centre_admin',
]
export const PLAN_READERS: readonly Role[] = [...PROGRESS_READERS, 'business_support', 'employer_user']

/** Who reads the records of employers, and who supervises a learner at work (DR-113). */
export const EMPLOYER_READERS: readonly Role[] = STAFF.filter(
  (role) => role !== 'eqa' && role !== 'custom_manager',
)

/** Who allocates, blocks and archives for a centre or the provider (12-permissions). */
export const ADMINISTRATORS: readonly Role[] = ['master_admin', 'centre_admin']

/** Who publishes announcements (CE-12). */
export const PUBLISHERS: readonly Role[] = [...ADMINISTRATORS, 'ao_admin']

/** Whom guides were written for (SA-04, DR-112). */
export const GUIDE_READERS: readonly Role[] = [
  'learner',
  'assessor',
  'business_support',
  'manager',
  'senior_manager',
  ...ADMINISTRATORS,
  'basic_admin',
  'curriculum_manager',
  'custom_manager',
]

/** Who runs the reports of their centres (12-permissions). */
export const REPORT_READERS: readonly Role[] = [
  ...ADMINISTRATORS,
  'curriculum_manager',
  'manager',
  'senior_manager',
]

/** Who plans a centre's events and tasks, and enters hours and absences of its staff (CE-09, CE-10). */
export const DIARY_KEEPERS: readonly Role[] = [...ADMINISTRATORS, 'basic_admin']

/** Who sees what a centre plans. */
export const CENTRE_OFFICE: readonly Role[] = [
  ...DIARY_KEEPERS,
  'curriculum_manager',
  'business_support',
  'manager',
  'senior_manager',
]

/** Who books, moves and cancels sessions. */
export const BOOKERS: readonly Role[] = [
  'assessor',
  'master_admin',
  'basic_admin',
  'custom_manager',
  'curriculum_manager',
]

/** Who sees what holds the Smart Rooms. */
export const ROOM_WATCHERS: readonly Role[] = [...BOOKERS, 'centre_admin']

/** Who notes a change of circumstances (DR-36), and who an Action (DR-79), in the diary. */
export const CHANGE_NOTERS: readonly Role[] = [...BOOKERS, 'business_support', 'centre_admin']
export const ACTION_NOTERS: readonly Role[] = [...CHANGE_NOTERS, 'iqa', 'manager']
