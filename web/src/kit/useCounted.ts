import { useTranslation } from 'react-i18next'

/** Writes a number that counting stopped at `most` for: `7`, or `1000+`. */
export function useCounted() {
  const { t } = useTranslation()
  return (number: number, most: number) => t(number < most ? 'app:exactly' : 'app:atLeast', { number })
}
