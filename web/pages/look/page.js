// What a page does by itself: colours, contents that follow, search, and the reader's own progress.

const root = document.documentElement;
const NAMES = { null: "as the system has them", light: "light", dark: "dark" };

function beginTheme() {
  const button = document.getElementById("theme");
  const chosen = () => { try { return localStorage.getItem("logits-to-loss:theme"); } catch { return null; } };
  const tell = () => button.setAttribute("aria-label", `Colours: ${NAMES[chosen()]}`);
  button.hidden = false;
  // From the system's colours to the others, to those that the system has now, and back to the system.
  button.onclick = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const other = system === "dark" ? "light" : "dark";
    const next = { null: other, [other]: system, [system]: null }[chosen()];
    try {
      if (next) localStorage.setItem("logits-to-loss:theme", next);
      else localStorage.removeItem("logits-to-loss:theme");
    } catch { return; }
    dispatchEvent(new Event("theme"));
    tell();
  };
  tell();
}

// The heading that was passed last is the one being read.
function beginContents() {
  const links = [...document.querySelectorAll(".side.contents a")];
  const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length) return;
  let waiting = false;
  const follow = () => {
    waiting = false;
    const passed = heads.filter((head) => head?.getBoundingClientRect().top < innerHeight / 4).length;
    links.forEach((link, i) => link.toggleAttribute("data-here", i === Math.max(0, passed - 1)));
    const { top, bottom } = links[Math.max(0, passed - 1)].getBoundingClientRect(), list = links[0].closest("nav");
    if (top < 0 || bottom > innerHeight) list.scrollTop += top - innerHeight / 2;
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
  follow();
}

function beginMenu() {
  const menu = document.querySelector(".menu");
  document.addEventListener("click", (event) => { if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

async function beginSearch() {
  const button = document.getElementById("search");
  const open = async () => (await import("./search.js")).open(button);
  button.hidden = false;
  button.onclick = open;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], .cm-editor");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
}

// What live pages keep in this browser: which exercises were passed.
async function showProgress() {
  if (!("livePages" in document.body.dataset)) return;
  const { kept } = await import("../live/kept.js");
  const tell = () => document.querySelectorAll("[data-lesson]").forEach((item) => {
    const names = item.dataset.exercises.split(" ").filter(Boolean), passed = kept.passed(item.dataset.lesson);
    const done = names.filter((name) => passed.has(name)).length;
    item.toggleAttribute("data-done", names.length > 0 && done === names.length);
    item.toggleAttribute("data-begun", done > 0);
    const place = item.matches(".progress") ? item : item.querySelector(".progress");
    if (place) place.textContent = done ? `, ${done} passed` : "";
    else item.title = done ? `${done} of ${names.length} exercises passed` : "";
  });
  addEventListener("progress", tell);
  addEventListener("storage", tell);
  tell();
}

beginTheme();
beginContents();
beginMenu();
beginSearch();
showProgress();
