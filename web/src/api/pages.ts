import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query'

export type Page<Item> = { items: Item[]; next: string | null }

/** A list that is read page by page: `ask` answers with the first page, or with the one at a cursor. */
export const inPages = <Shown extends Page<unknown>>(
  queryKey: QueryKey,
  ask: (cursor: string | undefined) => Promise<Shown>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** All items of a paged list, up to `most`; `more` when there were still others. */
export async function everyPage<Item>(
  ask: (cursor: string | undefined) => Promise<Page<Item>>,
  most = 500,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && items.length < most)
  return { items, more: cursor !== undefined }
}
