import { Card, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguageChoice } from '@/app/language'
import { useMe } from '@/app/me'
import { useSession } from '@/app/session'
import { Page } from '@/kit/Page'
import { Loaded } from '@/kit/States'
import { LANGUAGES, type Language } from '@/words'
import { MailChoices } from './MailChoices'
import { PasswordForm } from './PasswordForm'
import { SecondFactor } from './SecondFactor'
import { SignIns } from './SignIns'

export function Profile() {
  const { t } = useTranslation()
  return (
    <Page title={t('profile:title')}>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Stack gap="lg">
          <Details />
          <Section title={t('app:language')}>
            <LanguageChoice />
          </Section>
          <Section title={t('profile:mails')}>
            <MailChoices />
          </Section>
        </Stack>
        <Stack gap="lg">
          <Section title={t('profile:password')}>
            <PasswordForm />
          </Section>
          <Section title={t('profile:factor')}>
            <SecondFactor />
          </Section>
          <Section title={t('profile:signIns')}>
            <SignIns />
          </Section>
        </Stack>
      </SimpleGrid>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} size="h4" mb="md">
        {title}
      </Title>
      {children}
    </Card>
  )
}

function Details() {
  const { t } = useTranslation()
  const { role } = useSession()
  const query = useMe()
  return (
    <Section title={t('profile:details')}>
      <Loaded query={query}>
        {({ person, provider, user_name }) => (
          <Stack gap="sm" component="dl" m={0}>
            <Fact name={t('profile:name')} value={person.display_name} />
            <Fact name={t('profile:userName')} value={user_name ?? t('profile:none')} />
            <Fact name={t('profile:email')} value={person.email ?? t('profile:none')} />
            {person.learner_number !== null && (
              <Fact name={t('profile:number')} value={person.learner_number} />
            )}
            <Fact name={t('profile:provider')} value={provider.name} />
            <Fact name={t('profile:role')} value={t(`app:role.${role}`)} />
            <Fact name={t('profile:zone')} value={person.time_zone} />
          </Stack>
        )}
      </Loaded>
      <Text size="sm" c="dimmed" mt="md">
        {t('profile:wrong')}
      </Text>
    </Section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </div>
  )
}

function LanguageChoice() {
  const { t, i18n } = useTranslation()
  const choose = useLanguageChoice()
  return (
    <SegmentedControl
      aria-label={t('app:language')}
      w="fit-content"
      miw={260}
      value={i18n.language}
      onChange={(value) => choose(value as Language)}
      data={LANGUAGES.map((language) => ({ value: language, label: t(`app:languageName.${language}`) }))}
    />
  )
}
