import { Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/kit/FormDialog'
import { faultsByField } from '@/kit/problems'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { useSend } from './queries'

type Values = { subject: string; text: string }
type Props = { enrolmentId: string; name: string; close: () => void }

/** Subject and message, to the assessor of an enrolment; files go elsewhere (SA-34). */
export default function MessageForm({ enrolmentId, name, close }: Props) {
  const { t } = useTranslation()
  const told = useTold()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { subject: '', text: '' },
    validate: {
      subject: (subject) => (subject.trim() === '' ? t('messages:subjectNeeded') : null),
      text: (text) => (text.trim() === '' ? t('messages:textNeeded') : null),
    },
  })
  const forget = useDraft(`message:${enrolmentId}`, form)
  const sending = useSend()
  const send = ({ subject, text }: Values) =>
    sending.mutate(
      { enrolment_id: enrolmentId, subject: subject.trim(), text: text.trim() },
      {
        onSuccess: () => {
          forget()
          told(t('messages:sent', { name }))
          close()
        },
        onError: (error) => form.setErrors(faultsByField(error)),
      },
    )
  return (
    <FormDialog
      title={t('app:writeTo', { name })}
      close={close}
      onSubmit={form.onSubmit(send)}
      doing={sending}
      submit={t('messages:submit')}
    >
      <TextInput
        label={t('messages:subject')}
        maxLength={120}
        required
        data-autofocus
        {...form.getInputProps('subject')}
      />
      <Textarea
        label={t('messages:text')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={4000}
        required
        {...form.getInputProps('text')}
      />
      <Text size="sm" c="dimmed">
        {t('messages:noFiles')}
      </Text>
    </FormDialog>
  )
}
