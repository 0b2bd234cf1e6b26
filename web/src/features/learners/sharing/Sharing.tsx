import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { IconShare } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { ADMINISTRATORS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { useCentres } from '@/kit/names'
import { Refused } from '@/kit/States'
import type { Enrolment } from '../queries'

/** Whether another centre looks after an enrolment too; an administrator of its own consents and takes it back (CE-30). */
export function Sharing({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation()
  const { centre_ids } = useSession()
  const allocates = useMay('allocate_learners', ADMINISTRATORS)
  const { all, nameOf } = useCentres()
  const [sharing, setSharing] = useState(false)
  const keeping = useChange(enrolment, () =>
    answer(api.DELETE('/api/enrolments/{id}/sharing', aboutOf(enrolment))),
  )
  const own = centre_ids.length === 0 || centre_ids.includes(enrolment.centre_id)
  const decides = allocates && own && !enrolment.archived
  const others = all.filter(({ id }) => id !== enrolment.centre_id)
  const { shared_with_centre_id: shared } = enrolment
  if (shared !== null) {
    return (
      <Stack gap="xs">
        <Group gap="sm" justify="space-between">
          <Text size="sm">{t('sharing:with', { centre: nameOf(shared) })}</Text>
          {decides && (
            <Button
              variant="default"
              size="compact-md"
              loading={keeping.isPending}
              onClick={() => keeping.mutate()}
            >
              {t('sharing:end')}
            </Button>
          )}
        </Group>
        <Refused error={keeping.error} />
      </Stack>
    )
  }
  if (!decides || others.length === 0) return null
  return (
    <Group>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconShare size={18} aria-hidden />}
        onClick={() => setSharing(true)}
      >
        {t('sharing:share')}
      </Button>
      {sharing && <ShareForm enrolment={enrolment} centres={others} close={() => setSharing(false)} />}
    </Group>
  )
}

type FormProps = { enrolment: Enrolment; centres: { id: string; name: string }[]; close: () => void }

function ShareForm({ enrolment, centres, close }: FormProps) {
  const { t } = useTranslation()
  const [centre, setCentre] = useState<string | null>(null)
  const sharing = useChange(
    enrolment,
    () =>
      answer(
        api.PUT('/api/enrolments/{id}/sharing', {
          ...aboutOf(enrolment),
          body: { centre_id: centre ?? '' },
        }),
      ),
    close,
  )
  return (
    <Modal
      opened
      onClose={close}
      title={t('sharing:share')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (centre !== null) sharing.mutate()
        }}
      >
        <Stack>
          <Text size="sm">{t('sharing:effect')}</Text>
          <Select
            label={t('sharing:centre')}
            data={centres.map(({ id, name }) => ({ value: id, label: name }))}
            value={centre}
            onChange={setCentre}
            allowDeselect={false}
            required
            data-autofocus
          />
          <Refused error={sharing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('sharing:cancel')}
            </Button>
            <Button type="submit" loading={sharing.isPending}>
              {t('sharing:confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const aboutOf = ({ id, version }: Enrolment) => ({ params: { path: { id } }, headers: meantFor(version) })

/** A change of the enrolment, after which what is shown of it is read anew. */
function useChange(enrolment: Enrolment, send: () => Promise<unknown>, done?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationKey: ['sharing', enrolment.id],
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['enrolments'] })
      done?.()
    },
  })
}
