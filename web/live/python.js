// The page's Python: one worker, started when somebody comes near a demo, ended and forgotten when it must be stopped.

const LIMIT = 10_000; // ms that one run may take where nothing but the worker's end stops it
const GRACE = 1_500; // ms until a Stop that was asked for is enforced

export class Python extends EventTarget {
  constructor(cells, kept) {
    super();
    Object.assign(this, { cells, kept, edits: {}, said: {}, worker: null, state: "asleep", since: 0 });
    this.waiting = new Map();
    this.number = 0;
    this.timers = [];
  }

  // asleep, loading, ready or busy; `what` says what is loaded.
  become(state, what = "") {
    Object.assign(this, { state, what });
    this.dispatchEvent(new CustomEvent("state", { detail: { state, what } }));
  }

  // With `draws`, Matplotlib is fetched beside Python and not after it.
  start(draws = false) {
    if (this.worker) return;
    this.since = performance.now();
    performance.mark("python-asked");
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message || "the worker could not be started");
    this.shared = self.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : null;
    const cells = Object.fromEntries(this.cells.map(({ index, source }) => [index, source]));
    const open = { cells: { ...cells, ...this.edits }, said: this.said, progress: this.kept.progress(), draws };
    this.worker.postMessage({ open: { ...open, buffer: this.shared?.buffer } });
    this.become("loading", "Python");
  }

  // Run what the cells `wanted` need and show those that are `shown`; `own`: the learner does it. Resolves to whether
  // it ended by itself; `limited` runs may take no longer than LIMIT.
  run(wanted, shown, { own = false, edits = {}, limited = true } = {}) {
    Object.assign(this.edits, edits);
    return this.ask({ run: { wanted, shown, own, edits } }, limited);
  }

  say(view, content) {
    return this.ask({ say: { view, content } }, true);
  }

  ask(message, limited) {
    this.start();
    const id = ++this.number;
    return new Promise((done) => {
      this.waiting.set(id, { done, limited });
      this.worker.postMessage({ ...message, id });
    });
  }

  hear(told) {
    if (told.told) this.show(JSON.parse(told.told, binary));
    if (told.loading) this.become("loading", told.loading);
    if (told.ready) performance.mark("python-ready");
    if (told.ready) this.become("ready");
    if (told.busy) this.mind(this.waiting.get(told.busy)?.limited);
    if (told.done) this.rest(told.done, true);
    if ("timer" in told) this.ring(told.timer, told.again);
    if (told.failed && told.id && this.state !== "loading") this.rest(told.id, false);
    else if (told.failed) this.fail(told.failed);
  }

  show(told) {
    if (told.progress) this.kept.keep(told.progress);
    const kind = told.outputs ? "cell" : told.followers ? "followers" : "change";
    if (!told.progress) this.dispatchEvent(new CustomEvent(kind, { detail: told }));
  }

  settle(id, well) {
    this.waiting.get(id)?.done(well);
    this.waiting.delete(id);
  }

  rest(id, well) {
    clearTimeout(this.watch);
    this.become("ready");
    this.settle(id, well);
  }

  // Where pages are not isolated nothing reaches a running cell: what takes too long ends with its worker.
  mind(limited) {
    clearTimeout(this.watch);
    this.become("busy");
    if (limited && !this.shared) this.watch = setTimeout(() => this.end("late"), LIMIT);
  }

  // clock.py's timer: signal 14 is SIGALRM.
  ring(seconds, again) {
    this.timers.splice(0).forEach(clearTimeout);
    if (!seconds) return;
    const strike = () => {
      this.shared[0] = 14;
      this.timers = again ? [setTimeout(strike, 1000 * again)] : [];
    };
    this.timers = [setTimeout(strike, 1000 * seconds)];
  }

  // Signal 2 is Ctrl-C, which a cell may catch; then the worker ends. Without isolation it ends at once.
  stop() {
    if (!this.worker) return;
    if (!this.shared || this.state === "loading") return this.end("stopped");
    const asked = this.number;
    this.shared[0] = 2;
    setTimeout(() => this.state === "busy" && asked === this.number && this.end("stopped"), GRACE);
  }

  end(why) {
    this.worker?.terminate();
    this.worker = null;
    this.timers.splice(0).forEach(clearTimeout);
    clearTimeout(this.watch);
    [...this.waiting.keys()].forEach((id) => this.settle(id, false));
    this.become("asleep", why);
    this.dispatchEvent(new CustomEvent("ended", { detail: { why } }));
  }

  fail(why) {
    console.warn(`Python: ${why}`);
    this.end("failed");
  }
}

// Bytes arrive as Jupyter's do.
function binary(key, value) {
  if (typeof value?.base64 !== "string") return value;
  return new DataView(Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0)).buffer);
}

export const unpack = (text) => JSON.parse(text, binary);
