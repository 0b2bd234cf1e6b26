import { Stack, type StackProps } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = Pick<StackProps, 'gap' | 'maw'> & {
  ordered?: boolean
  'aria-label'?: string
  children: ReactNode
}

/** A list without bullets, for items that stand on cards or lines of their own. */
export const PlainList = ({ ordered = false, ...rest }: Props) => (
  <Stack gap="sm" component={ordered ? 'ol' : 'ul'} m={0} p={0} style={{ listStyle: 'none' }} {...rest} />
)
