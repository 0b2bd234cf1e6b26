import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { useSession } from '@/app/session'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { dayKey, partsIn } from '@/kit/time'
import { Absences } from './Absences'
import { timetableQuery } from './queries'
import { TimetableForm } from './TimetableForm'

const own = getRouteApi('/frame/working-hours')
const colleague = getRouteApi('/frame/working-hours/$personId')

/** One's own hours, and when one is away. */
export function OwnDiary() {
  const { t } = useTranslation()
  const { person } = useSession()
  return (
    <Page title={t('menu:ownHours')} lead={t('working-hours:lead')}>
      <Diary of={person.id} from={own.useSearch().from} />
    </Page>
  )
}

/** A colleague's, for who keeps the centre's diary. */
export function DiaryOfColleague() {
  const { t } = useTranslation()
  const { personId } = colleague.useParams()
  const { nameOf } = useNames([personId])
  return (
    <Page
      title={nameOf(personId)}
      trail={[{ to: '/staff-hours', label: t('menu:staffHours') }]}
      lead={t('working-hours:lead')}
    >
      <Diary of={personId} from={colleague.useSearch().from} />
    </Page>
  )
}

function Diary({ of, from }: { of: string; from: string | undefined }) {
  const zone = useZone()
  const navigate = useNavigate()
  const query = useQuery(timetableQuery(of))
  return (
    <Stack gap="lg">
      <Absences
        person={of}
        from={from ?? dayKey(partsIn(zone, new Date()))}
        go={(first) => void navigate({ to: '.', search: { from: first } })}
      />
      <Loaded query={query} lines={6} height={44}>
        {(timetable) => <TimetableForm key={timetable.version} timetable={timetable} of="person" />}
      </Loaded>
    </Stack>
  )
}
