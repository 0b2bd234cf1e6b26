import { allocation } from '@/features/allocation/feature'
import { announcements } from '@/features/announcements/feature'
import { archive } from '@/features/archive/feature'
import { audit } from '@/features/audit/feature'
import { centreDiary } from '@/features/centre-diary/feature'
import { diary } from '@/features/diary/feature'
import { employers } from '@/features/employers/feature'
import { health } from '@/features/health/feature'
import { help } from '@/features/help/feature'
import { home } from '@/features/home/feature'
import { imports } from '@/features/imports/feature'
import { inbox } from '@/features/inbox/feature'
import { learners } from '@/features/learners/feature'
import { library } from '@/features/library/feature'
import { messages } from '@/features/messages/feature'
import { notifications } from '@/features/notifications/feature'
import { offers } from '@/features/offers/feature'
import { permissionSets } from '@/features/permission-sets/feature'
import { personnel } from '@/features/personnel/feature'
import { plan } from '@/features/plan/feature'
import { programme } from '@/features/programme/feature'
import { qualifications } from '@/features/qualifications/feature'
import { reports } from '@/features/reports/feature'
import { rooms } from '@/features/rooms/feature'
import { samples } from '@/features/samples/feature'
import { sessions } from '@/features/sessions/feature'
import { settings } from '@/features/settings/feature'
import { timeLog } from '@/features/time-log/feature'
import { workingHours } from '@/features/working-hours/feature'
import type { Feature } from './feature'

/** The features of the shell's menu and of its live stream, in the order of the menu. */
export const FEATURES: readonly Feature[] = [
  home,
  sessions,
  diary,
  learners,
  plan,
  timeLog,
  library,
  programme,
  inbox,
  messages,
  announcements,
  offers,
  centreDiary,
  employers,
  reports,
  workingHours,
  notifications,
  help,
  allocation,
  samples,
  personnel,
  qualifications,
  archive,
  rooms,
  imports,
  settings,
  permissionSets,
  audit,
  health,
]
