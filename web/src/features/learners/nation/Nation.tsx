import { Button, Group, Select, Text } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, type Body, meantFor } from '@/api/client'
import { PEOPLE_KEEPERS } from '@/app/roles'
import { useMay, useSession } from '@/app/session'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import type { Enrolment } from '../queries'

type Name = NonNullable<Body<'/api/enrolments/{id}/nation', 'put'>['nation']>

const NATIONS = ['england', 'wales', 'scotland', 'northern_ireland'] as const satisfies readonly Name[]
const CENTRES = 'centres'

/** Whose rules an enrolment is under; who enrols says that they are another nation's than its centre's. */
export function Nation({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation()
  const { centre_ids } = useSession()
  const may = useMay('keep_people', PEOPLE_KEEPERS)
  const centre = useCentres().all.find(({ id }) => id === enrolment.centre_id)
  const [changing, setChanging] = useState(false)
  const nation = enrolment.nation ?? centre?.nation
  if (nation === undefined) return null
  const own = centre_ids.length === 0 || centre_ids.includes(enrolment.centre_id)
  const decides = may && own && !enrolment.archived
  const other = enrolment.nation !== null && enrolment.nation !== centre?.nation
  return (
    <Group gap="sm" justify="space-between">
      <Text size="sm">
        {t(other ? 'nation:otherThanCentre' : 'nation:rulesOf', { nation: t(`home:nation.${nation}`) })}
      </Text>
      {decides && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconMapPin size={18} aria-hidden />}
          onClick={() => setChanging(true)}
        >
          {t('nation:change')}
        </Button>
      )}
      {changing && (
        <NationForm enrolment={enrolment} centres={centre?.nation} close={() => setChanging(false)} />
      )}
    </Group>
  )
}

type FormProps = { enrolment: Enrolment; centres: Name | undefined; close: () => void }

function NationForm({ enrolment, centres, close }: FormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<string>(enrolment.nation ?? CENTRES)
  const saving = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/enrolments/{id}/nation', {
          params: { path: { id: enrolment.id } },
          headers: meantFor(enrolment.version),
          body: { nation: NATIONS.find((one) => one === chosen) ?? null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['enrolments'] })
      close()
    },
  })
  return (
    <FormDialog
      title={t('nation:title')}
      close={close}
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
      doing={saving}
      submit={t('nation:save')}
    >
      <Text size="sm">{t('nation:effect')}</Text>
      <Select
        label={t('nation:nation')}
        data={[
          ...(centres === undefined
            ? []
            : [{ value: CENTRES, label: t('nation:centres', { nation: t(`home:nation.${centres}`) }) }]),
          ...NATIONS.map((one) => ({ value: one, label: t(`home:nation.${one}`) })),
        ]}
        value={chosen}
        onChange={(value) => setChosen(value ?? CENTRES)}
        allowDeselect={false}
        data-autofocus
      />
    </FormDialog>
  )
}
