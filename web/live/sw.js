// Sets the two headers that isolate a page where the host does not: with them a cell that does not end can be stopped
// without losing what ran before it. Keeps nothing, so no page is ever stale.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.url.startsWith(`${self.registration.scope}lab/`)) return; // the lab has a worker of its own
  if (request.cache === "only-if-cached" && request.mode !== "same-origin") return;
  event.respondWith(fetch(request).then(isolated));
});

function isolated(answer) {
  if (answer.status === 0 || answer.status === 304) return answer;
  const headers = new Headers(answer.headers);
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const { status, statusText } = answer;
  const body = [101, 204, 205].includes(status) ? null : answer.body;
  return new Response(body, { status, statusText, headers });
}
