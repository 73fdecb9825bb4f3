// The parts of a demo's card, made once. Follows marks.js in one module.

function make(tag, parent, props = {}) {
  return parent.appendChild(Object.assign(document.createElement(tag), props));
}

function slide(slider, panel, start) {
  const label = make("label", panel, { className: slider.grid.length ? "ltl-wide" : "" });
  make("span", label, { textContent: slider.label, className: slider.colour && `c-${slider.colour}` });
  const input = make("input", label, { type: "range", name: slider.name });
  Object.assign(input, { min: slider.min, max: slider.max, step: slider.step });
  if (slider.colour) input.style.accentColor = `var(--${slider.colour}-text)`;
  if (slider.grid.length) { // a notch where it starts
    const id = `ltl-${slider.name}-${start}`;
    make("option", make("datalist", label, { id }), { value: start });
    input.setAttribute("list", id);
  }
  input.dataset.lmSuppressShortcuts = "true";
  const shown = make("span", label, { className: "ltl-value" });
  shown.setAttribute("aria-hidden", "true");
  return { input, shown };
}

function build(scene, el) {
  const root = make("div", el, { className: "ltl-demo", role: "group", ariaLabel: scene.title });
  const lock = make("p", root, { className: "ltl-lock", hidden: true });
  const body = make("div", root);
  const aim = make("p", body, { className: "ltl-aim", hidden: true });
  const pictures = make("div", body, { className: "ltl-pictures", innerHTML: scene.svg.join("") });
  pictures.querySelectorAll("svg").forEach((svg, i) => {
    if (i === 0) svg.setAttribute("role", "img");
    else svg.setAttribute("aria-hidden", "true");
  });
  const caption = make("p", body, { className: "ltl-caption", ariaLive: "polite", ariaAtomic: "true" });
  const buttons = make("div", body, { className: "ltl-buttons", hidden: !scene.buttons.length });
  const panel = make("div", body, { className: "ltl-sliders" });
  panel.classList.toggle("ltl-few", scene.sliders.length <= 3);
  panel.style.setProperty("--label", `${Math.max(5, ...scene.sliders.map((slider) => slider.grid.length ? 0 : slider.label.length))}ch`);
  const inputs = scene.sliders.map((slider, s) => slide(slider, panel, scene.start[s]));
  const foot = make("div", body, { className: "ltl-foot" });
  const reset = inputs.length ? make("button", foot, { type: "button", textContent: "Reset" }) : null;
  scene.buttons.forEach((textContent) => make("button", buttons, { type: "button", textContent }));
  const bar = { ariaLabel: "Progress of the training run" };
  const progress = scene.buttons.length ? make("progress", buttons, bar) : null;
  return { root, lock, body, aim, pictures, caption, buttons, inputs, reset, progress, foot };
}

// Tells where on a plot, in its own coordinates, the pointer drags.
function draggable(svg, { x, y }, told) {
  const plot = Number(svg.dataset.plot);
  const drag = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    told((point.x - x[1]) / x[0], (point.y - y[1]) / y[0], plot);
  };
  svg.classList.add("ltl-draggable");
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); drag(event); });
  svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) drag(event); });
}
