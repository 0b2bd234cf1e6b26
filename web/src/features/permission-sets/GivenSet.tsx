import { Button, Card, Group, Select, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api, meantFor } from '@/api/client'
import { Loaded, Refused } from '@/kit/States'
import { useTold } from '@/kit/useTold'
import { setsQuery } from './queries'

type Person = Answer<'/api/people/{id}'>

/** Which set of permissions a Custom Manager holds; another one counts at once (G04). */
export function GivenSet({ person }: { person: Person }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const sets = useQuery(setsQuery(false))
  const held = person.roles.find(({ role }) => role === 'custom_manager')?.permission_set_id ?? null
  const [chosen, setChosen] = useState(held)
  const giving = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/people/{id}/permission-set', {
          params: { path: { id: person.id } },
          body: { permission_set_id: chosen },
          headers: meantFor(person.version),
        }),
      ),
    onSuccess: async () => {
      told(t('permission-sets:given', { name: person.display_name }))
      await queries.invalidateQueries({ queryKey: ['people'] })
      await queries.invalidateQueries({ queryKey: ['permission-sets'] })
    },
  })
  return (
    <Card maw={640} component="section" aria-labelledby="given-set">
      <Title order={2} size="h4" mb="sm" id="given-set">
        {t('permission-sets:maySection')}
      </Title>
      <Loaded query={sets}>
        {({ items }) => (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              giving.mutate()
            }}
          >
            <Group align="end" gap="sm">
              <Select
                label={t('permission-sets:set')}
                placeholder={t('permission-sets:onlyBooking')}
                data={items.map(({ id, name }) => ({ value: id, label: name }))}
                value={chosen}
                onChange={setChosen}
                clearable
                searchable
                clearButtonProps={{ 'aria-label': t('permission-sets:onlyBooking') }}
                flex={1}
                miw={220}
              />
              <Button type="submit" disabled={chosen === held} loading={giving.isPending}>
                {t('permission-sets:give')}
              </Button>
            </Group>
            <Text size="sm" c="dimmed" mt="xs">
              {t('permission-sets:giveEffect')}
            </Text>
            <Refused error={giving.error} />
          </form>
        )}
      </Loaded>
    </Card>
  )
}
