/** Language files by the name of the folder they lie in. */
export function byNamespace(files: Record<string, unknown>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.split('/').at(-2) ?? path, words as object]),
  )
}
