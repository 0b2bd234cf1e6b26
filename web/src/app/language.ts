import { useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/api/client'
import { chooseLanguage, type Language } from '@/words'
import { meQuery } from './me'

/**
 * Go on in this language, on this device and in what is written to the person. The screen changes even when the server
 * cannot be told at the moment.
 */
export function useLanguageChoice() {
  const queries = useQueryClient()
  return (language: Language) => {
    void chooseLanguage(language)
    answer(api.PUT('/api/me/language', { body: { language } })).then(
      () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
      () => undefined,
    )
  }
}
