import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

type Props = Pick<TextInputProps, 'label' | 'w' | 'maw'> & {
  value: string
  onChange: (value: string) => void
}

const PAUSE_MS = 250
const LONGEST = 100

/** A field for what is sought, which is told once the typing has paused. */
export function SearchField({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const tell = useDebouncedCallback((next: string) => {
    told.current = next
    onChange(next)
  }, PAUSE_MS)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  return (
    <TextInput
      {...rest}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={typed}
      maxLength={LONGEST}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        tell(currentTarget.value.trim())
      }}
    />
  )
}
