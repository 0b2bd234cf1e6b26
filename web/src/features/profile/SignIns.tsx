import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { Loaded, Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'

const signInsQuery = { queryKey: ['sign-ins'], queryFn: () => answer(api.GET('/api/sign-ins')) }

/** Where one is signed in, and the way to end any of it but this. */
export function SignIns() {
  const { t } = useTranslation()
  const clock = useClock()
  const queries = useQueryClient()
  const query = useQuery(signInsQuery)
  const ending = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/sign-ins/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sign-ins'] }),
  })
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Stack gap="sm">
          {items.map(({ id, role, started_at, used_at, current }) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600}>{current ? t('profile:thisOne') : t(`app:role.${role}`)}</Text>
                <Text size="sm" c="dimmed">
                  {t('profile:sinceAndUsed', {
                    since: clock.moment(started_at),
                    used: clock.moment(used_at),
                  })}
                </Text>
              </div>
              {!current && (
                <Button
                  variant="default"
                  size="xs"
                  style={{ flex: 'none' }}
                  loading={ending.isPending && ending.variables === id}
                  onClick={() => ending.mutate(id)}
                >
                  {t('profile:end')}
                </Button>
              )}
            </Group>
          ))}
          <Refused error={ending.error} />
        </Stack>
      )}
    </Loaded>
  )
}
