import { Badge, Button, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconUserCheck, IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { waitingQuery } from '@/features/learners/queries'
import { ActionBar } from '@/kit/ActionBar'
import { Choosing } from '@/kit/Choosing'
import { useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded, Refused } from '@/kit/States'
import classes from './Allocate.module.css'
import { type Enrolment, enrolmentsQuery, MOST } from './queries'
import { StaffChoice } from './StaffChoice'

const route = getRouteApi('/frame/allocations')

/** Qualification, learners, assessor, IQA, in this order, and one button for all of them (CE-24, CE-27). */
export function Allocate() {
  const { t } = useTranslation()
  const { qualification } = route.useSearch()
  const navigate = route.useNavigate()
  const waiting = useQuery(waitingQuery)
  return (
    <Page title={t('menu:allocate')} lead={t('allocation:lead')}>
      <Loaded query={waiting}>
        {({ qualifications }) =>
          qualifications.length === 0 ? (
            <Empty icon={IconUserCheck} title={t('allocation:noneTitle')}>
              {t('allocation:none')}
            </Empty>
          ) : (
            <Stack gap="lg">
              <SimpleGrid
                cols={{ base: 1, xs: 2, lg: 3 }}
                role="group"
                aria-label={t('allocation:qualification')}
              >
                {qualifications.map((one) => (
                  <UnstyledButton
                    key={one.qualification_id}
                    className={classes.qualification}
                    aria-pressed={one.qualification_id === qualification}
                    onClick={() =>
                      void navigate({ search: { qualification: one.qualification_id }, replace: true })
                    }
                  >
                    <span>
                      <Text span fw={600} display="block">
                        {one.title}
                      </Text>
                      <Text span size="sm" c="dimmed">
                        {one.number}
                      </Text>
                    </span>
                    <Badge
                      color="green.9"
                      className={classes.waiting}
                      size="lg"
                      aria-label={t('allocation:waiting', { count: one.waiting })}
                    >
                      {one.waiting}
                    </Badge>
                  </UnstyledButton>
                ))}
              </SimpleGrid>
              {qualification !== undefined && (
                <Learners key={qualification} qualificationId={qualification} />
              )}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function Learners({ qualificationId }: { qualificationId: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const query = useQuery(enrolmentsQuery({ qualification_id: qualificationId, waiting: true }, true))
  const rows = query.data?.items ?? []
  const { nameOf } = useNames(rows.flatMap((one) => [one.learner_id, one.assessor_id, one.iqa_id]))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [assessor, setAssessor] = useState<string | null>(null)
  const [iqa, setIqa] = useState<string | null>(null)
  const allocating = useMutation({
    mutationFn: (body: { assessor_id: string; iqa_id: string }) =>
      answer(
        api.POST('/api/allocations', {
          body: { ...body, qualification_id: qualificationId, enrolment_ids: [...chosen] },
        }),
      ),
    onSuccess: async ({ items }) => {
      notifications.show({ message: t('allocation:done', { count: items.length }), color: 'green' })
      setChosen(new Set())
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['enrolments'] }),
        queries.invalidateQueries({ queryKey: ['waiting'] }),
      ])
    },
  })
  const ready = chosen.size > 0 && assessor !== null && iqa !== null
  return (
    <Loaded query={query} lines={6} height={44}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconUsersGroup} title={t('allocation:noneTitle')} />
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (assessor !== null && iqa !== null) allocating.mutate({ assessor_id: assessor, iqa_id: iqa })
            }}
          >
            <Stack gap="md">
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
                  { title: t('learners:assessor'), of: (one) => nameOf(one.assessor_id) },
                  { title: t('learners:iqa'), of: (one) => nameOf(one.iqa_id) },
                ]}
                chosen={chosen}
                onChange={setChosen}
                most={MOST}
              />
              <ActionBar>
                <StaffChoice
                  qualificationId={qualificationId}
                  place="assessor"
                  label={t('learners:assessor')}
                  value={assessor}
                  onChange={setAssessor}
                />
                <StaffChoice
                  qualificationId={qualificationId}
                  place="iqa"
                  label={t('learners:iqa')}
                  value={iqa}
                  onChange={setIqa}
                />
                <Button type="submit" mt="auto" disabled={!ready} loading={allocating.isPending}>
                  {t('allocation:allocate', { count: chosen.size })}
                </Button>
                <Refused error={allocating.error} />
              </ActionBar>
            </Stack>
          </form>
        )
      }
    </Loaded>
  )
}
