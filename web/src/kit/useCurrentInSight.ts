import { type RefObject, useLayoutEffect } from 'react'

/**
 * In a list of links that scrolls by itself, the one to the screen one is on is in sight, however late the others come.
 * Only the list moves, not the page: somebody may be reading further down. `where` says where the links are: it is
 * another when one of them may be somewhere else.
 */
export function useCurrentInSight(list: RefObject<HTMLElement | null>, where: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it stands for the links, which are read from the page
  useLayoutEffect(() => {
    const current = list.current?.querySelector('[aria-current="page"]')
    if (!list.current || !current) return
    const [all, one] = [list.current.getBoundingClientRect(), current.getBoundingClientRect()]
    if (one.left < all.left || one.right > all.right) list.current.scrollLeft += middle(one).x - middle(all).x
    if (one.top < all.top || one.bottom > all.bottom) list.current.scrollTop += middle(one).y - middle(all).y
  }, [where])
}

const middle = ({ x, y, width, height }: DOMRect) => ({ x: x + width / 2, y: y + height / 2 })
