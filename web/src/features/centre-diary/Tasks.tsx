import { Button, Card, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconChecklist, IconPencil, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { DIARY_KEEPERS } from '@/app/roles'
import { useMay } from '@/app/session'
import { useCentres, useNames } from '@/kit/names'
import { Page } from '@/kit/Page'
import { PlainList } from '@/kit/PlainList'
import { Empty, Loaded, Refused } from '@/kit/States'
import { useClock } from '@/kit/useClock'
import { useSeek } from '@/kit/useSeek'
import { DueOn } from './DueOn'
import { type Task, tasksQuery } from './queries'
import { TaskForm } from './TaskForm'

const route = getRouteApi('/frame/tasks')

/** What a centre has to do, by the day it is due (CE-10). */
export function Tasks() {
  const { t } = useTranslation()
  const { show } = route.useSearch()
  const seek = useSeek<{ show: 'done' }>()
  const done = show === 'done'
  const query = useQuery(tasksQuery(done))
  const [open, setOpen] = useState<Task | 'new' | null>(null)
  const keeps = useMay('keep_diaries', DIARY_KEEPERS)
  return (
    <Page
      title={t('menu:tasks')}
      lead={t('centre-diary:tasksLead')}
      actions={
        keeps && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
            {t('centre-diary:addTask')}
          </Button>
        )
      }
    >
      <SegmentedControl
        aria-label={t('centre-diary:which')}
        maw={320}
        value={done ? 'done' : 'open'}
        onChange={(value) => seek({ show: value === 'done' ? value : null })}
        data={(['open', 'done'] as const).map((value) => ({
          value,
          label: t(`centre-diary:tasks.${value}`),
        }))}
      />
      <Loaded query={query} lines={4} height={56}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconChecklist} title={t(done ? 'centre-diary:noneDone' : 'centre-diary:noTasks')}>
              {!done && t('centre-diary:noTasksHint')}
            </Empty>
          ) : (
            <List tasks={items} {...(keeps ? { edit: setOpen } : {})} />
          )
        }
      </Loaded>
      {open !== null && <TaskForm {...(open === 'new' ? {} : { task: open })} close={() => setOpen(null)} />}
    </Page>
  )
}

function List({ tasks, edit }: { tasks: Task[]; edit?: (task: Task) => void }) {
  const { t } = useTranslation()
  const clock = useClock()
  const centres = useCentres()
  const { nameOf } = useNames(tasks.map(({ done_by_id }) => done_by_id))
  const ticking = useTicking()
  return (
    <Stack gap="sm">
      <Refused error={ticking.error} />
      <PlainList>
        {tasks.map((task) => (
          <li key={task.id}>
            <Card padding="md">
              <Group justify="space-between" align="flex-start" gap="sm">
                <Checkbox
                  size="md"
                  label={task.title}
                  checked={task.done}
                  disabled={edit === undefined || ticking.isPending}
                  onChange={() => ticking.mutate(task)}
                  styles={{ label: { fontWeight: 600, color: 'inherit', opacity: 1 } }}
                />
                <Group gap="sm">
                  <DueOn task={task} />
                  {edit !== undefined && (
                    <Button
                      variant="subtle"
                      size="compact-md"
                      leftSection={<IconPencil size={18} aria-hidden />}
                      aria-label={t('centre-diary:editTitle', { title: task.title })}
                      onClick={() => edit(task)}
                    >
                      {t('centre-diary:edit')}
                    </Button>
                  )}
                </Group>
              </Group>
              {task.notes !== '' && (
                <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line' }}>
                  {task.notes}
                </Text>
              )}
              <Text size="sm" c="dimmed" mt={4}>
                {centres.nameOf(task.centre_id)}
                {task.done_at !== null &&
                  ` · ${t('centre-diary:doneBy', { name: nameOf(task.done_by_id), moment: clock.moment(task.done_at) })}`}
              </Text>
            </Card>
          </li>
        ))}
      </PlainList>
    </Stack>
  )
}

/** Says that a task is done, or is not after all. */
function useTicking() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version, title, notes, due_on, done }: Task) =>
      answer(
        api.PUT('/api/tasks/{task_id}', {
          params: { path: { task_id: id } },
          headers: meantFor(version),
          body: { title, notes, due_on, done: !done },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
}
