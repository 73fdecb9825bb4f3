// What this browser keeps of a learner's work, and nobody else: progress, and the text in each editor.

const PREFIX = "logits-to-loss:";
const EMPTY = '{\n  "about": "What I did in the course Logits to Loss. Nothing of it is sent anywhere.",\n  "version": 1,\n  "events": []\n}\n';

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
    put("progress", JSON.stringify({ ...JSON.parse(EMPTY), events: all }));
    dispatchEvent(new CustomEvent("progress"));
  };
  return navigator.locks ? navigator.locks.request(`${PREFIX}progress`, merge) : merge();
}

export const kept = {
  progress: () => get("progress") ?? EMPTY,
  keep,
  passed: () => new Set(events(get("progress"))
    .filter((entry) => entry.what === "tried" && entry.passed).map((entry) => entry.name)),
  text: (exercise) => get(`text:${exercise}`),
  keepText: (exercise, text) => put(`text:${exercise}`, text),
  working: (exercise) => get(`working:${exercise}`),
  keepWorking: (exercise, text) => put(`working:${exercise}`, text),
};
