import type { Session } from './queries'

const LONGEST_LINE = 73

/** A calendar file (RFC 5545) with this one session. `words` are in the person's `language`. */
export function calendarFile(
  session: Session,
  words: { title: string; place: string; notes: string },
  language: string,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Waymark//Waymark//${language.toUpperCase()}`,
    'BEGIN:VEVENT',
    `UID:${session.id}@waymark`,
    `SEQUENCE:${session.version}`,
    `DTSTAMP:${stamp(session.booked_at)}`,
    `DTSTART:${stamp(session.starts_at)}`,
    `DTEND:${stamp(session.ends_at)}`,
    `SUMMARY:${escaped(words.title)}`,
    ...(words.place === '' ? [] : [`LOCATION:${escaped(words.place)}`]),
    ...(words.notes === '' ? [] : [`DESCRIPTION:${escaped(words.notes)}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

const stamp = (moment: string) =>
  new Date(moment)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '')

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** A line in pieces of at most 75 bytes, never through the middle of a letter. */
function folded(line: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of line) {
    if (new TextEncoder().encode(piece + letter).length > LONGEST_LINE) {
      pieces.push(piece)
      piece = ' '
    }
    piece += letter
  }
  return [...pieces, piece]
}
