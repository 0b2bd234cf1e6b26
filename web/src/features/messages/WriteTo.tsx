import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMail } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { withWords } from '@/words'

const MessageForm = lazy(() => withWords(import('./MessageForm'), 'messages'))

/** The envelope under an assessor's name: writes to them about an enrolment (SA-34). */
export function WriteTo({ enrolmentId, name }: { enrolmentId: string; name: string }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <ActionIcon variant="light" size="lg" aria-label={t('app:writeTo', { name })} onClick={open}>
        <IconMail size={20} />
      </ActionIcon>
      {opened && (
        <Suspense>
          <MessageForm enrolmentId={enrolmentId} name={name} close={close} />
        </Suspense>
      )}
    </>
  )
}
