import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'

/** Takes away a file that the API makes. */
export const FileButton = ({ href, children }: { href: string; children: string }) => (
  <Button component="a" href={href} variant="default" leftSection={<IconDownload size={20} aria-hidden />}>
    {children}
  </Button>
)
