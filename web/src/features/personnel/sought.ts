import { seeking, TEXT } from '@/kit/sought'
import { sortSearch } from '@/kit/table/shown'

export const STATES = ['active', 'blocked', 'pending'] as const

const sorting = sortSearch('name', 'learner_number')
const people = seeking({ kind: ['iqa'], state: STATES, search: TEXT })

/** Of whom the list is, as the address has it. */
export const soughtIn = (search: Record<string, unknown>) => ({ ...sorting(search), ...people(search) })

export type Sought = ReturnType<typeof soughtIn>
