import { Badge, Card, Checkbox, Group, ScrollArea, Select, SimpleGrid, Text, TextInput } from '@mantine/core'
import { IconCalendarX, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQualifications } from '@/kit/names'
import { Loaded } from '@/kit/States'
import classes from './LearnerTicks.module.css'
import { useEligible } from './queries'

type Props = {
  ticked: string[]
  onChange: (ids: string[]) => void
  most: number
  /** Who is known to have no time. */
  busy?: ReadonlySet<string>
}

/** Learners with tick boxes, by course and name. Whoever is ticked stays ticked, whatever is filtered. */
export function LearnerTicks({ ticked, onChange, most, busy }: Props) {
  const { t } = useTranslation()
  const { titleOf } = useQualifications()
  const query = useEligible(ticked)
  const [course, setCourse] = useState<string | null>(null)
  const [name, setName] = useState('')
  return (
    <Card component="section" padding="md" aria-label={t('booking:learners')}>
      <Loaded query={query} lines={6} height={40}>
        {({ items }) => {
          const taught = [...new Set(items.flatMap((one) => one.qualification_ids))]
          const shown = items.filter(
            (one) =>
              (course === null || one.qualification_ids.includes(course)) &&
              one.name.toLowerCase().includes(name.trim().toLowerCase()),
          )
          return (
            <>
              <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
                <Select
                  label={t('booking:onCourse')}
                  placeholder={t('booking:everyCourse')}
                  clearable
                  clearButtonProps={{ 'aria-label': t('booking:everyCourse') }}
                  data={taught.map((id) => ({ value: id, label: titleOf(id) }))}
                  value={course}
                  onChange={setCourse}
                />
                <TextInput
                  label={t('booking:byName')}
                  leftSection={<IconSearch size={18} aria-hidden />}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
              </SimpleGrid>
              <ScrollArea.Autosize mah={420} type="auto" viewportProps={{ tabIndex: 0 }}>
                <ul className={classes.list}>
                  {shown.map((one) => (
                    <li key={one.learner_id}>
                      <Checkbox
                        classNames={{ body: classes.body ?? '', labelWrapper: classes.words ?? '' }}
                        checked={ticked.includes(one.learner_id)}
                        disabled={!ticked.includes(one.learner_id) && ticked.length >= most}
                        onChange={(event) =>
                          onChange(
                            event.currentTarget.checked
                              ? [...ticked, one.learner_id]
                              : ticked.filter((id) => id !== one.learner_id),
                          )
                        }
                        label={
                          <Group justify="space-between" gap="xs" wrap="nowrap">
                            <span>
                              {one.name}
                              <Text span size="xs" c="dimmed" display="block">
                                {one.qualification_ids.map(titleOf).join(', ')}
                              </Text>
                            </span>
                            {busy?.has(one.learner_id) && (
                              <Badge
                                color="red"
                                variant="light"
                                tt="none"
                                leftSection={<IconCalendarX size={14} aria-hidden />}
                              >
                                {t('booking:clash')}
                              </Badge>
                            )}
                          </Group>
                        }
                      />
                    </li>
                  ))}
                </ul>
                {shown.length === 0 && (
                  <Text c="dimmed" size="sm">
                    {t('booking:nobodyFound')}
                  </Text>
                )}
              </ScrollArea.Autosize>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
