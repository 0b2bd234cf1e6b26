import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { fetchedFirst } from './scripts/fetchedFirst.ts'
import { mantineStyles } from './scripts/mantineStyles.ts'
import { mantineVariables } from './scripts/mantineVariables.ts'

const BACKEND = process.env.WAYMARK_GATEWAY_URL ?? 'http://localhost:8080'

/**
 * A file costs a phone more than a few kilobytes do. One holds all that the first screens need, with the English words of
 * the shell; one a language the words of the others; one the calendar, one what several screens are made of; and
 * every feature is one.
 */
const CHUNKS = [
  { name: 'entry', test: /\/src\/(main|api\/ahead)\.ts$|preload-helper/, priority: 4 },
  {
    name: 'shell',
    test: /\/src\/(app\/start|words\/en|app\/Frame|features\/home\/Home)\.tsx?$/,
    priority: 3,
  },
  { name: 'words-en', test: /\/src\/.*\/en\.json$/, priority: 2 },
  { name: 'words-cy', test: /\/src\/.*\/cy\.(json|ts)$/, priority: 2 },
  {
    name: 'kit',
    test: /\/(node_modules\/(?!@mantine\/dates|dayjs)|src\/kit\/)/,
    minShareCount: 2,
    priority: 1,
  },
  { name: 'calendar', test: /\/node_modules\/(@mantine\/dates|dayjs)\// },
  { name: featureOf },
]

/** `plan` of `…/src/features/plan/PlanPage.tsx`. */
function featureOf(id: string) {
  return id.match(/\/src\/(?:features\/)?([^/]+)\//)?.[1] ?? null
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  plugins: [
    react(),
    mantineStyles(),
    mantineVariables(),
    fetchedFirst('shell'),
    VitePWA({
      injectRegister: false,
      registerType: 'prompt',
      manifest: {
        name: 'Waymark',
        short_name: 'Waymark',
        description: 'Sessions, evidence and progress · Sesiynau, tystiolaeth a chynnydd',
        start_url: '/',
        display: 'standalone',
        background_color: '#f6f8f8',
        theme_color: '#0b5c61',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        // The shell opens without a network; what the API says is never kept on a device that others may use.
        globPatterns: ['index.html', 'assets/*.{js,css}', 'assets/inter-latin*.woff2', 'icon.svg'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/dev\//, /^\/(livez|readyz|setup\.json)$/],
        cleanupOutdatedCaches: true,
        importScripts: ['/ways.js'],
      },
    }),
  ],
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { port: 5173, proxy: { '/api': BACKEND, '/setup.json': BACKEND } },
  // A busy machine may be slow; the checks read every source file.
  test: { include: ['src/**/*.test.ts', 'checks/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
})
