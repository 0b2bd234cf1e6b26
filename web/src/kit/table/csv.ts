import type { Value } from './shown'

/** A file with rows as `asCsv` writes them. */
export const csvFile = (rows: readonly (readonly Value[])[]) =>
  new Blob([asCsv(rows)], { type: 'text/csv;charset=utf-8' })

/** Rows as a CSV that Excel reads, too. A text that a spreadsheet would take for a formula stays a text. */
export function asCsv(rows: readonly (readonly Value[])[]): string {
  const lines = rows.map((row) => row.map((value) => cell(value)).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function cell(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
