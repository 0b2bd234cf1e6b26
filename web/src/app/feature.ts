import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Role } from './session'

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

/** The groups of the menu that somebody in a role has entries in. */
export function menuOf(
  features: readonly Feature[],
  role: Role,
): { group: Group | null; entries: Entry[] }[] {
  const entries = features
    .flatMap((feature) => feature.entries ?? [])
    .filter((entry) => entry.roles.includes(role))
  return [null, ...GROUPS]
    .map((group) => ({ group, entries: entries.filter((entry) => (entry.group ?? null) === group) }))
    .filter(({ entries }) => entries.length > 0)
}
