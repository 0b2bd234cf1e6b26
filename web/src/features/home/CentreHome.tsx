import { Group, Text, ThemeIcon } from '@mantine/core'
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
import classes from './Home.module.css'
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
      <div className={classes.grid}>
        {allocates && (
          <div className={classes.seven}>
            <Waiting />
          </div>
        )}
        <div className={classes.five}>
          <Tile icon={IconBuildingCommunity} title={t('home:centres')}>
            <Loaded query={centres}>
              {({ items }) => (
                <div className={classes.lines}>
                  {items.map(({ id, name, nation }) => (
                    <div key={id} className={classes.line}>
                      <span className={classes.name}>{name}</span>
                      <span className={classes.quiet}>{t(`home:nation.${nation}`)}</span>
                    </div>
                  ))}
                </div>
              )}
            </Loaded>
          </Tile>
        </div>
        <Later>
          {office && (
            <>
              <div className={classes.seven}>
                <EventsTile />
              </div>
              <div className={classes.five}>
                <TasksTile />
              </div>
            </>
          )}
          <div className={classes.whole}>
            <NewsTile />
          </div>
        </Later>
      </div>
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
            <div className={classes.lines}>
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
                  <div key={qualification_id} className={classes.line}>
                    <TextLink
                      to="/learners"
                      search={{ waiting: 'yes', qualification: qualification_id }}
                      size="sm"
                    >
                      {title}
                    </TextLink>
                    <span className={`tabular ${classes.waiting}`}>{waiting}</span>
                  </div>
                ))}
            </div>
          )
        }
      </Loaded>
    </Tile>
  )
}
