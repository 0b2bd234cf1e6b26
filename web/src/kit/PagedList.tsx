import { Button, Center } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '@/api/pages'
import { Loaded, Refused } from './States'

type Read<Shown> = InfiniteData<Shown, unknown> | undefined

/** All that was read so far of a list that comes in pages (`inPages`). */
export const itemsOf = <Shown extends Page<unknown>>(read: Read<Shown>): Shown['items'] =>
  read?.pages.flatMap(({ items }) => items) ?? []

type Props<Shown extends Page<unknown>> = {
  query: UseInfiniteQueryResult<InfiniteData<Shown, unknown>>
  lines?: number
  height?: number
  /** What stands there while the list has nothing in it. */
  empty?: ReactNode
  children: (items: Shown['items']) => ReactNode
}

/** A list that comes in pages, or its skeleton, or why there is nothing; below it the way to more of it. */
export function PagedList<Shown extends Page<unknown>>({
  query,
  empty,
  children,
  ...skeleton
}: Props<Shown>) {
  const { t } = useTranslation()
  return (
    <Loaded query={query} {...skeleton}>
      {(read) => {
        const items = itemsOf(read)
        return (
          <>
            {items.length === 0 && empty !== undefined ? empty : children(items)}
            {query.isFetchNextPageError && <Refused error={query.error} />}
            {query.hasNextPage && (
              <Center>
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('app:showMore')}
                </Button>
              </Center>
            )}
          </>
        )
      }}
    </Loaded>
  )
}
