import type { Feature } from '@/app/feature'

export const offers: Feature = {
  hears: { 'scheduling.offer.changed': ['offers', 'notifications'] },
}
