import { Anchor, Button, Card, FileButton, List, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, type Body } from '@/api/client'
import { Page } from '@/kit/Page'
import { Refused } from '@/kit/States'
import { useSeek } from '@/kit/useSeek'
import type { Kind } from './queries'

const CSV = 'text/csv'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const route = getRouteApi('/frame/imports')

/** The columns as the API names them; it knows them by what they are called in either language, too. */
const COLUMNS = {
  people: [
    { words: 'imports:needed', names: ['given_name', 'family_name', 'centre'] },
    { words: 'imports:wanted', names: ['key', 'email', 'role', 'language'] },
    { words: 'imports:enrolment', names: ['qualification', 'assessor', 'iqa'] },
  ],
  employers: [
    { words: 'imports:needed', names: ['number', 'name', 'centre'] },
    { words: 'imports:recognised', names: ['recorded_emails', 'larger_company', 'domains'] },
    { words: 'imports:workplace', names: ['workplace', 'workplace_address'] },
    { words: 'imports:contact', names: ['contact', 'contact_position', 'contact_email', 'contact_phone'] },
  ],
} as const satisfies Record<Kind, readonly { words: string; names: readonly string[] }[]>

type Column = (typeof COLUMNS)[Kind][number]['names'][number]

/** A file with nothing but the line that names the columns. */
const template = (names: readonly string[]) =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${names.join(',')}\r\n`)}`

/** A file of people or of employers is sent; nothing changes before its preview was seen (B-17). */
export function Imports() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const seek = useSeek<{ kind: 'employers' }>()
  const { kind = 'people' } = route.useSearch()
  const called = (names: readonly Column[]) => names.map((name) => t(`imports:column.${name}`))
  const sending = useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST('/api/imports', {
          params: { query: { kind } },
          // The generated type of a file's bytes is text.
          body: file as unknown as Body<'/api/imports', 'post'>,
          bodySerializer: (body: unknown) => body as File,
          headers: { 'Content-Type': file.name.toLowerCase().endsWith('.xlsx') ? EXCEL : CSV },
        }),
      ),
    onSuccess: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
  })
  return (
    <Page title={t('menu:imports')} lead={t('imports:lead')}>
      <SegmentedControl
        aria-label={t('imports:about')}
        maw={320}
        value={kind}
        onChange={(value) => seek({ kind: value === 'employers' ? value : null })}
        data={(['people', 'employers'] as const).map((value) => ({
          value,
          label: t(`imports:kind.${value}`),
        }))}
      />
      <Card maw={760}>
        <Stack align="flex-start">
          <Text>{t('imports:columns')}</Text>
          <List size="sm">
            {COLUMNS[kind].map(({ words, names }) => (
              <List.Item key={words}>
                <em>{called(names).join(', ')}</em> {t(words)}
              </List.Item>
            ))}
          </List>
          <Anchor
            href={template(COLUMNS[kind].flatMap(({ names }) => called(names)))}
            download={`${t(`imports:kind.${kind}`).toLowerCase()}.csv`}
          >
            {t('imports:template')}
          </Anchor>
          <FileButton
            accept={`${CSV},.csv,${EXCEL},.xlsx`}
            onChange={(file) => file !== null && sending.mutate(file)}
            inputProps={{ 'aria-label': t('imports:file') }}
          >
            {(props) => (
              <Button
                {...props}
                loading={sending.isPending}
                leftSection={<IconFileUpload size={20} aria-hidden />}
              >
                {t('imports:choose')}
              </Button>
            )}
          </FileButton>
          <Refused error={sending.error} />
        </Stack>
      </Card>
    </Page>
  )
}
