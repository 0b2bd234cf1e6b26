import { Container, Stack } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { kindOf } from '@/kit/problems'
import { Failed, Loading } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'

const NO_SUCH_PAGE = new Problem(404, 'no_such_page', '')
const FORBIDDEN = new Problem(403, 'forbidden', '')

export function Waiting() {
  return (
    <Container py="xl" w="100%">
      <Loading lines={5} height={28} />
    </Container>
  )
}

export function NotFound() {
  return (
    <main>
      <NoScreen problem={NO_SUCH_PAGE} />
    </main>
  )
}

/** In the place of a screen that the role has no use for, said once instead of by each of its parts. */
export function NotForRole() {
  return <NoScreen problem={FORBIDDEN} />
}

function NoScreen({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app:windowTitle', { title: t(`problems:title.${kindOf(problem)}`) })
  }, [t, problem])
  return (
    <Stack align="center" justify="center" mih="70dvh" gap={0}>
      <Failed error={problem} order={1} />
      <TextLink to="/">{t('app:toStart')}</TextLink>
    </Stack>
  )
}

/** A screen that broke. A build that was replaced under an open window is put right by loading it again. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  return <Failed error={error} again={() => (error instanceof Problem ? reset() : location.reload())} />
}
