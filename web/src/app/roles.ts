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
