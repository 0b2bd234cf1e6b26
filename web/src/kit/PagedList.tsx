import { Button, Center } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '@/api/pages'
import { Loaded, Refused } from './States'

type Read<Shown> = InfiniteData<Shown, unknown> | undefined

/** All that was read so far of a list that comes in pages (`inPages`). */
export const itemsOf = <Shown extends Page<unknown>>(read: Read<Shown>): Shown['items'] =>
  read?.pages.flatMap(({ items }) => items) ?? []

type Query<Shown> = UseInfiniteQueryResult<InfiniteData<Shown, unknown>>

type Props<Shown extends Page<unknown>> = {
  query: Query<Shown>
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
  return (
    <Loaded query={query} {...skeleton}>
      {(read) => {
        const items = itemsOf(read)
        return (
          <>
            {items.length === 0 && empty !== undefined ? empty : children(items)}
            {query.isFetchNextPageError && <Refused error={query.error} />}
            {query.hasNextPage && <More query={query} shown={read.pages.length} />}
          </>
        )
      }}
    </Loaded>
  )
}

/** The way to the next page; reading the list anew, as live hints do, would drop the one that is on its way. */
function More<Shown>({ query, shown }: { query: Query<Shown>; shown: number }) {
  const { t } = useTranslation()
  const { fetchNextPage, isError, isFetching, isFetchingNextPage } = query
  const [wanted, setWanted] = useState(shown)
  const isOwed = wanted > shown && !isError
  useEffect(() => {
    if (isOwed && !isFetching) void fetchNextPage(JOINING)
  }, [isOwed, isFetching, fetchNextPage])
  const ask = () => {
    setWanted(shown + 1)
    void fetchNextPage(JOINING)
  }
  return (
    <Center>
      <Button variant="default" loading={isOwed || isFetchingNextPage} onClick={ask}>
        {t('app:showMore')}
      </Button>
    </Center>
  )
}

/** What is under way is not broken off. */
const JOINING = { cancelRefetch: false }
