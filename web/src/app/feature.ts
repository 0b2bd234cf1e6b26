import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Permission, Role } from './session'

/** An entry of the menu; `words` is the key of its name. */
export type Entry = {
  to: string
  words: string
  /** A shorter name for the bar at the bottom of a phone. */
  short?: string
  icon: Icon
  /** How much waits there, beside its name. */
  badge?: ComponentType
  roles: readonly Role[]
  /** What a Custom Manager needs for it; without one, being among the roles is enough. */
  permission?: Permission
  /** Without one it stands under Home. */
  group?: Group
}

/** Headings of the menu, in their order (CE-11). */
const GROUPS = [
  'home',
  'qualifications',
  'personnel',
  'learners',
  'guidance',
  'archive',
  'reports',
  'settings',
] as const
type Group = (typeof GROUPS)[number]

/**
 * What a feature folder tells the shell: its entries in the menu, and which first words of query keys a live event
 * makes stale.
 */
export type Feature = {
  entries?: readonly Entry[]
  hears?: Readonly<Record<string, readonly string[]>>
}

/** What somebody finds in the menu: by their role, as a Custom Manager by their permissions. */
export function entriesOf(
  features: readonly Feature[],
  role: Role,
  permissions: readonly Permission[] | null = null,
): Entry[] {
  return features
    .flatMap((feature) => feature.entries ?? [])
    .filter(({ roles, permission }) =>
      permissions === null || permission === undefined
        ? roles.includes(role)
        : permissions.includes(permission),
    )
}

/** The entries under their headings. */
export const menuOf = (entries: readonly Entry[]): { group: Group; entries: Entry[] }[] =>
  GROUPS.map((group) => ({
    group,
    entries: entries.filter((entry) => (entry.group ?? 'home') === group),
  })).filter(({ entries }) => entries.length > 0)
