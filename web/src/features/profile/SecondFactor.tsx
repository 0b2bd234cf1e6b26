import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { AppKey } from '@/features/sign-in/AppKey'
import { CodeForm } from '@/features/sign-in/CodeForm'
import { RecoveryCodes } from '@/features/sign-in/RecoveryCodes'
import { Loaded, Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'

const KEY = ['second-factor', 'own']

/** Whether a second factor guards the sign-in, and the way to have one. */
export function SecondFactor() {
  const { t } = useTranslation()
  const clock = useClock()
  const query = useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/second-factor')) })
  const [beginning, setBeginning] = useState(false)
  if (beginning) return <SetUp done={() => setBeginning(false)} />
  return (
    <Loaded query={query}>
      {({ set_up, since, recovery_codes_left }) =>
        set_up ? (
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <IconShieldCheck size={22} aria-hidden color="var(--good-text)" style={{ flex: 'none' }} />
            <div>
              <Text>
                {since === null
                  ? t('profile:factorOn')
                  : t('profile:factorSince', { date: clock.date(since) })}
              </Text>
              <Text size="sm" c="dimmed">
                {t('profile:codesLeft', { count: recovery_codes_left })}
              </Text>
            </div>
          </Group>
        ) : (
          <Stack align="flex-start">
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <IconShieldOff size={22} aria-hidden style={{ flex: 'none' }} />
              <Text>{t('profile:factorOff')}</Text>
            </Group>
            <Button variant="light" onClick={() => setBeginning(true)}>
              {t('profile:factorBegin')}
            </Button>
          </Stack>
        )
      }
    </Loaded>
  )
}

function SetUp({ done }: { done: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({ initialValues: { current_password: '' } })
  const asking = useMutation({
    mutationFn: (body: { current_password: string }) => answer(api.POST('/api/second-factor', { body })),
  })
  const confirming = useMutation({
    mutationFn: (code: string) => answer(api.POST('/api/second-factor/confirmation', { body: { code } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
  if (confirming.data !== undefined)
    return <RecoveryCodes codes={confirming.data.recovery_codes} onKept={done} />
  if (asking.data !== undefined) {
    return (
      <Stack>
        <AppKey {...asking.data} />
        <CodeForm
          label={t('sign-in:firstCode')}
          send={t('sign-in:confirmApp')}
          busy={confirming.isPending}
          error={confirming.error}
          onCode={confirming.mutate}
        />
      </Stack>
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => asking.mutate(values))} noValidate>
      <Stack>
        <PasswordInput
          label={t('profile:currentPassword')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{
            'aria-label': t('sign-in:showPassword'),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          {...form.getInputProps('current_password')}
        />
        <Refused error={asking.error} />
        <Group>
          <Button type="submit" loading={asking.isPending}>
            {t('profile:goOn')}
          </Button>
          <Button variant="default" onClick={done}>
            {t('profile:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
