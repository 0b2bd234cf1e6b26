/** How a table is shown, as the address has it: sorted by a column (`-key`: downwards), and the columns left out. */
export type Shown = { sort?: string | undefined; without?: string | undefined }

export type Value = string | number | null

const KEYS = /^-?[a-z][\w-]*(,[a-z][\w-]*)*$/

/** What of an address is about a table, for `validateSearch`. */
export function tableSearch({ sort, without }: Record<string, unknown>): Shown {
  return {
    ...(typeof sort === 'string' && KEYS.test(sort) ? { sort } : {}),
    ...(typeof without === 'string' && KEYS.test(without) ? { without } : {}),
  }
}

/** What of an address says how a list that comes in pages is sorted, by one of these; for `validateSearch`. */
export const sortSearch =
  <Key extends string>(...keys: Key[]) =>
  ({ sort }: Record<string, unknown>): { sort?: Key | `-${Key}` } => {
    const known = keys.flatMap((key) => [key, `-${key}`] as const).find((one) => one === sort)
    return known === undefined ? {} : { sort: known }
  }

type Sort = { key: string; down: boolean } | null

export const sortIn = ({ sort }: Shown): Sort =>
  sort === undefined ? null : { key: sort.replace(/^-/, ''), down: sort.startsWith('-') }

/** Upwards first, then downwards, then as it came. */
export function toggledSort(sort: Sort, key: string): string | undefined {
  if (sort?.key !== key) return key
  return sort.down ? undefined : `-${key}`
}

export const hiddenIn = ({ without }: Shown): ReadonlySet<string> =>
  new Set(without === undefined ? [] : without.split(','))

/** The rows by a value, words as the language orders them; rows without one stand last either way. */
export function sorted<Row>(
  rows: readonly Row[],
  valued: (row: Row) => Value,
  down: boolean,
  language: string,
): Row[] {
  const words = new Intl.Collator(language, { numeric: true })
  const compare = (one: string | number, other: string | number) =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : words.compare(String(one), String(other))
  return [...rows].sort((before, after) => {
    const [one, other] = [valued(before), valued(after)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return down ? compare(other, one) : compare(one, other)
  })
}
