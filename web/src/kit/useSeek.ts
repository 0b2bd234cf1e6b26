import { useNavigate } from '@tanstack/react-router'

/** Changes in the address what is sought, or how it is shown; what is undefined or empty is not sought any more. */
export function useSeek<Sought extends object>() {
  const navigate = useNavigate()
  return (change: { [Name in keyof Sought]?: Sought[Name] | '' | null }) =>
    void navigate({
      to: '.',
      search: (now: object) => ({ ...now, ...Object.fromEntries(Object.entries(change).map(orNone)) }),
      replace: true,
    })
}

const orNone = ([name, value]: [string, unknown]) => [
  name,
  value === '' || value === null ? undefined : value,
]
