import { type ChangeEvent, type FocusEvent, type FocusEventHandler, useState } from 'react'

type Typing = {
  value: string
  onChange: (value: string) => void
  /** What was meant, or null when the text says nothing. */
  read: (typed: string) => string | null
  write: (value: string) => string
  onBlur?: FocusEventHandler<HTMLInputElement> | undefined
}

/**
 * A field whose text means something. What is typed stays as it was typed until the field is left, and is read all the
 * while; `unread` when it was left with something that cannot be read, and `forget` shows the value as it is written.
 */
export function useTyped({ value, onChange, read, write, onBlur }: Typing) {
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null
  return {
    unread: wrong && left,
    forget: () => setTyped(null),
    field: {
      autoComplete: 'off',
      value: typed ?? write(value),
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        setTyped(currentTarget.value)
        setLeft(false)
        const meant = read(currentTarget.value) ?? ''
        if (meant !== value) onChange(meant)
      },
      onBlur: (event: FocusEvent<HTMLInputElement>) => {
        setLeft(true)
        if (!wrong) setTyped(null)
        onBlur?.(event)
      },
    },
  }
}
