import { Button, Card, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { ActionBar } from '@/kit/ActionBar'
import { Choosing } from '@/kit/Choosing'
import { useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded, Refused } from '@/kit/States'
import { type Enrolment, enrolmentsQuery, MOST, type Place } from './queries'
import { StaffChoice } from './StaffChoice'

export const ChangeAssessor = () => <HandOver key="assessor" place="assessor" />
export const ChangeIqa = () => <HandOver key="iqa" place="iqa" />

/** Learners go from one assessor, or IQA, to another; the other place stays as it is (CE-19, CE-20). */
function HandOver({ place }: { place: Place }) {
  const { t } = useTranslation()
  const { all } = useQualifications()
  const queries = useQueryClient()
  const [qualification, setQualification] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const asked = qualification !== null && from !== null
  const sought =
    place === 'assessor'
      ? { qualification_id: qualification ?? undefined, assessor_id: from ?? undefined }
      : { qualification_id: qualification ?? undefined, iqa_id: from ?? undefined }
  const query = useQuery(enrolmentsQuery(sought, asked))
  const { nameOf } = useNames(query.data?.items.map((one) => one.learner_id) ?? [])
  const handing = useMutation({
    mutationFn: (body: { qualification_id: string; from_person_id: string; to_person_id: string }) =>
      answer(api.POST('/api/allocations/changes', { body: { ...body, place, enrolment_ids: [...chosen] } })),
    onSuccess: async ({ items }) => {
      notifications.show({ message: t('allocation:changed', { count: items.length }), color: 'green' })
      setChosen(new Set())
      await queries.invalidateQueries({ queryKey: ['enrolments'] })
    },
  })
  const qualificationId = qualification ?? undefined
  const ready = asked && to !== null && to !== from && chosen.size > 0
  return (
    <Page title={t(`menu:change.${place}`)} lead={t(`allocation:changeLead.${place}`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (qualification !== null && from !== null && to !== null) {
            handing.mutate({ qualification_id: qualification, from_person_id: from, to_person_id: to })
          }
        }}
      >
        <Stack gap="lg">
          <Card>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Select
                label={t('allocation:qualification')}
                placeholder={t('allocation:choose')}
                data={all.map(({ id, title }) => ({ value: id, label: title }))}
                value={qualification}
                onChange={(value) => {
                  setQualification(value)
                  setFrom(null)
                  setTo(null)
                  setChosen(new Set())
                }}
                searchable
                withAsterisk
              />
              <StaffChoice
                qualificationId={qualificationId}
                place={place}
                label={t(`allocation:from.${place}`)}
                value={from}
                onChange={(value) => {
                  setFrom(value)
                  setChosen(new Set())
                }}
                withFormer
              />
              <StaffChoice
                qualificationId={qualificationId}
                place={place}
                label={t(`allocation:to.${place}`)}
                value={to}
                onChange={setTo}
              />
            </SimpleGrid>
          </Card>
          {asked && (
            <Loaded query={query} lines={5} height={44}>
              {({ items }) =>
                items.length === 0 ? (
                  <Empty icon={IconUsersGroup} title={t('allocation:noLearners')} />
                ) : (
                  <Choosing<Enrolment>
                    label={t('allocation:learners')}
                    rows={items}
                    idOf={(one) => one.id}
                    nameOf={(one) => nameOf(one.learner_id)}
                    columns={[
                      {
                        title: t('learners:learner'),
                        of: (one) => <Text fw={600}>{nameOf(one.learner_id)}</Text>,
                      },
                    ]}
                    chosen={chosen}
                    onChange={setChosen}
                    most={MOST}
                  />
                )
              }
            </Loaded>
          )}
          <Refused error={handing.error} />
          {chosen.size > 0 && (
            <ActionBar>
              <Button type="submit" disabled={!ready} loading={handing.isPending}>
                {t(`allocation:confirm.${place}`, { count: chosen.size })}
              </Button>
            </ActionBar>
          )}
        </Stack>
      </form>
    </Page>
  )
}
