/** The tabs of a planned visit (DR-11); evidence, progress and the quality check come with what they show. */
export const TABS = ['appointment', 'plan', 'notes'] as const
type Tab = (typeof TABS)[number]
type Opened = { tab?: Tab; learner?: string }

/** Which tab is open, and whose plan in it. */
export function openedIn(search: Record<string, unknown>): Opened {
  const tab = TABS.find((one) => one === search.tab)
  const { learner } = search
  return {
    ...(tab === undefined || tab === 'appointment' ? {} : { tab }),
    ...(typeof learner === 'string' && tab === 'plan' ? { learner } : {}),
  }
}
