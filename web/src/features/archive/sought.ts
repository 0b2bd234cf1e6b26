import { seeking, TEXT } from '@/kit/sought'
import { sortSearch } from '@/kit/table/shown'

const sorting = sortSearch('learner')
const learners = seeking({ search: TEXT })

/** Whose lines are shown, as the address has it. */
export const soughtIn = (search: Record<string, unknown>) => ({ ...sorting(search), ...learners(search) })

export type Sought = ReturnType<typeof soughtIn>
