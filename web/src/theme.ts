import { Anchor, Button, Card, createTheme, type MantineColorsTuple, Skeleton } from '@mantine/core'

/** Estuary: the one accent. 7 carries white text at 7:1 and stands on white at the same. */
const estuary: MantineColorsTuple = [
  '#e8f6f6',
  '#d3e9ea',
  '#a5d2d4',
  '#73babd',
  '#4ca6aa',
  '#33999e',
  '#1f8a90',
  '#0b6f75',
  '#0b5c61',
  '#06484c',
]

/** Slate: greys with a little of the accent in them, so that dark looks like the same place at night. */
const dark: MantineColorsTuple = [
  '#d5dedf',
  '#b4c1c2',
  '#93a3a5',
  '#6a7b7d',
  '#44575a',
  '#33464a',
  '#243437',
  '#1a2729',
  '#121c1e',
  '#0c1415',
]

/** Mantine's greens, but for the last, which carries white text at 6:1. */
const green: MantineColorsTuple = [
  '#ebfbee',
  '#d3f9d8',
  '#b2f2bb',
  '#8ce99a',
  '#69db7c',
  '#51cf66',
  '#40c057',
  '#37b24d',
  '#2f9e44',
  '#237032',
]

export const theme = createTheme({
  colors: { estuary, dark, green },
  primaryColor: 'estuary',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Button: Button.extend({ defaultProps: { radius: 'md' } }),
    Card: Card.extend({ defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' } }),
    // A window's heading is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'md' } }),
  },
})
