// Python for one page: Pyodide with NumPy and the course's own code. Matplotlib comes when a cell draws.
// Hears {open}, {run, id} and {say}; tells {loading}, {ready}, {busy}, {done, id}, {timer} and what cells show.

import { loadPyodide } from "../wasm/pyodide.mjs";

const here = (path) => new URL(path, import.meta.url).href;
const tell = (message) => self.postMessage(message);
let python = null, session = null, bridge = null, pictures = false, line = Promise.resolve();

async function open({ cells, said, progress, buffer, draws }) {
  tell({ loading: "Python" });
  const course = fetch(here("course.zip")).then(received);
  const packages = draws ? ["numpy", "matplotlib"] : ["numpy"], env = { HOME: "/home/pyodide", MPLBACKEND: "agg" };
  python = await loadPyodide({ indexURL: here("../wasm/"), packages, env });
  tell({ loading: "the course" });
  python.unpackArchive(await course, "zip", { extractDir: "/home/pyodide" });
  python.FS.writeFile("/home/pyodide/progress.json", progress);
  if (buffer) python.setInterruptBuffer(new Uint8Array(buffer));
  bridge = python.pyimport("web.inside.bridge");
  const timer = buffer ? (seconds, again) => tell({ timer: seconds, again }) : undefined;
  session = bridge.start(JSON.stringify(cells), JSON.stringify(said), (told) => tell({ told }), timer);
  if (draws) bridge.pictures_are_here();
  pictures = draws;
  tell({ ready: true });
}

async function received(answer) {
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  return answer.arrayBuffer();
}

async function draw() {
  if (pictures) return;
  tell({ loading: "Matplotlib" });
  await python.loadPackage(["matplotlib"], { messageCallback: () => {} });
  bridge.pictures_are_here();
  pictures = true;
  tell({ ready: true });
}

async function run(what, id) {
  const told = JSON.stringify(what);
  if (bridge.draws(session, told)) await draw();
  tell({ busy: id });
  if (bridge.run(session, told)) return;
  await draw(); // a function that was made earlier draws
  tell({ busy: id });
  bridge.run(session, told);
}

async function answer(message) {
  if (message.open) return open(message.open);
  if (message.run) await run(message.run, message.id);
  else {
    tell({ busy: message.id });
    bridge.hear(session, message.say.view, JSON.stringify(message.say.content));
  }
  tell({ done: message.id });
}

self.onmessage = ({ data }) => {
  line = line.then(() => answer(data)).catch((error) => tell({ failed: String(error.message ?? error), id: data.id }));
};
