import { Button, Card, Group, Progress, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/api/client'
import { FileLink } from '@/kit/FileLink'
import { Page } from '@/kit/Page'
import { PagedList } from '@/kit/PagedList'
import { sentenceOfCode } from '@/kit/problems'
import { Loaded, Refused } from '@/kit/States'
import { Status, type Tone } from '@/kit/Status'
import { Named } from '@/kit/table/Named'
import { useSeek } from '@/kit/useSeek'
import { WideTable } from '@/kit/WideTable'
import classes from './Imports.module.css'
import {
  type Import,
  type ImportRow,
  importQuery,
  importRows,
  type Kind,
  RESULTS,
  type Result,
} from './queries'

const route = getRouteApi('/frame/imports/$importId')

const TONES: Record<Result, Tone> = {
  waiting: 'quiet',
  added: 'good',
  changed: 'good',
  enrolled: 'good',
  unchanged: 'quiet',
  refused: 'bad',
}

/** What an import would do, does and has done: a result for every row (B-17). */
export function ImportPage() {
  const { t } = useTranslation()
  const { importId } = route.useParams()
  const query = useQuery(importQuery(importId))
  const trail = [{ to: '/imports', label: t('menu:imports') }]
  return (
    <Page title={t('imports:one')} trail={trail}>
      <Loaded query={query}>{(found) => <Found found={found} />}</Loaded>
    </Page>
  )
}

function Found({ found }: { found: Import }) {
  const { t, i18n } = useTranslation()
  const { result } = route.useSearch()
  const seek = useSeek<{ result: Result }>()
  const queries = useQueryClient()
  const running = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/run', { params: { path: { id: found.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports', found.id] }),
  })
  const under = found.state === 'checking' || found.state === 'running'
  const todo = found.added + found.changed + found.enrolled
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <Group justify="space-between">
            <Text fw={600} role="status">
              {t(`imports:state.${found.state}`, { count: found.rows })}
            </Text>
            {found.refused > 0 && (
              <FileLink
                address={`/api/imports/${found.id}/errors?language=${i18n.language}`}
                words={t('imports:errors')}
              />
            )}
          </Group>
          {under && (
            <Progress
              value={(100 * (found.rows - found.waiting)) / Math.max(found.rows, 1)}
              aria-label={t('imports:progress')}
              animated
            />
          )}
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            {RESULTS[found.kind].map((one) => (
              <UnstyledButton
                key={one}
                className={classes.count}
                aria-pressed={result === one}
                onClick={() => seek({ result: result === one ? null : one })}
              >
                <Text span fz={28} fw={700} display="block" className="tabular">
                  {found[one]}
                </Text>
                <Text span size="sm">
                  {t(`imports:${found.state === 'done' ? 'did' : 'would'}.${one}`)}
                </Text>
              </UnstyledButton>
            ))}
          </SimpleGrid>
          {found.state === 'checked' && (
            <Group>
              <Button
                leftSection={<IconPlayerPlay size={20} aria-hidden />}
                disabled={todo === 0}
                loading={running.isPending}
                onClick={() => running.mutate()}
              >
                {t('imports:run', { count: todo })}
              </Button>
            </Group>
          )}
          <Refused error={running.error} />
        </Stack>
      </Card>
      <Rows found={found} result={result} />
    </Stack>
  )
}

function Rows({ found, result }: { found: Import; result: Result | undefined }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(importRows(found.id, found.state, result))
  return (
    <PagedList query={query} lines={6} height={40}>
      {(rows) => (
        <WideTable label={t('imports:rows')}>
          <thead>
            <tr>
              <th>{t('imports:row')}</th>
              <th>{t(`imports:first.${found.kind}`)}</th>
              <th className="roomy">{t(`imports:second.${found.kind}`)}</th>
              <th>{t('imports:result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.number} row={row} kind={found.kind} done={found.state === 'done'} />
            ))}
          </tbody>
        </WideTable>
      )}
    </PagedList>
  )
}

/** What a row is known by: a name, what stands below it, and what stands beside it. */
const SHOWN: Record<Kind, (values: ImportRow['values']) => [string, string, string]> = {
  people: ({ given_name = '', family_name = '', email = '', qualification = '' }) => [
    `${given_name} ${family_name}`,
    email,
    qualification,
  ],
  employers: ({ name = '', number = '', workplace = '' }) => [name, number, workplace],
}

function Row({ row, kind, done }: { row: ImportRow; kind: Kind; done: boolean }) {
  const { t } = useTranslation()
  const [name, below, beside] = SHOWN[kind](row.values)
  const word =
    row.result === 'waiting' ? t('imports:waiting') : t(`imports:${done ? 'did' : 'would'}.${row.result}`)
  return (
    <tr>
      <td className="tabular">{row.number}</td>
      <td>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {below}
        </Text>
        {beside !== '' && <Named title={t(`imports:second.${kind}`)}>{beside}</Named>}
      </td>
      <td className="roomy tabular">{beside}</td>
      <td>
        <Status tone={TONES[row.result]} word={word} />
        {row.code !== null && <Text size="sm">{sentenceOfCode(row.code, row.detail ?? '')}</Text>}
      </td>
    </tr>
  )
}
