import { useTranslation } from 'react-i18next'
import { useZone } from '@/app/me'
import { clockTime, daysBetween, deviceZone, type Parts, partsIn, shortDate } from './time'

/** Between two signs no line ends (U+2060, word joiner); without it one may after a dash. */
const TOGETHER = '\u2060'

/** Words for moments in the person's zone. Moments come as the API says them (ISO, UTC). */
export function useClock() {
  const { t } = useTranslation()
  const zone = useZone()
  const at = (moment: string | Date) => partsIn(zone, new Date(moment))
  const month = ({ month }: Parts) => t(`app:month.${month}`)
  const longDay = (parts: Parts) =>
    t('app:date.long', {
      weekday: t(`app:weekday.${parts.weekday}`),
      day: parts.day,
      month: month(parts),
      year: parts.year,
    })

  return {
    zone,
    /** `Wednesday 25 November 2026` */
    day: (moment: string | Date) => longDay(at(moment)),
    /** `25/11/2026` */
    date: (moment: string | Date) => shortDate(at(moment)),
    /** `10:00` */
    time: (moment: string | Date) => clockTime(at(moment)),
    /** `25/11/2026, 10:00` */
    moment: (moment: string | Date) => `${shortDate(at(moment))}, ${clockTime(at(moment))}`,
    /** `10:00–11:30`, which no line breaks. */
    span: (from: string, to: string) => `${clockTime(at(from))}–${TOGETHER}${clockTime(at(to))}`,
    /** `Today`, `Tomorrow`, `Yesterday`, else the date in words. */
    nearDay: (moment: string | Date) => {
      const away = daysBetween(zone, new Date(), new Date(moment))
      if (away === 0) return t('app:date.today')
      if (away === 1) return t('app:date.tomorrow')
      if (away === -1) return t('app:date.yesterday')
      return longDay(at(moment))
    },
    /** The zone's name when it is not the one of this device, or of what is planned; otherwise nothing. */
    zoneNote: (planned?: string) =>
      zone !== deviceZone() || (planned !== undefined && planned !== zone)
        ? t('app:date.zone', { zone })
        : null,
  }
}
