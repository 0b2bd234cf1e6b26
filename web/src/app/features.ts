import { home } from '@/features/home/feature'
import { notifications } from '@/features/notifications/feature'
import type { Feature } from './feature'

/** The features of the shell's menu and of its live stream, in the order of the menu. */
export const FEATURES: readonly Feature[] = [home, notifications]
