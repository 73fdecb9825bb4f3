// Exercises on the page: the learner's text in an editor, the check below it, and nothing lost when it is stopped.

import { kept } from "./kept.js";

const RIGHT = 'class="ltl-check ltl-right"';
const ENDED = {
  late: "Stopped after 10 seconds: does a loop never end? Your text is kept, and Python starts anew when you run it.",
  stopped: "Stopped. Your text is kept, and Python starts anew when you run it.",
  failed: "Python could not go on. Your text is kept; reload the page to start anew.",
};

const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));

export const isExercise = ({ source }) => /^\s*(# YOUR CODE HERE|.*# YOUR ANSWER HERE)\s*$/m.test(source);

export class Exercise {
  // `checks` are the cells below that judge this one; `ran` is told after each run, for what depends on it.
  constructor(section, cell, checks, lesson, python) {
    Object.assign(this, { section, cell, checks, python, running: false });
    this.names = checks.flatMap(({ source }) => [...source.matchAll(/check\(\s*["']([\w-]+)["']/g)].map((m) => m[1]));
    this.key = `${lesson}/${/(?:def\s+(\w+)|^(\w+)\s*=)/m.exec(cell.source)?.slice(1).find(Boolean) ?? cell.index}`;
    this.start = kept.text(this.key) ?? cell.source;
    if (this.start !== cell.source) python.edits[cell.index] = this.start;
  }

  async render() {
    const { editor } = await import("./editor.js");
    const source = this.section.querySelector(".source");
    this.box = document.createElement("div");
    this.box.className = "live-exercise";
    const place = make("div", this.box, { className: "live-editor" });
    const label = `Your answer to ${this.names.join(", ") || "this exercise"}`;
    this.editor = editor(place, this.start, label, (text) => this.typed(text), () => this.run());
    const bar = make("div", this.box, { className: "live-bar" });
    this.button = make("button", bar, { type: "button", className: "live-main", textContent: "Run and check" });
    this.halt = make("button", bar, { type: "button", textContent: "Stop", hidden: true });
    this.again = make("button", bar, { type: "button", textContent: "Start anew" });
    this.back = make("button", bar, { type: "button", textContent: "Back to what worked" });
    this.status = make("span", bar, { className: "live-status" });
    this.status.setAttribute("role", "status");
    this.button.onclick = () => this.run();
    this.halt.onclick = () => this.python.stop();
    this.again.onclick = () => this.editor.replace(this.cell.source);
    this.back.onclick = () => this.editor.replace(kept.working(this.key));
    source.replaceWith(this.box);
    this.python.addEventListener("state", () => this.tell());
    this.python.addEventListener("ended", ({ detail }) => this.ended(detail.why));
    this.tell();
  }

  typed(text) {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => kept.keepText(this.key, text === this.cell.source ? null : text), 200);
    this.tell();
  }

  // Below: what is going on, and which buttons make sense now.
  tell(words = "") {
    const { state, what } = this.python, text = this.editor.text(), working = kept.working(this.key);
    this.button.disabled = this.running;
    this.halt.hidden = !this.running;
    this.again.hidden = text === this.cell.source;
    this.back.hidden = !working || text === working;
    const passed = this.names.length && this.names.every((name) => kept.passed().has(name));
    const now = this.running ? (state === "loading" ? `${what} is loading …` : "Running …") : "";
    this.status.textContent = words || now || (passed ? "✓ passed" : "");
    this.section.classList.toggle("live-passed", Boolean(passed));
  }

  async run() {
    if (this.running) return;
    const text = this.editor.text(), cells = [this.cell, ...this.checks].map(({ index }) => index);
    kept.keepText(this.key, text === this.cell.source ? null : text);
    this.running = true;
    this.right = [];
    this.tell();
    const well = await this.python.run(cells, cells, { own: true, edits: { [this.cell.index]: text } });
    this.running = false;
    if (!well) return;
    const right = this.right.length === this.checks.length;
    if (this.checks.length && right) kept.keepWorking(this.key, text);
    this.tell(right ? "" : "Not right yet: see below");
  }

  // One of its checks has something to show.
  judged(outputs) {
    if (outputs.some(({ html }) => html?.includes(RIGHT))) this.right?.push(true);
  }

  ended(why) {
    const ran = this.running;
    this.running = false;
    if (ran) this.tell(ENDED[why]);
  }
}
