import { Box, Menu, Text, useMantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '@/words'
import { useLanguageChoice } from './language'
import { PersonButton, useWho } from './Person'
import { changeRole, leave, useSession } from './session'

const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const

/** Who is signed in, at which provider and as what; other roles, language, colours, and the way out. */
export default function PersonMenu() {
  const { t, i18n } = useTranslation()
  const choose = useLanguageChoice()
  const { role, roles } = useSession()
  const { nameAndRole, where } = useWho()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  // Opened once its button is there, so that the focus finds back to it.
  useEffect(() => setOpened(true), [])

  const goOnAs = async (other: string) => {
    await changeRole(other)
    await navigate({ to: '/' })
  }

  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      returnFocus
      position="bottom-end"
      width={270}
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <PersonButton autoFocus />
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py="xs">
          <Text fw={600}>{nameAndRole}</Text>
          <Text size="xs" c="dimmed">
            {where}
          </Text>
        </Box>
        <Menu.Divider />
        {roles.length > 1 && <Menu.Label>{t('app:goOnAs')}</Menu.Label>}
        {roles.length > 1 &&
          roles.map((other) => (
            <Menu.Item
              key={other}
              leftSection={<IconUserCircle size={18} aria-hidden />}
              rightSection={other === role ? <IconCheck size={16} aria-label={t('app:chosen')} /> : null}
              disabled={other === role}
              onClick={() => void goOnAs(other)}
            >
              {t(`app:role.${other}`)}
            </Menu.Item>
          ))}
        {roles.length > 1 && <Menu.Divider />}
        <Menu.Label>{t('app:language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage size={18} aria-hidden />}
            rightSection={
              i18n.language === language ? <IconCheck size={16} aria-label={t('app:chosen')} /> : null
            }
            onClick={() => choose(language)}
          >
            {t(`app:languageName.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('app:colours')}</Menu.Label>
        {SCHEMES.map(([scheme, Shape]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Shape size={18} aria-hidden />}
            rightSection={
              colorScheme === scheme ? <IconCheck size={16} aria-label={t('app:chosen')} /> : null
            }
            onClick={() => setColorScheme(scheme)}
          >
            {t(`app:scheme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconSettings size={18} aria-hidden />}>
          {t('profile:title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void leave()}>
          {t('app:signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
