import { Button, Card, FileButton, List, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, type Body } from '@/api/client'
import { Page } from '@/kit/Page'
import { Refused } from '@/kit/States'

const CSV = 'text/csv'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The columns as the API names them; a file in Welsh has the same. */
const COLUMNS = [
  { words: 'imports:needed', names: ['given_name', 'family_name', 'centre'] },
  { words: 'imports:wanted', names: ['key', 'email', 'role', 'language'] },
  { words: 'imports:enrolment', names: ['qualification', 'assessor', 'iqa'] },
] as const

/** A file of people, with or without enrolments, is sent; nothing changes before its preview was seen (B-17). */
export function Imports() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const sending = useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST('/api/imports', {
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
      <Card maw={760}>
        <Stack align="flex-start">
          <Text>{t('imports:columns')}</Text>
          <List size="sm">
            {COLUMNS.map(({ words, names }) => (
              <List.Item key={words}>
                <code>{names.join(', ')}</code> {t(words)}
              </List.Item>
            ))}
          </List>
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
