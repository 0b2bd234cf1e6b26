/*
 * Part of the service worker: which requests need not wait until it has started, which on a phone takes a while. A page
 * comes from whichever is sooner, the door, which sends along what the page begins with, or the files kept here.
 */
addEventListener('install', (event) => {
  event.addRoutes?.([
    { condition: { urlPattern: new URLPattern({ pathname: '/api/*' }) }, source: 'network' },
    { condition: { urlPattern: new URLPattern({ pathname: '/assets/*' }) }, source: 'cache' },
    { condition: { requestMode: 'navigate' }, source: 'race-network-and-fetch-handler' },
  ])
})
