import { Button, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { fileAt } from '@/api/file'
import { keepFile } from '@/kit/keepFile'
import { Refused } from '@/kit/States'

/** Takes a file of the API away. When that is refused it says why, and nobody is led to a page without words. */
export function FileLink({ address, words }: { address: string; words: string }) {
  const taking = useMutation({
    mutationFn: () => fileAt(address),
    onSuccess: ({ name, content }) => keepFile(name, content),
  })
  return (
    <Stack gap="xs">
      <Button
        component="a"
        href={address}
        onClick={(event) => {
          event.preventDefault()
          taking.mutate()
        }}
        loading={taking.isPending}
        variant="default"
        leftSection={<IconDownload size={20} aria-hidden />}
      >
        {words}
      </Button>
      <Refused error={taking.error} />
    </Stack>
  )
}
