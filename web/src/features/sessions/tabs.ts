export const TABS = ['appointment', 'notes', 'history'] as const
export type Tab = (typeof TABS)[number]

export function tabIn(value: unknown): { tab?: Tab } {
  const tab = TABS.find((one) => one === value)
  return tab === undefined || tab === 'appointment' ? {} : { tab }
}
