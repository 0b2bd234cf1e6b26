import { Button, Group, Modal, Stack } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from './States'

type Props = {
  title: string
  close: () => void
  onSubmit: FormEventHandler<HTMLFormElement>
  /** What sends the form: while it does, the button turns; why it was refused stands above the buttons. */
  doing: { error: unknown; isPending: boolean }
  submit: string
  size?: 'lg'
  children: ReactNode
}

/** A form in a dialog: its fields, why it was refused, and the two ways out. */
export function FormDialog({ title, close, onSubmit, doing, submit, size, children }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': t('app:close') }}
      {...(size && { size })}
    >
      <form noValidate onSubmit={onSubmit}>
        <Stack>
          {children}
          <Refused error={doing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={doing.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
