// Asks, before the lab opens, what to do with a learner's copy of a lesson of which there is a newer edition.

const ROOT = new URL("./", import.meta.url);
const KEPT = "logits-to-loss:editions-kept";
const done = (request) => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = () => no(request.error);
});

// The same hash as editions.py makes.
export async function edition(notebook) {
  const text = notebook.cells.map(({ cell_type, source }) => `${cell_type}\0${[].concat(source).join("")}`).join("\0");
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

// JupyterLite's own store of files, if it has been used yet.
async function store() {
  const name = (await indexedDB.databases()).map((each) => each.name)
    .find((each) => each.startsWith("JupyterLite Storage") && each.endsWith(ROOT.pathname));
  const base = name && await done(indexedDB.open(name));
  if (!base?.objectStoreNames.contains("files")) return base?.close();
  const files = (mode) => base.transaction("files", mode).objectStore("files");
  return {
    get: (key) => done(files("readonly").get(key)),
    put: (key, value) => done(files("readwrite").put(value, key)),
    remove: (key) => done(files("readwrite").delete(key)),
    close: () => base.close(),
  };
}

const fresh = async (path) => (await fetch(new URL(path, ROOT), { cache: "no-cache" })).json();

export async function ask() {
  try {
    const files = await store(), now = await fresh("editions.json");
    if (!files) return;
    for (const name of Object.keys(now)) await compare(files, name, now[name]);
    files.close();
  } catch (error) {
    console.warn(`Editions were not compared: ${error}`); // the lab opens with the learner's copies, as it would
  }
}

async function compare(files, name, now) {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}"), copy = await files.get(name);
  const from = copy?.content?.metadata?.edition;
  if (!copy?.content?.cells || from === now || kept[name] === now) return;
  const untouched = from && await edition(copy.content) === from;
  const choice = untouched ? "new" : await choose(name);
  const beside = name.replace(/\.ipynb$/, ""), day = new Date().toISOString().slice(0, 10);
  if (choice === "new" && !untouched) await move(files, copy, `${beside} (yours until ${day}).ipynb`);
  if (choice === "new") return files.remove(name);
  if (choice === "both") {
    await move(files, { ...copy, content: await fresh(`files/${name}`) }, `${beside} (new edition).ipynb`);
  }
  localStorage.setItem(KEPT, JSON.stringify({ ...kept, [name]: now }));
}

async function move(files, file, name) {
  for (let number = 2; await files.get(name); number += 1) name = name.replace(/( \d+)?\.ipynb$/, ` ${number}.ipynb`);
  return files.put(name, { ...file, name, path: name });
}

function choose(name) {
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.style.cssText = "max-width: 34rem; padding: 1.2rem 1.6rem; border-radius: 8px; font: 1rem/1.5 sans-serif";
  const words = dialog.appendChild(document.createElement("p"));
  words.textContent = `There is a newer edition of ${name}. `
    + "What you wrote in yours stays in this browser, whatever you choose.";
  words.id = "edition-words";
  dialog.setAttribute("aria-labelledby", words.id);
  const bar = dialog.appendChild(document.createElement("p"));
  bar.style.cssText = "display: flex; flex-wrap: wrap; gap: 8px; margin: 0";
  return new Promise((chosen) => {
    for (const [choice, label] of [["yours", "Keep yours"], ["both", "See both"], ["new", "Take the new one"]]) {
      const button = bar.appendChild(document.createElement("button"));
      button.textContent = label;
      button.style.cssText = "font: inherit; min-height: 36px; padding: 4px 14px; cursor: pointer";
      button.onclick = () => { dialog.remove(); chosen(choice); };
    }
    dialog.addEventListener("cancel", () => { dialog.remove(); chosen("yours"); });
    dialog.showModal();
  });
}
