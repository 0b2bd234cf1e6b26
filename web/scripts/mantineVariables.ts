import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Plugin } from 'vite'
import { theme } from '../src/theme.ts'

const WRITTEN_AT_START = /@mantine\/core\/esm\/.*\/(MantineCssVariables|MantineClasses)\.mjs$/
const STYLES = 'mantine-variables.css'

/** What Mantine's provider would work out and put into the page at every start is worked out here, once. */
export function mantineVariables(): Plugin {
  return {
    name: 'waymark:mantine-variables',
    resolveId: (id) => (id === STYLES ? `\0${STYLES}` : null),
    load(id) {
      if (id === `\0${STYLES}`)
        return stylesOf(renderToStaticMarkup(createElement(MantineProvider, { theme })))
      const component = id.match(WRITTEN_AT_START)?.[1]
      return component === undefined ? null : `export const ${component} = () => null`
    },
  }
}

const stylesOf = (markup: string) =>
  [...markup.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, text]) => text).join('\n')
