import { Button, List, Select, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import { useTold } from '@/kit/useTold'
import { type Employer, employersQuery } from './queries'

/** A record that is there twice goes into the other one, in two steps: into which, and what moves. */
export function MergeEmployer({ employer, close }: { employer: Employer; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const told = useTold()
  const { data } = useQuery(employersQuery)
  const others = (data?.items ?? []).filter(({ id }) => id !== employer.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const [sure, setSure] = useState(false)
  const into = others.find(({ id }) => id === chosen)
  const merging = useMutation({
    mutationFn: (other: Employer) =>
      answer(
        api.POST('/api/employers/{id}/merging', {
          params: { path: { id: employer.id } },
          headers: meantFor(employer.version),
          body: { into_employer_id: other.id },
        }),
      ),
    onSuccess: async (_, other) => {
      told(t('employers:mergedNow', { name: employer.name, other: other.name }))
      await queries.invalidateQueries({ queryKey: ['employers'] })
      close()
      await navigate({ to: '/employers/$employerId', params: { employerId: other.id } })
    },
  })
  return (
    <FormDialog
      title={t('employers:mergeInto', { name: employer.name })}
      close={close}
      onSubmit={(event) => {
        event.preventDefault()
        if (into === undefined) return
        if (sure) merging.mutate(into)
        else setSure(true)
      }}
      doing={merging}
      submit={t(sure ? 'employers:mergeNow' : 'employers:continue')}
    >
      {into !== undefined && sure ? (
        <>
          <Moving employer={employer} into={into} />
          <Button variant="subtle" size="compact-md" onClick={() => setSure(false)} mr="auto">
            {t('employers:back')}
          </Button>
        </>
      ) : (
        <Select
          label={t('employers:into')}
          data={others.map(({ id, name, number }) => ({ value: id, label: `${name} (${number})` }))}
          value={chosen}
          onChange={setChosen}
          searchable
          nothingFoundMessage={t('employers:nothingFound')}
          required
          data-autofocus
        />
      )}
    </FormDialog>
  )
}

/** What the other record gets, kind by kind, and what becomes of this one. */
function Moving({ employer, into }: { employer: Employer; into: Employer }) {
  const { t } = useTranslation()
  const { nameOf } = useCentres()
  const named = { name: employer.name, other: into.name }
  const without = <One,>(all: One[], there: One[]) => {
    const known = there.map((one) => JSON.stringify(one))
    return all.filter((one) => !known.includes(JSON.stringify(one)))
  }
  const moving = [
    [t('employers:centres'), without(employer.centre_ids, into.centre_ids).map(nameOf)],
    [t('employers:domains'), without(employer.domains, into.domains)],
    [t('employers:emails'), without(employer.recorded_emails, into.recorded_emails)],
    [t('employers:workplaces'), without(employer.workplaces, into.workplaces).map(({ name }) => name)],
    [t('employers:contacts'), without(employer.contacts, into.contacts).map(({ name }) => name)],
  ] satisfies [string, string[]][]
  const some = moving.filter(([, names]) => names.length > 0)
  return (
    <>
      <Text>{t(some.length === 0 ? 'employers:movesNothing' : 'employers:moves', named)}</Text>
      {some.length > 0 && (
        <List>
          {some.map(([kind, names]) => (
            <List.Item key={kind}>{t('employers:movesKind', { kind, names: names.join(', ') })}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm">{t('employers:stays', named)}</Text>
    </>
  )
}
