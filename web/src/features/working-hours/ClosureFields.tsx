import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/kit/DateField'
import type { Timetable } from './queries'

type Closure = Timetable['closures'][number]

const MOST = 100

/** Whether a closure lacks a day, or ends before it begins. */
export const closuresFault = (closures: readonly Closure[]) =>
  closures.some(({ first, last }) => first === '' || last === '' || last < first)

/** Days on which nobody works, a line each: from, until, why. */
export function ClosureFields(props: { closures: Closure[]; onChange: (closures: Closure[]) => void }) {
  const { closures, onChange } = props
  const { t } = useTranslation()
  const say = (place: number, change: Partial<Closure>) =>
    onChange(closures.map((one, other) => (other === place ? { ...one, ...change } : one)))
  return (
    <Fieldset legend={t('working-hours:closures')}>
      <Stack gap="sm">
        {closures.length === 0 && <Text c="dimmed">{t('working-hours:noClosures')}</Text>}
        {closures.map(({ first, last, reason }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; it has nothing else of its own
          <Group key={place} gap="sm" align="end">
            <DateField
              label={t('working-hours:first')}
              required
              value={first}
              onChange={(value) =>
                say(place, { first: value, ...(last === '' || last === first ? { last: value } : {}) })
              }
            />
            <DateField
              label={t('working-hours:last')}
              required
              value={last}
              error={last !== '' && last < first}
              onChange={(value) => say(place, { last: value })}
            />
            <TextInput
              label={t('working-hours:reason')}
              maxLength={100}
              flex={1}
              miw={140}
              value={reason}
              onChange={({ currentTarget }) => say(place, { reason: currentTarget.value })}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('working-hours:removeClosure', { place: place + 1 })}
              onClick={() => onChange(closures.filter((_, other) => other !== place))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="light"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={closures.length >= MOST}
            onClick={() => onChange([...closures, { first: '', last: '', reason: '' }])}
          >
            {t('working-hours:addClosure')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}
