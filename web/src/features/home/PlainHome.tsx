import { Card } from '@mantine/core'
import { IconHome } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/kit/States'

/** For roles whose work comes with services still to come: says what will be here. */
export default function PlainHome() {
  const { t } = useTranslation()
  return (
    <Card>
      <Empty icon={IconHome} title={t('home:quietTitle')}>
        {t('home:quiet')}
      </Empty>
    </Card>
  )
}
