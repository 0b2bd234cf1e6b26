import type { Icon } from '@tabler/icons-react'
import type { Permission, Role } from './session'

/** An entry of the menu; `words` is the key of its name. */
export type Entry = {
  to: string
  words: string
  /** A shorter name for the bar at the bottom of a phone. */
  short?: string
  icon: Icon
  roles: readonly Role[]
  /** What a Custom Manager needs for it; without one, being among the roles is enough. */
  permission?: Permission
  group?: Group
}

/** Headings of the menu, in their order; entries without one come first. */
export const GROUPS = ['learners', 'personnel', 'qualifications', 'archive', 'settings'] as const
export type Group = (typeof GROUPS)[number]

/**
 * What a feature folder tells the shell: its entries in the menu, and which first words of query keys a live event
 * makes stale.
 */
export type Feature = {
  entries?: readonly Entry[]
  hears?: Readonly<Record<string, readonly string[]>>
}

/** The groups of the menu that somebody has entries in: by their role, as a Custom Manager by their permissions. */
export function menuOf(
  features: readonly Feature[],
  role: Role,
  permissions: readonly Permission[] | null = null,
): { group: Group | null; entries: Entry[] }[] {
  const entries = features
    .flatMap((feature) => feature.entries ?? [])
    .filter(({ roles, permission }) =>
      permissions === null || permission === undefined
        ? roles.includes(role)
        : permissions.includes(permission),
    )
  return [null, ...GROUPS]
    .map((group) => ({ group, entries: entries.filter((entry) => (entry.group ?? null) === group) }))
    .filter(({ entries }) => entries.length > 0)
}
