import {
  Accordion,
  Button,
  Card,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { DateField } from '@/kit/DateField'
import { faultsByField } from '@/kit/problems'
import { Refused } from '@/kit/States'
import { useDraft } from '@/kit/useDraft'
import { useTold } from '@/kit/useTold'
import { type Known, useSettle } from './queries'
import { type Feature, halfGiven, LABELS, type Rule, saidIn, valuesOf } from './values'

/** Everything anew, from today or a later day on. */
export function SettingsForm({ known }: { known: Known }) {
  const { t } = useTranslation()
  const told = useTold()
  const form = useForm({
    initialValues: valuesOf(known.now, known.today),
    validate: (values) =>
      Object.fromEntries(
        halfGiven(values.labels).map((label) => [`labels.${label}.cy`, t('settings:bothLanguages')]),
      ),
  })
  const forget = useDraft('settings', form)
  const settling = useSettle(known.version)
  const send = form.onSubmit((values) =>
    settling.mutate(saidIn(values), {
      onError: (error) => form.setErrors(faultsByField(error)),
      onSuccess: () => {
        forget()
        told(t('settings:saved'))
      },
    }),
  )
  const features = Object.keys(known.now.features) as Feature[]
  const rules = Object.entries(known.now.rules) as [Rule, Known['now']['rules'][Rule]][]
  return (
    <form onSubmit={send} noValidate>
      <Card>
        <Stack gap="xl">
          <DateField
            label={t('settings:since')}
            description={t('settings:sinceHint')}
            min={known.today}
            maw={260}
            {...form.getInputProps('since')}
          />
          <section aria-label={t('settings:features')}>
            <Title order={2} size="h4" mb="md">
              {t('settings:features')}
            </Title>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              {features.map((feature) => (
                <Switch
                  key={feature}
                  label={t(`settings:feature.${feature}.name`)}
                  description={t(`settings:feature.${feature}.hint`)}
                  {...form.getInputProps(`features.${feature}`, { type: 'checkbox' })}
                />
              ))}
            </SimpleGrid>
          </section>
          <section aria-label={t('settings:rules')}>
            <Title order={2} size="h4" mb="md">
              {t('settings:rules')}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg" style={{ alignItems: 'end' }}>
              {rules.map(([rule, { usual, least, most }]) => (
                <NumberInput
                  key={rule}
                  label={t(`settings:rule.${rule}`)}
                  description={
                    usual === null ? t('settings:usualByNation') : t('settings:usual', { value: usual })
                  }
                  placeholder={usual === null ? '' : String(usual)}
                  min={least}
                  max={most}
                  allowDecimal={false}
                  {...form.getInputProps(`rules.${rule}`)}
                />
              ))}
            </SimpleGrid>
          </section>
          <Accordion variant="contained" order={2}>
            <Accordion.Item value="labels">
              <Accordion.Control>{t('settings:labels')}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="md">
                  {LABELS.map((label) => (
                    <SimpleGrid key={label} cols={{ base: 1, sm: 2 }}>
                      <TextInput
                        label={t('settings:inEnglish', { word: t(`settings:label.${label}`) })}
                        maxLength={40}
                        {...form.getInputProps(`labels.${label}.en`)}
                      />
                      <TextInput
                        label={t('settings:inWelsh', { word: t(`settings:label.${label}`) })}
                        maxLength={40}
                        lang="cy"
                        {...form.getInputProps(`labels.${label}.cy`)}
                      />
                    </SimpleGrid>
                  ))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          {asProblem(settling.error).faults.length === 0 && <Refused error={settling.error} />}
          <Button type="submit" loading={settling.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('settings:save')}
          </Button>
        </Stack>
      </Card>
    </form>
  )
}
