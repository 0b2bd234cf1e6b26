import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const LANGUAGES = ['en', 'cy'] as const
export type Language = (typeof LANGUAGES)[number]

const KEPT = 'waymark:language'
const LOADED: Record<Language, () => Promise<{ default: Record<string, object> }>> = {
  en: () => import('./en'),
  cy: () => import('./cy'),
}

const LATER: Readonly<Record<string, () => Promise<object>>> = import.meta.glob<object>(
  [
    '../features/**/{en,cy}.json',
    '!../features/{home,learners,notifications,offers,people,plan,profile,programme,sessions,sign-in,time-log}/*.json',
  ],
  { import: 'default' },
)

/** The features whose screens somebody has been to: their words are wanted in every language that is chosen. */
const needed = new Set<string>()

/** The language somebody chose on this device, else their browser's when it is one of ours. */
function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wanted.find(isLanguage) ?? 'en'
}

const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag)

export async function startWords(): Promise<void> {
  const language = firstLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: (await LOADED[language]()).default },
    fallbackLng: [],
    interpolation: { escapeValue: false },
    returnNull: false,
    parseMissingKeyHandler: (key) => {
      console.error(`There are no words for ${key}.`)
      return key
    },
  })
  document.documentElement.lang = language
}

/** Go on in this language. Nothing is shown before its words are there. */
async function speak(language: Language): Promise<void> {
  if (i18next.language === language) return
  if (!i18next.hasResourceBundle(language, 'app')) {
    const words = (await LOADED[language]()).default
    for (const [namespace, bundle] of Object.entries(words)) {
      i18next.addResourceBundle(language, namespace, bundle)
    }
  }
  await Promise.all([...needed].map((namespace) => learn(language, namespace)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/**
 * A screen's module, once the words that only some screens show are there as well, by the names of their folders. The
 * words that many show stand in `en.ts` and `cy.ts`, and are there from the start.
 */
export async function withWords<Module>(module: Promise<Module>, ...namespaces: string[]): Promise<Module> {
  for (const namespace of namespaces) needed.add(namespace)
  await Promise.all(namespaces.map((namespace) => learn(i18next.language as Language, namespace)))
  return module
}

async function learn(language: Language, namespace: string): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return
  const ending = `/${namespace}/${language}.json`
  const file = Object.entries(LATER).find(([path]) => path.endsWith(ending))
  if (file === undefined) throw new Error(`There are no words for ${namespace} in ${language}.`)
  i18next.addResourceBundle(language, namespace, await file[1]())
}

/** As `speak`, and remembered on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language)
  await speak(language)
}

export const hasChosenLanguage = () => localStorage.getItem(KEPT) !== null
