// The entry: makes a page's demos, questions and exercises live. Nothing is fetched before it is wanted.

import { Exercise, isExercise } from "./exercises.js";
import { kept } from "./kept.js";
import { show } from "./outputs.js";
import { Python } from "./python.js";
import { Widget, recorded, tellWaiting } from "./widgets.js";

const NEAR = "600px"; // how far outside the window a demo is drawn
const lesson = JSON.parse(document.getElementById("lesson")?.textContent ?? '{"name": "", "cells": []}');
const python = new Python(lesson.cells, kept);
const widgets = new Map(), exercises = new Map(), judges = new Map();
const section = (index) => document.getElementById(`cell-${index}`);
const sparing = () => navigator.connection?.saveData; // then Python waits until it is touched

function whenNear(element, margin, action) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    action();
  }, { rootMargin: margin });
  watch.observe(element);
}

function showWidget(cell, first) {
  const place = section(cell).querySelector(":scope > .output");
  const widget = new Widget(cell, place, first, python);
  widgets.set(cell, widget);
  widget.render().then(() => {
    const stills = place.querySelectorAll(":scope > :not(.live-widget, .live-wait, script)");
    stills.forEach((still) => { still.hidden = true; });
    place.classList.add("live-now");
  });
  const warm = () => widget.open();
  whenNear(section(cell), "0px", () => sparing() || setTimeout(warm, 0));
  for (const event of ["pointerenter", "focusin"]) section(cell).addEventListener(event, warm, { once: true });
  return widget;
}

function begin() {
  for (const { index } of lesson.cells) {
    const first = section(index) && recorded(section(index));
    if (first) whenNear(section(index), NEAR, () => widgets.has(index) || showWidget(index, first));
  }
  lesson.cells.forEach((cell, at) => {
    if (isExercise(cell) && section(cell.index)) beginExercise(cell, judging(at + 1));
  });
  beginBar();
}

// The cells below an exercise that judge it: those with a check, up to the next exercise.
function judging(at) {
  const rest = lesson.cells.slice(at), end = rest.findIndex(isExercise);
  return rest.slice(0, end < 0 ? rest.length : end).filter(({ source }) => /^check\(/m.test(source));
}

function beginExercise(cell, checks) {
  const exercise = new Exercise(section(cell.index), cell, checks, lesson.name, python);
  exercises.set(cell.index, exercise);
  checks.forEach(({ index }) => judges.set(index, exercise));
  whenNear(section(cell.index), NEAR, () => exercise.render());
}

// What depends on a text that was run follows it: printed text in one room, each demo and question in its own.
async function refresh(cells) {
  const others = cells.filter((index) => !exercises.has(index) && !judges.has(index) && section(index));
  const texts = others.filter((index) => !widgets.has(index) && !recorded(section(index)));
  if (texts.length) await python.run(texts, texts);
  for (const index of others.filter((index) => widgets.has(index))) await again(index);
}

function again(index) {
  widgets.get(index).anew = true;
  return python.run([index], [index]);
}

// A demo that waits for an answer opens when there is one.
async function unlock() {
  for (const [index, widget] of widgets) if (widget.model.get("locked")) await again(index);
}

function beginBar() {
  const bar = document.querySelector("[data-live=bar]");
  if (!bar) return;
  const make = (tag, props) => bar.appendChild(Object.assign(document.createElement(tag), props));
  const button = make("button", { type: "button", textContent: "Run this lesson" });
  const halt = make("button", { type: "button", textContent: "Stop", hidden: true });
  const status = make("span", { className: "live-status" });
  status.setAttribute("role", "status");
  bar.hidden = false;
  halt.onclick = () => python.stop();
  button.onclick = async () => {
    const all = lesson.cells.map(({ index }) => index);
    button.disabled = true;
    halt.hidden = false;
    const began = performance.now();
    python.start(lesson.cells.some(({ source }) => /\b(plt|plots)\./.test(source)));
    const shown = all.filter((index) => !widgets.has(index) && !recorded(section(index)));
    const well = await python.run(all, shown, { limited: false });
    button.disabled = false;
    halt.hidden = true;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    status.textContent = well ? `Ran ${all.length} cells in ${seconds} s` : "Stopped";
  };
  python.addEventListener("state", ({ detail: { state, what } }) => {
    if (button.disabled) status.textContent = state === "loading" ? `${what} is loading …` : "Running …";
  });
}

python.addEventListener("cell", ({ detail: { cell, outputs, view } }) => {
  judges.get(cell)?.judged(outputs);
  const widget = widgets.get(cell);
  if (view && widget) {
    widget.adopt(view, widget.anew);
    widget.anew = false;
  } else if (view) showWidget(cell, view).adopt(view, false);
  else if (!widget) show(section(cell), outputs);
});
python.addEventListener("change", ({ detail: { view, name, value } }) => {
  for (const widget of widgets.values()) if (widget.view === view) widget.model.set(name, value);
});
python.addEventListener("followers", ({ detail }) => refresh(detail.followers));
document.addEventListener("answered", unlock);
python.addEventListener("ended", () => widgets.forEach((widget) => widget.lose()));
tellWaiting(widgets, python);
if (!self.crossOriginIsolated) navigator.serviceWorker?.register(new URL("../sw.js", import.meta.url)).catch(() => {});
begin();
