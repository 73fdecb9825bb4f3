// The search box: Pagefind's index lies beside the pages and is read piece by piece, as letters are typed.

const MOST = 12;
let dialog = null, pagefind = null, asked = 0;

const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));

function build() {
  dialog = make("dialog", document.body, { className: "search" });
  dialog.setAttribute("aria-label", "Search");
  const form = make("form", dialog, { method: "dialog" });
  const input = make("input", form, { type: "search", placeholder: "Search the course", autocomplete: "off" });
  input.setAttribute("aria-label", "Search the course");
  make("button", form, { textContent: "Close" });
  const told = make("p", dialog, { className: "told" });
  told.setAttribute("role", "status");
  const list = make("ol", dialog);
  form.onsubmit = (event) => {
    if (document.activeElement !== input) return;
    event.preventDefault();
    list.querySelector("a")?.focus();
  };
  input.oninput = () => find(input.value, told, list);
  list.onclick = (event) => { if (event.target.closest("a")) dialog.close(); };
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
}

async function find(words, told, list) {
  const mine = ++asked;
  pagefind ??= await import("../pagefind/pagefind.js").then(async (made) => {
    await made.options({ baseUrl: new URL("../", import.meta.url).pathname });
    return made;
  });
  const { results = [] } = words.trim() ? (await pagefind.search(words)) ?? {} : {};
  const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
  if (mine !== asked) return;
  list.replaceChildren();
  for (const page of pages) {
    for (const part of (page.sub_results?.length ? page.sub_results : [page]).slice(0, 3)) entry(list, page, part);
  }
  told.textContent = !words.trim() ? "" : pages.length ? "" : `Nothing found for “${words}”.`;
}

// Pagefind marks the words with <mark> in text that it has escaped; what is taken over is text and marks, nothing else.
function entry(list, page, part) {
  const link = make("a", make("li", list), { href: part.url });
  const titles = [...new Set([page.meta.title, part.title].filter(Boolean))];
  make("span", link, { className: "title", textContent: titles.join(" › ") });
  const words = make("span", link, { className: "excerpt" });
  const parsed = new DOMParser().parseFromString(part.excerpt, "text/html").body;
  for (const node of parsed.childNodes) {
    if (node.nodeName === "MARK") make("mark", words, { textContent: node.textContent });
    else words.append(node.textContent);
  }
}

export function open(opener) {
  if (!dialog) build();
  dialog.showModal();
  dialog.querySelector("input").select();
  dialog.onclose = () => opener.focus();
}
