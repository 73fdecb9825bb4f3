// Demos and questions on the page: the scripts that JupyterLab runs, with a model that asks the page's Python.

import { unpack } from "./python.js";

const ONCE = new Set(["scene", "question", "sheet", "puzzle"]); // what is drawn when a widget begins
const TICK = 200; // ms between two looks at how long Python has been loading
const FAILED = "Python could not be loaded. Reload the page to try again; what was answered without it stays.";

class Model {
  constructor(state, said) {
    Object.assign(this, { state, said, hearers: new Map() });
  }

  get(name) { return this.state[name]; }

  set(name, value) {
    this.state[name] = value;
    for (const hear of this.hearers.get(`change:${name}`) ?? []) hear();
  }

  on(event, hear) {
    this.hearers.set(event, [...(this.hearers.get(event) ?? []), hear]);
  }

  off(event, hear) {
    this.hearers.set(event, (this.hearers.get(event) ?? []).filter((one) => one !== hear));
  }

  send(content) { this.said(content); }
}

export class Widget {
  constructor(cell, place, recorded, python) {
    Object.assign(this, { cell, python, name: recorded.widget, view: null, opening: null, unsaid: [] });
    this.el = place.appendChild(document.createElement("div"));
    this.el.className = "live-widget";
    this.wait = place.appendChild(document.createElement("p"));
    this.wait.className = "live-wait";
    this.wait.setAttribute("role", "status");
    this.model = new Model(recorded.state, (content) => this.say(content));
  }

  async render() {
    const { default: widget } = await import(`./widgets/${this.name}.js`);
    this.clear?.();
    this.el.replaceChildren();
    this.clear = widget.render({ model: this.model, el: this.el });
  }

  // What the hand does goes to Python; until there is one, the last word waits and the cell is opened.
  async say(content) {
    this.unsaid.push(content);
    await this.open();
    this.flush();
  }

  async flush() {
    if (!this.view) return;
    for (const content of this.unsaid.splice(0)) {
      this.unanswered = content;
      if (!this.model.get("scene")) (this.python.said[this.cell] ??= []).push(content);
      if (await this.python.say(this.view, content)) this.unanswered = null;
      if (!this.model.get("scene")) this.el.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
    }
  }

  async open() {
    if (this.view) return;
    this.opening ??= this.python.run([this.cell], [this.cell]).finally(() => { this.opening = null; });
    await this.opening;
  }

  // Python has made the view of this cell. What the page drew from its own table stays, unless it is another one.
  adopt({ id, widget, state }, anew) {
    const other = Object.keys(state).filter((name) => name !== "table" && !same(state[name], this.model.get(name)));
    this.view = id;
    anew ||= Object.keys(this.python.edits).some((index) => index < this.cell); // the table is of another function
    if (widget === this.name && !other.some((name) => ONCE.has(name))) {
      if (state.table && (anew || other.includes("locked"))) other.unshift("table");
      other.forEach((name) => this.model.set(name, state[name]));
      return;
    }
    Object.assign(this, { name: widget, unsaid: [] });
    this.model = new Model(state, (content) => this.say(content));
    this.render();
  }

  // The worker is gone, and with it the view: the page goes on from what it shows.
  lose() {
    const silent = this.unanswered || this.unsaid.length;
    Object.assign(this, { view: null, unanswered: null, unsaid: [] });
    if (silent) this.render();
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// The waiting is told beside the demo that waits, with the seconds so far.
export function tellWaiting(widgets, python) {
  let ticking = null;
  const tick = () => {
    const seconds = Math.max(1, Math.round((performance.now() - python.since) / 1000));
    for (const widget of widgets.values()) {
      const waits = python.state === "loading" && widget.unsaid.length;
      const words = waits ? `${python.what} is loading, ${seconds} s` : "";
      if (widget.wait.textContent !== words) widget.wait.textContent = words;
    }
  };
  python.addEventListener("state", ({ detail }) => {
    clearInterval(ticking);
    if (detail.what === "failed") return widgets.forEach(({ wait }) => { wait.textContent = FAILED; });
    if (detail.state === "loading") ticking = setInterval(tick, TICK);
    tick();
  });
}

export function recorded(section) {
  const script = section.querySelector("script.live-first");
  return script ? unpack(script.textContent) : null;
}
