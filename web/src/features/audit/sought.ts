import { DAY, ID, seeking } from '@/kit/sought'
import { sortSearch } from '@/kit/table/shown'

const sorting = sortSearch('at')
const entries = seeking({ action: /^[a-z_]{1,60}$/, from: DAY, to: DAY })

/** Which entries are shown, as the address has it. */
export const soughtIn = (search: Record<string, unknown>) => ({ ...sorting(search), ...entries(search) })

/** Which reads are. */
export const readsSoughtIn = seeking({ reader: ID, learner: ID, from: DAY, to: DAY })

export type Sought = ReturnType<typeof soughtIn>
export type ReadsSought = ReturnType<typeof readsSoughtIn>
