import type { Plugin } from 'vite'

/** The text of every page needs it. */
const FONT = /inter-latin-wght-normal-.*\.woff2$/

/**
 * The page fetches what the first screen is made of together with the entry, which asks the first questions before that
 * has been read.
 */
export function fetchedFirst(chunk: string): Plugin {
  return {
    name: 'waymark:fetched-first',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const one of Object.values(bundle)) {
          if (one.type === 'chunk' && one.name === chunk)
            one.code = `//# allFunctionsCalledOnLoad\n${one.code}`
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const shell = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === chunk)
        if (shell?.type !== 'chunk') return []
        const font = Object.keys(bundle).find((file) => FONT.test(file))
        const styles = [...(shell.viteMetadata?.importedCss ?? [])]
        return [
          ...styles.map((file) => link({ rel: 'stylesheet', crossorigin: true, href: `/${file}` })),
          ...[shell.fileName, ...shell.imports].map((file) =>
            link({ rel: 'modulepreload', crossorigin: true, href: `/${file}` }),
          ),
          link({ rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${font}` }),
        ]
      },
    },
  }
}

const link = (attrs: Record<string, string | true>) => ({ tag: 'link', attrs, injectTo: 'head' as const })
