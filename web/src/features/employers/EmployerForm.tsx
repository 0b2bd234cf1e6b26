import {
  Button,
  Fieldset,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import type { Employer, NewEmployer } from './queries'

type Values = {
  name: string
  number: string
  centre_ids: string[]
  larger_company: boolean
  domains: string
  recorded_emails: string
  workplaces: { name: string; address: string }[]
  contacts: { name: string; position: string; email: string; phone: string }[]
}

const NO_WORKPLACE = { name: '', address: '' }
const NO_CONTACT = { name: '', position: '', email: '', phone: '' }
const CONTACT_FIELDS = ['name', 'position', 'email', 'phone'] as const

/** A new employer, or everything that is recorded of one that is there. */
export function EmployerForm({ employer, close }: { employer?: Employer; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const told = useTold()
  const { all } = useCentres()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: valuesOf(employer),
    validate: {
      name: (name) => (name.trim() === '' ? t('employers:nameNeeded') : null),
      number: (number) => (number.trim() === '' ? t('employers:numberNeeded') : null),
      centre_ids: (ids) => (ids.length === 0 ? t('employers:centreNeeded') : null),
    },
  })
  const forget = useDraft(
    employer === undefined ? 'employer' : `employer:${employer.id}:${employer.version}`,
    form,
  )
  const saving = useMutation({
    mutationFn: (values: Values) =>
      employer === undefined
        ? answer(api.POST('/api/employers', { body: bodyOf(values) }))
        : answer(
            api.PUT('/api/employers/{id}', {
              params: { path: { id: employer.id } },
              headers: meantFor(employer.version),
              body: bodyOf(values),
            }),
          ),
    onError: (error) => form.setErrors(byInput(faultsByField(error))),
    onSuccess: async ({ name }) => {
      forget()
      told(t('employers:saved', { name }))
      await queries.invalidateQueries({ queryKey: ['employers'] })
      close()
    },
  })
  const { workplaces, contacts, larger_company } = form.values
  return (
    <FormDialog
      title={employer === undefined ? t('employers:add') : t('employers:changeName', { name: employer.name })}
      size="lg"
      close={close}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      doing={saving}
      submit={t('employers:save')}
    >
      <TextInput
        label={t('employers:name')}
        maxLength={200}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('employers:number')}
        description={t('employers:numberHint')}
        maxLength={40}
        required
        {...form.getInputProps('number')}
      />
      <MultiSelect
        label={t('employers:centres')}
        data={all.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('employers:nothingFound')}
        required
        {...form.getInputProps('centre_ids')}
      />
      <Textarea
        label={t('employers:emails')}
        description={t('employers:emailsHint')}
        autosize
        minRows={2}
        {...form.getInputProps('recorded_emails')}
      />
      <Switch
        label={t('employers:larger')}
        description={t('employers:largerHint')}
        {...form.getInputProps('larger_company', { type: 'checkbox' })}
      />
      {larger_company && (
        <Textarea
          label={t('employers:domains')}
          description={t('employers:domainsHint')}
          autosize
          minRows={1}
          {...form.getInputProps('domains')}
        />
      )}
      {workplaces.map((_, place) => (
        <Fieldset
          key={form.key(`workplaces.${place}`)}
          legend={t('employers:workplace', { number: place + 1 })}
        >
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label={t('employers:name')}
                maxLength={200}
                {...form.getInputProps(`workplaces.${place}.name`)}
              />
              <TextInput
                label={t('employers:address')}
                maxLength={500}
                {...form.getInputProps(`workplaces.${place}.address`)}
              />
            </SimpleGrid>
            <Without remove={() => form.removeListItem('workplaces', place)} />
          </Stack>
        </Fieldset>
      ))}
      {contacts.map((_, place) => (
        <Fieldset key={form.key(`contacts.${place}`)} legend={t('employers:contact', { number: place + 1 })}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {CONTACT_FIELDS.map((field) => (
                <TextInput
                  key={field}
                  label={t(`employers:${field}`)}
                  maxLength={200}
                  {...form.getInputProps(`contacts.${place}.${field}`)}
                />
              ))}
            </SimpleGrid>
            <Without remove={() => form.removeListItem('contacts', place)} />
          </Stack>
        </Fieldset>
      ))}
      <Group gap="sm">
        <Button variant="light" onClick={() => form.insertListItem('workplaces', NO_WORKPLACE)}>
          {t('employers:addWorkplace')}
        </Button>
        <Button variant="light" onClick={() => form.insertListItem('contacts', NO_CONTACT)}>
          {t('employers:addContact')}
        </Button>
      </Group>
    </FormDialog>
  )
}

function Without({ remove }: { remove: () => void }) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" size="sm" onClick={remove}>
        {t('employers:remove')}
      </Button>
    </Group>
  )
}

function valuesOf(employer: Employer | undefined): Values {
  return {
    name: employer?.name ?? '',
    number: employer?.number ?? '',
    centre_ids: employer?.centre_ids ?? [],
    larger_company: employer?.larger_company ?? false,
    domains: employer?.domains.join('\n') ?? '',
    recorded_emails: employer?.recorded_emails.join('\n') ?? '',
    workplaces: (employer?.workplaces ?? []).map(({ name, address }) => ({ name, address: address ?? '' })),
    contacts: (employer?.contacts ?? []).map(({ name, position, email, phone }) => ({
      name,
      position: position ?? '',
      email: email ?? '',
      phone: phone ?? '',
    })),
  }
}

function bodyOf(values: Values): NewEmployer {
  return {
    ...values,
    domains: values.larger_company ? linesOf(values.domains) : [],
    recorded_emails: linesOf(values.recorded_emails),
    workplaces: values.workplaces.map(({ name, address }) => ({ name, address: textOr(address) })),
    contacts: values.contacts.map(({ name, position, email, phone }) => ({
      name,
      position: textOr(position),
      email: textOr(email),
      phone: textOr(phone),
    })),
  }
}

const linesOf = (text: string) => text.split(/[\s,;]+/).filter((line) => line !== '')
const textOr = (text: string) => (text.trim() === '' ? null : text)

/** What is wrong with one line of a text stands at the text. */
const byInput = (faults: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [
      field.replace(/^(domains|recorded_emails|centre_ids)\..*/, '$1'),
      fault,
    ]),
  )
