// Lets the app start with no network and no server: keeps every file of one build, checked by hash, and answers from there.
// The build fills in the two constants. It never waits for the network and never touches what belongs to the server.

const VERSION = "__VERSION__";
// Every file of the app: its URL, and the hash that the browser itself checks on download.
const FILES = "__FILES__";

const PREFIX = "gridloop-app-";
const CACHE = PREFIX + VERSION;
const SHELL = "/";
// The bytes are right by their hash, whatever encoding they travelled in.
const ANYHOW = { ignoreVary: true };
const byUrl = new Map(FILES.map((file) => [file.url, file]));

// The key carries the hash: a file that a new build did not change is found in the cache of the build before.
function keyOf(file) {
  return `${file.url}?${encodeURIComponent(file.hash)}`;
}

function isServers(path) {
  return path === "/healthz" || path === "/api" || path.startsWith("/api/");
}

async function download(file) {
  const response = await fetch(file.url, { cache: "no-cache", credentials: "same-origin", integrity: file.hash });
  // A redirected answer cannot open a page later.
  if (!response.ok || response.redirected) throw new Error(`${file.url}: ${response.status}`);
  return response;
}

// All files or none: if one is missing or of another build, the browser drops this worker and tries again at its next visit.
// What has arrived stays, so the next try goes on from there.
async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (file) => {
      const key = keyOf(file);
      if (await cache.match(key, ANYHOW)) return;
      const kept = await caches.match(key, ANYHOW);
      await cache.put(key, kept ?? (await download(file)));
    }),
  );
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(file, request) {
  const cache = await caches.open(CACHE);
  const hit = await cache.match(keyOf(file), ANYHOW);
  return hit ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

// A new build waits until the page, when nothing is half typed, asks for it.
self.addEventListener("message", (event) => {
  if (event.data && event.data.type === "activate") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || isServers(url.pathname)) return;
  const file = byUrl.get(url.pathname) ?? (request.mode === "navigate" ? byUrl.get(SHELL) : undefined);
  if (file) event.respondWith(answer(file, request));
});
