// What this browser keeps of a learner's work, and nobody else: progress, and the text in each editor.

const PREFIX = "logits-to-loss:";
const ABOUT = "What I did in the course Logits to Loss. Nothing of it is sent anywhere."; // as in helpers/progress
const written = (events) => JSON.stringify({ about: ABOUT, version: 1, events });

function get(name) {
  try { return localStorage.getItem(PREFIX + name); } catch { return null; } // storage may be switched off
}

function put(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch { return false; }
}

function events(text) {
  try { return JSON.parse(text).events ?? []; } catch { return []; }
}

// Two pages may be open side by side: each adds its entries, and none takes the other's away.
function keep(text) {
  const merge = () => {
    const before = get("progress"), there = events(before), known = new Set(there.map((entry) => entry.id));
    const all = [...there, ...events(text).filter((entry) => !known.has(entry.id))];
    put("progress", written(all));
    dispatchEvent(new CustomEvent("progress"));
  };
  return navigator.locks ? navigator.locks.request(`${PREFIX}progress`, merge) : merge();
}

export const kept = {
  progress: () => get("progress") ?? written([]),
  keep,
  passed: () => new Set(events(get("progress"))
    .filter((entry) => entry.what === "tried" && entry.passed).map((entry) => entry.name)),
  text: (exercise) => get(`text:${exercise}`),
  keepText: (exercise, text) => put(`text:${exercise}`, text),
  working: (exercise) => get(`working:${exercise}`),
  keepWorking: (exercise, text) => put(`working:${exercise}`, text),
};
