// What a cell shows, in place of what was saved; HTML is Python's, and loses whatever could act.

const ADDRESSES = ["src", "href", "action", "formaction", "xlink:href"];
const GONE = "script, iframe, object, embed, link, meta, base, form, template";

export function show(section, outputs) {
  let place = section.querySelector(":scope > .output");
  if (!place) {
    place = document.createElement("div");
    place.className = "output";
    section.append(place);
  }
  place.replaceChildren(...outputs.map(element));
  place.classList.add("live-now");
  place.hidden = !outputs.length;
  return place;
}

function element({ text, html, error }) {
  const box = document.createElement(html === undefined ? "pre" : "div");
  if (html === undefined) box.textContent = text ?? error;
  else box.append(...inert(html));
  if (html === undefined) box.tabIndex = 0; // it may be wider than a phone, and scroll
  box.className = error ? "printed live-error" : html === undefined ? "printed live-text" : "card live-html";
  return box;
}

export function inert(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  body.querySelectorAll(GONE).forEach((node) => node.remove());
  for (const node of body.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      const acts = name.startsWith("on") || name === "srcdoc" || /^\s*(javascript|vbscript):/i.test(value);
      const leaves = ADDRESSES.includes(name) && !/^(data:image\/|#|https?:)/i.test(value);
      if (acts || leaves) node.removeAttribute(name);
    }
  }
  return body.childNodes;
}
