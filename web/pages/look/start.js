// The start page's demo: every page of its flip-book is here, so that what a lesson asks Python is looked up instead.

import demo from "./demo.js";

const told = JSON.parse(document.getElementById("demo").textContent);
const bytes = Uint8Array.from(atob(told.rows), (letter) => letter.charCodeAt(0));
const numbers = Float64Array.from(new Float32Array(bytes.buffer)), width = told.scene.columns.length;
const [, seconds] = told.counts;
const at = (first, second) => (first * seconds + second) * width;
const row = (first, second) => numbers.subarray(at(first, second), at(first, second) + width);

// The table that Python would write from here: this page, then those along each slider.
function table([first, second], reply, turn) {
  const along = [told.counts[0], seconds].map((count) => [...Array(count).keys()]);
  const pages = [row(first, second), ...along[0].map((i) => row(i, second)), ...along[1].map((j) => row(first, j))];
  const rows = new Float64Array(pages.length * width);
  pages.forEach((page, i) => rows.set(page, i * width));
  const starts = [1, 1 + along[0].length];
  return { base: [first, second], starts, rows: new DataView(rows.buffer), messages: [], reply, filled: true, turn };
}

const hearers = new Map();
const state = { scene: told.scene, goal: {}, locked: "", table: table(told.base, 0, 1) };
const model = {
  get: (name) => state[name],
  on: (event, hear) => hearers.set(event, hear),
  off: (event) => hearers.delete(event),
  send: ({ positions, reply }) => {
    state.table = table(positions ?? state.table.base, reply, state.table.turn + 1);
    queueMicrotask(() => hearers.get("change:table")?.());
  },
};
const place = document.getElementById("showpiece"), el = document.createElement("div");
demo.render({ model, el });
place.replaceWith(el);
