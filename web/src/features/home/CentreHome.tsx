import { Grid, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconBuildingCommunity, IconCircleCheck, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CENTRE_OFFICE } from '@/app/roles'
import { useMay } from '@/app/session'
import { waitingQuery } from '@/features/learners/queries'
import { Later } from '@/kit/Later'
import { centresQuery } from '@/kit/names'
import { Loaded } from '@/kit/States'
import { Status } from '@/kit/Status'
import { TextLink } from '@/kit/TextLink'
import { Tile } from '@/kit/Tile'
import { EventsTile, TasksTile } from './DiaryTiles'
import { NewsTile } from './NewsTile'
import { SessionCounts } from './SessionCounts'

/** What a centre looks at first. Tiles whose figures do not exist yet are not there. */
export default function CentreHome() {
  const { t } = useTranslation()
  const office = useMay('keep_diaries', CENTRE_OFFICE)
  const allocates = useMay('allocate_learners')
  const centres = useQuery(centresQuery)
  return (
    <>
      <SessionCounts />
      <Grid gap="lg">
        {allocates && (
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <Waiting />
          </Grid.Col>
        )}
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Tile icon={IconBuildingCommunity} title={t('home:centres')}>
            <Loaded query={centres}>
              {({ items }) => (
                <Stack gap="xs">
                  {items.map(({ id, name, nation }) => (
                    <Group key={id} justify="space-between">
                      <Text fw={500}>{name}</Text>
                      <Text size="sm" c="dimmed">
                        {t(`home:nation.${nation}`)}
                      </Text>
                    </Group>
                  ))}
                </Stack>
              )}
            </Loaded>
          </Tile>
        </Grid.Col>
        <Later>
          {office && (
            <>
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <EventsTile />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <TasksTile />
              </Grid.Col>
            </>
          )}
          <Grid.Col span={12}>
            <NewsTile />
          </Grid.Col>
        </Later>
      </Grid>
    </>
  )
}

/** Learners pending for allocation, by qualification (CE-08, CE-26). */
function Waiting() {
  const { t } = useTranslation()
  const query = useQuery(waitingQuery)
  return (
    <Tile icon={IconUserQuestion} title={t('home:pending')}>
      <Loaded query={query}>
        {({ learners, overdue, qualifications }) =>
          learners === 0 ? (
            <Group gap="sm">
              <ThemeIcon variant="light" color="green" radius="xl" aria-hidden>
                <IconCircleCheck size={18} />
              </ThemeIcon>
              <Text c="dimmed">{t('home:nobodyWaits')}</Text>
            </Group>
          ) : (
            <Stack gap="xs">
              <TextLink to="/learners" search={{ waiting: 'yes' }} fw={650} fz="lg">
                {t('home:wait', { count: learners })}
              </TextLink>
              {overdue > 0 && (
                <TextLink to="/allocations">
                  <Status tone="late" word={t('home:waitTooLong', { count: overdue })} />
                </TextLink>
              )}
              {qualifications
                .filter(({ waiting }) => waiting > 0)
                .map(({ qualification_id, title, waiting }) => (
                  <Group key={qualification_id} justify="space-between" wrap="nowrap">
                    <TextLink
                      to="/learners"
                      search={{ waiting: 'yes', qualification: qualification_id }}
                      size="sm"
                    >
                      {title}
                    </TextLink>
                    <Text fw={680} c="var(--good-text)" className="tabular">
                      {waiting}
                    </Text>
                  </Group>
                ))}
            </Stack>
          )
        }
      </Loaded>
    </Tile>
  )
}
