// Keeps the desk's page and its files, so that it opens without a network. Served as
// /desk-worker.js with the list of files in front: other files, another worker.
/* global SHELL, self, caches, clients */

const CACHE = `parkmap-desk-${SHELL.version}`;
const PAGE = "/desk";

self.addEventListener("install", (event) => {
  // The page too: a first visit may be the last one with a network.
  event.waitUntil(caches.open(CACHE).then(async (cache) => {
    await cache.addAll(SHELL.files);
    await page(new Request(PAGE, { credentials: "same-origin" })).catch(() => {});
  }).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (SHELL.files.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

async function dropOthers() {
  for (const name of await caches.keys()) if (name.startsWith("parkmap-desk-") && name !== CACHE) await caches.delete(name);
}

/** The page from the server; the one that was kept only where no answer comes. */
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(PAGE, answer.clone());
    else await cache.delete(PAGE); // signed out: the kept page goes too
    return answer;
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}
