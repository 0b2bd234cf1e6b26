import { Fieldset, MultiSelect, SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, meantFor } from '@/api/client'
import { EVERYBODY } from '@/app/roles'
import { useSession } from '@/app/session'
import { DateField } from '@/kit/DateField'
import { FormDialog } from '@/kit/FormDialog'
import { useCentres } from '@/kit/names'
import { faultsByField } from '@/kit/problems'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { type Announcement, type Said, useRenew } from './queries'

type Values = {
  english: { title: string; text: string }
  welsh: { title: string; text: string }
  centre_ids: string[]
  roles: string[]
  from_date: string
  until_date: string
  withdrawn: boolean
}

const EMPTY = { title: '', text: '' }

/** A new announcement, or everything about one said anew (CE-12). Who works for centres announces to those. */
export default function AnnouncementForm(props: { announcement?: Announcement; close: () => void }) {
  const { announcement, close } = props
  const { t } = useTranslation()
  const { role } = useSession()
  const centres = useCentres().all
  const told = useTold()
  const renew = useRenew()
  const ofCentres = role === 'centre_admin'
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      english: announcement?.english ?? EMPTY,
      welsh: announcement?.welsh ?? EMPTY,
      centre_ids: announcement?.audience?.centre_ids ?? [],
      roles: announcement?.audience?.roles ?? [],
      from_date: announcement?.from_date ?? '',
      until_date: announcement?.audience?.until_date ?? '',
      withdrawn: announcement?.audience?.withdrawn ?? false,
    },
    validate: {
      english: {
        title: (title) => (title.trim() === '' ? t('announcements:titleNeeded') : null),
        text: (text) => (text.trim() === '' ? t('announcements:textNeeded') : null),
      },
      welsh: {
        title: (title, { welsh }) =>
          title.trim() === '' && welsh.text.trim() !== '' ? t('announcements:titleNeeded') : null,
        text: (text, { welsh }) =>
          text.trim() === '' && welsh.title.trim() !== '' ? t('announcements:textNeeded') : null,
      },
      centre_ids: (ids) =>
        ofCentres && ids.length === 0 && centres.length !== 1 ? t('announcements:centreNeeded') : null,
    },
  })
  const forget = useDraft(
    announcement === undefined ? 'announcement' : `announcement:${announcement.id}:${announcement.version}`,
    form,
  )
  const saving = useMutation({
    mutationFn: (values: Values) => {
      const body = saidBy(values, ofCentres && centres.length === 1 ? centres.map(({ id }) => id) : [])
      if (announcement === undefined) return answer(api.POST('/api/announcements', { body }))
      return answer(
        api.PUT('/api/announcements/{announcement_id}', {
          params: { path: { announcement_id: announcement.id } },
          headers: meantFor(announcement.version),
          body: { ...body, withdrawn: values.withdrawn },
        }),
      )
    },
    onSuccess: async ({ english }) => {
      forget()
      told(t('announcements:saved', { title: english.title }))
      await renew()
      close()
    },
    onError: (error) => form.setErrors(faultsByField(error)),
  })
  const languages = ['english', 'welsh'] as const
  return (
    <FormDialog
      title={t(announcement === undefined ? 'announcements:write' : 'announcements:change')}
      size="lg"
      close={close}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      doing={saving}
      submit={t(announcement === undefined ? 'announcements:publish' : 'announcements:save')}
    >
      {languages.map((language) => (
        <Fieldset key={language} legend={t(`announcements:language.${language}`)}>
          <TextInput
            label={t('announcements:title')}
            maxLength={120}
            required={language === 'english'}
            {...(language === 'english' && { 'data-autofocus': true })}
            {...form.getInputProps(`${language}.title`)}
          />
          <Textarea
            label={t('announcements:text')}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={4000}
            mt="sm"
            required={language === 'english'}
            {...form.getInputProps(`${language}.text`)}
          />
        </Fieldset>
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {centres.length > 1 && (
          <MultiSelect
            label={t('announcements:centres')}
            description={ofCentres ? undefined : t('announcements:centresHint')}
            data={centres.map(({ id, name }) => ({ value: id, label: name }))}
            required={ofCentres}
            searchable
            {...form.getInputProps('centre_ids')}
          />
        )}
        <MultiSelect
          label={t('announcements:roles')}
          description={t('announcements:rolesHint')}
          data={EVERYBODY.map((value) => ({ value, label: t(`app:role.${value}`) }))}
          searchable
          {...form.getInputProps('roles')}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField
          label={t('announcements:firstDay')}
          description={t('announcements:firstDayHint')}
          {...form.getInputProps('from_date')}
        />
        <DateField
          label={t('announcements:lastDay')}
          description={t('announcements:lastDayHint')}
          {...form.getInputProps('until_date')}
        />
      </SimpleGrid>
      {announcement !== undefined && (
        <Switch
          label={t('announcements:withdraw')}
          {...form.getInputProps('withdrawn', { type: 'checkbox' })}
        />
      )}
    </FormDialog>
  )
}

function saidBy({ english, welsh, ...values }: Values, centres: string[]): Said {
  const trimmed = ({ title, text }: { title: string; text: string }) => ({
    title: title.trim(),
    text: text.trim(),
  })
  return {
    english: trimmed(english),
    welsh: welsh.title.trim() === '' ? null : trimmed(welsh),
    centre_ids: values.centre_ids.length === 0 ? centres : values.centre_ids,
    roles: values.roles as NonNullable<Said['roles']>,
    from_date: values.from_date === '' ? null : values.from_date,
    until_date: values.until_date === '' ? null : values.until_date,
  }
}
