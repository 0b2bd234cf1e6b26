import { Anchor, Box, Card, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '@/app/Logo'
import { chooseLanguage, LANGUAGES } from '@/words'
import classes from './Doorstep.module.css'

/** The page around whatever happens before somebody is in. */
export function Doorstep({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    document.title = t('app:windowTitle', { title })
  }, [t, title])
  return (
    <div className={classes.page}>
      <Box component="aside" className={classes.side}>
        <Logo size={34} />
        <Text className={classes.promise}>{t('sign-in:promise')}</Text>
      </Box>
      <Stack component="main" className={classes.main} justify="center" gap="lg">
        <Card p={{ base: 'lg', sm: 'xl' }} className={classes.card}>
          <Stack gap="lg">
            <Stack gap={4}>
              <Title order={1} size="h2">
                {title}
              </Title>
              {lead !== undefined && <Text c="dimmed">{lead}</Text>}
            </Stack>
            {children}
          </Stack>
        </Card>
        <Group justify="center" gap="lg" component="nav" aria-label={t('app:language')}>
          {LANGUAGES.map((language) => (
            <Anchor
              key={language}
              component="button"
              type="button"
              lang={language}
              size="sm"
              fw={i18n.language === language ? 700 : 400}
              aria-current={i18n.language === language}
              onClick={() => void chooseLanguage(language)}
            >
              {t(`app:languageName.${language}`)}
            </Anchor>
          ))}
        </Group>
      </Stack>
    </div>
  )
}
