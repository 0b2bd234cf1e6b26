import { Button, Card, Stack, Text } from '@mantine/core'
import { IconPlus, IconZoomScan } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionBar } from '@/kit/ActionBar'
import { Choosing, type Column } from '@/kit/Choosing'
import { useNames, useQualifications } from '@/kit/names'
import { Page } from '@/kit/Page'
import { Empty, Loaded } from '@/kit/States'
import { TextLink } from '@/kit/TextLink'
import { LastDay } from './LastDay'
import { idOf, MOST, type Sample, samplesQuery } from './queries'
import { Withdraw } from './Withdraw'

/** Whom external quality assurers may read about, and until when; samples are given and taken back (G06). */
export function Samples() {
  const { t } = useTranslation()
  const query = useQuery(samplesQuery)
  return (
    <Page
      title={t('menu:samples')}
      lead={t('samples:lead')}
      actions={
        <Button component={Link} to="/samples/new" leftSection={<IconPlus size={20} aria-hidden />}>
          {t('samples:give')}
        </Button>
      }
    >
      <Loaded query={query} lines={6} height={44}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty icon={IconZoomScan} title={t('samples:noneTitle')}>
                {t('samples:none')}
              </Empty>
            </Card>
          ) : (
            <Running samples={items} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Running({ samples }: { samples: Sample[] }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [withdrawing, setWithdrawing] = useState(false)
  const { titleOf } = useQualifications()
  const { nameOf } = useNames(samples.map(({ eqa_id }) => eqa_id))
  const columns: Column<Sample>[] = [
    {
      title: t('learners:learner'),
      of: (one) => (
        <>
          <TextLink to="/learners/$learnerId" params={{ learnerId: one.learner_id }} fw={600}>
            {one.learner_name}
          </TextLink>
          <Text size="sm" c="dimmed">
            {titleOf(one.qualification_id)}
          </Text>
        </>
      ),
    },
    { title: t('samples:assurer'), of: (one) => nameOf(one.eqa_id) },
    { title: t('samples:until'), of: (one) => <LastDay day={one.until_date} /> },
  ]
  return (
    <Stack gap="md">
      <Choosing<Sample>
        label={t('menu:samples')}
        rows={samples}
        idOf={idOf}
        nameOf={(one) => `${one.learner_name}, ${nameOf(one.eqa_id)}`}
        columns={columns}
        chosen={chosen}
        onChange={setChosen}
        most={MOST}
      />
      {chosen.size > 0 && (
        <ActionBar>
          <Button color="red.9" variant="light" onClick={() => setWithdrawing(true)}>
            {t('samples:withdraw', { count: chosen.size })}
          </Button>
        </ActionBar>
      )}
      {withdrawing && (
        <Withdraw
          samples={samples.filter((one) => chosen.has(idOf(one)))}
          close={() => setWithdrawing(false)}
          done={() => {
            setWithdrawing(false)
            setChosen(new Set())
          }}
        />
      )}
    </Stack>
  )
}
