import { Container, Stack } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { Failed, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'

export function Waiting() {
  return (
    <Container py="xl" w="100%">
      <Loading lines={5} height={28} />
    </Container>
  )
}

export function NotFound() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app:windowTitle', { title: t('problems:title.missing') })
  }, [t])
  return (
    <Stack align="center" justify="center" component="main" mih="70dvh" gap={0}>
      <Failed error={new Problem(404, 'no_such_page', '')} order={1} />
      <TextLink to="/">{t('app:toStart')}</TextLink>
    </Stack>
  )
}

/** A screen that broke. A build that was replaced under an open window is put right by loading it again. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  return <Failed error={error} again={() => (error instanceof Problem ? reset() : location.reload())} />
}
