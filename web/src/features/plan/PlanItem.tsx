import { Card, Collapse, Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSessionWords } from '@/features/sessions/useSessionWords'
import { Status } from '@/kit/Status'
import { useClock } from '@/kit/useClock'
import classes from './PlanItem.module.css'
import type { PlanSession } from './queries'

/** A session of the plan: its line, and behind the chevron what was planned and how it went (SA-49). */
export function PlanItem({ item }: { item: PlanSession }) {
  const { t } = useTranslation()
  const clock = useClock()
  const words = useSessionWords()
  const [opened, { toggle }] = useDisclosure()
  const id = useId()
  return (
    <Card padding={0} className={classes.item} data-state={item.state}>
      <UnstyledButton className={classes.line} onClick={toggle} aria-expanded={opened} aria-controls={id}>
        <IconChevronRight size={20} aria-hidden className={classes.chevron} data-opened={opened} />
        <span className={classes.number}>{item.number === null ? t('plan:noNumber') : item.number}</span>
        <span className={classes.name}>
          <Text span fw={600}>
            {words.nameOf(item)}
          </Text>
          <Text span size="sm" c="dimmed">
            {t('sessions:dayAndTime', {
              day: clock.day(item.starts_at),
              time: clock.span(item.starts_at, item.ends_at),
            })}
          </Text>
        </span>
        <Status tone={words.toneOf(item.state)} word={t(`sessions:state.${item.state}`)} />
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <div className={classes.more}>
          <SimpleGrid cols={{ base: 1, xs: 3 }} mb="md">
            <Fact name={t('sessions:where')} value={words.placeOf(item)} />
            <Fact name={t('sessions:assessor')} value={item.assessor.name ?? t('app:somebody')} />
            <Fact name={t('sessions:outcome')} value={t(`sessions:outcomeName.${item.own.outcome}`)} />
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            {t('sessions:notes')}
          </Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{item.planning_notes ?? t('sessions:noNotes')}</Text>
          <Group mt="md">
            <Link to="/sessions/$sessionId" params={{ sessionId: item.session_id }} className={classes.link}>
              {t('plan:toSession')}
            </Link>
          </Group>
        </div>
      </Collapse>
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text>{value}</Text>
    </div>
  )
}
