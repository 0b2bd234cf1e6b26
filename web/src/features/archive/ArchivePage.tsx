import { Button, Stack, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionBar } from '@/kit/ActionBar'
import { Choosing, type Column } from '@/kit/Choosing'
import { Page } from '@/kit/Page'
import { itemsOf, PagedList } from '@/kit/PagedList'
import { SearchField } from '@/kit/SearchField'
import { Empty } from '@/kit/States'
import { shortDate } from '@/kit/time'
import { useSeek } from '@/kit/useSeek'
import { Confirm } from './Confirm'
import { archiveRows, type Row } from './queries'
import type { Sought } from './sought'

type Way = { back: boolean; by: 'learner' | 'qualification' }

export const ArchiveByLearner = () => <ArchivePage key="al" back={false} by="learner" />
export const ArchiveByQualification = () => <ArchivePage key="aq" back={false} by="qualification" />
export const RetrieveByLearner = () => <ArchivePage key="rl" back by="learner" />
export const RetrieveByQualification = () => <ArchivePage key="rq" back by="qualification" />

/** Learners, or single qualifications of theirs, are put away and got back, in two steps (CE-51 to CE-58). */
function ArchivePage({ back, by }: Way) {
  const { t } = useTranslation()
  const sought: Sought = useSearch({ strict: false })
  const seek = useSeek<Sought>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [confirming, setConfirming] = useState(false)
  const query = useInfiniteQuery(archiveRows(back, sought))
  const columns = useColumns(by)
  const rows = relevant(itemsOf(query.data), { back, by })
  const idOf = (row: Row) => (by === 'learner' ? row.learner_id : row.enrolment_id)
  const way = `${back ? 'retrieve' : 'archive'}.${by}` as const
  return (
    <Page title={t(`menu:${way}`)} lead={t(`archive:lead.${way}`)}>
      <Stack gap="md">
        <SearchField
          label={t('archive:search')}
          value={sought.search ?? ''}
          onChange={(search) => seek({ search })}
          maw={380}
        />
        <PagedList query={query} lines={6} height={44}>
          {() =>
            rows.length === 0 ? (
              <Empty icon={back ? IconArchiveOff : IconArchive} title={t('archive:noneTitle')}>
                {t(back ? 'archive:noneArchived' : 'archive:noneOpen')}
              </Empty>
            ) : (
              <Choosing<Row>
                label={t(`menu:${way}`)}
                rows={rows}
                idOf={idOf}
                nameOf={nameOf}
                columns={columns}
                chosen={chosen}
                onChange={setChosen}
                most={by === 'learner' ? 50 : 200}
                searchedElsewhere
              />
            )
          }
        </PagedList>
        {chosen.size > 0 && (
          <ActionBar>
            <Button
              color="green.9"
              leftSection={
                back ? <IconArchiveOff size={20} aria-hidden /> : <IconArchive size={20} aria-hidden />
              }
              onClick={() => setConfirming(true)}
            >
              {t(back ? 'archive:retrieve' : 'archive:archive', { count: chosen.size })}
            </Button>
          </ActionBar>
        )}
      </Stack>
      {confirming && (
        <Confirm
          back={back}
          by={by}
          ids={[...chosen]}
          names={rows.filter((row) => chosen.has(idOf(row))).map(nameOf)}
          close={() => setConfirming(false)}
          done={() => {
            setConfirming(false)
            setChosen(new Set())
          }}
        />
      )}
    </Page>
  )
}

const nameOf = (row: Row) => `${row.given_name} ${row.family_name}`

/** What went by learner comes back by learner; a learner stands in the list once. */
function relevant(rows: Row[], { back, by }: Way): Row[] {
  const right = back ? rows.filter((row) => row.scope === by) : rows
  if (by === 'qualification') return right
  return [...new Map(right.map((row) => [row.learner_id, row])).values()]
}

function useColumns(by: Way['by']): Column<Row>[] {
  const { t } = useTranslation()
  const person: Column<Row>[] = [
    { title: t('archive:number'), of: (row) => row.learner_number ?? '' },
    { title: t('archive:givenName'), leads: true, of: (row) => <Text fw={600}>{row.given_name}</Text> },
    {
      title: t('archive:familyName'),
      leads: true,
      sortedBy: 'learner',
      of: (row) => <Text fw={600}>{row.family_name}</Text>,
    },
    {
      title: t('archive:born'),
      of: (row) => (row.date_of_birth === null ? '' : day(row.date_of_birth)),
    },
  ]
  if (by === 'learner') return person
  const qualification = {
    title: t('archive:qualification'),
    of: (row: Row) => (
      <>
        <Text>{row.qualification_title}</Text>
        <Text size="sm" c="dimmed">
          {row.qualification_number}
        </Text>
      </>
    ),
  }
  return [qualification, ...person]
}

function day(iso: string): string {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number)
  return shortDate({ year, month, day: date, weekday: 0, hour: 0, minute: 0 })
}
