/** Keeps the files of the web edition in the browser, each held to its SHA-256: it works without a network. */

const BUILD = "BUILD";
const KEPT = `obcgen-${BUILD}`;

self.addEventListener("install", (event) => event.waitUntil(kept()));
self.addEventListener("activate", (event) => event.waitUntil(taken()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && new URL(event.request.url).origin === location.origin) event.respondWith(answered(event.request));
});

async function kept() {
  const { files } = await (await fetch("files.json", { cache: "no-store" })).json();
  const asked = Object.entries(files).map(([path, { integrity }]) => new Request(path, { integrity }));
  await (await caches.open(KEPT)).addAll([...asked, new Request("files.json")]);
}

async function taken() {
  for (const name of await caches.keys()) if (name.startsWith("obcgen-") && ![KEPT, "obcgen-memory"].includes(name)) await caches.delete(name);
  await self.clients.claim();
}

async function answered(request) {
  const address = new URL(request.url);
  const path = address.pathname.endsWith("/") ? `${address.pathname}index.html` : address.pathname;
  return (await (await caches.open(KEPT)).match(address.origin + path)) ?? fetch(request);
}
