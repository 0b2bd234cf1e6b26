import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { useTold } from '@/kit/useTold'
import type { PermissionSet } from './queries'

/** Asks before a set is put away for good. */
export function RetireSet({ set, close }: { set: PermissionSet; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const retiring = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/permission-sets/{id}/retirement', {
          params: { path: { id: set.id } },
          headers: meantFor(set.version),
        }),
      ),
    onSuccess: async () => {
      told(t('permission-sets:retired', { name: set.name }))
      await queries.invalidateQueries({ queryKey: ['permission-sets'] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('permission-sets:retireName', { name: set.name })}
      close={close}
      onSubmit={(event) => {
        event.preventDefault()
        retiring.mutate()
      }}
      doing={retiring}
      submit={t('permission-sets:retire')}
    >
      <Text size="sm">{t('permission-sets:retireEffect')}</Text>
    </FormDialog>
  )
}
