// Turns the pages of a flip-book that Python writes. Knows marks and numbers, no mathematics.

const SETTLED = 60; // ms after the last move until Python is asked for the pages from here
const LATE = 800; // ms of waiting until the learner is told so

const POWERS = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "-": "⁻", "+": "" };

function fixed(x, digits) {
  let text = x.toFixed(digits);
  const size = Math.abs(x);
  if ((size * 2 ** (digits + 1)) % 2 === 1) { // an exact tie: Python rounds it to even
    const below = Math.floor(size * 10 ** digits);
    text = ((Math.sign(x) * (below + (below % 2))) / 10 ** digits).toFixed(digits);
  }
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

function word(x, spec) {
  if (spec.startsWith("|")) return spec.slice(1).split("|")[x] ?? "?";
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "−inf";
  if (spec !== "e") return fixed(x, Number(spec.slice(1, -1)));
  if (x === 0) return "0";
  const [mantissa, exponent] = x.toExponential(1).split("e");
  if (Math.abs(exponent) <= 3) return fixed(x, exponent < 0 ? 4 : 2);
  return `${mantissa} × 10${[...exponent].map((c) => POWERS[c]).join("")}`.replace("-", "−");
}

function template(text) {
  const parts = text.split(/\{(\w+)(?::([^{}]*))?\}/);
  return (value) => {
    let out = parts[0];
    for (let i = 1; i < parts.length; i += 3) out += word(value(parts[i]), parts[i + 1] ?? ".2f") + parts[i + 2];
    return out;
  };
}

function arrow([x0, x1], [y0, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 0.5) return [[x0, x1], [y0, y1]];
  const head = Math.min(10, length) / length, side = 0.55 * head;
  const bx = x1 - head * (x1 - x0), by = y1 - head * (y1 - y0);
  const wx = side * (y1 - y0), wy = -side * (x1 - x0);
  return [[x0, x1, bx + wx, x1, bx - wx], [y0, y1, by + wy, y1, by - wy]];
}

function outline(kind, x, y) {
  if (kind === "box") [x, y] = [[x[0], x[1], x[1], x[0]], [y[0], y[0], y[1], y[1]]];
  if (kind === "arrow") [x, y] = arrow(x, y);
  const points = x.map((v, i) => `${v.toFixed(2)} ${y[i].toFixed(2)}`);
  return `M${points.join("L")}${kind === "box" || kind === "region" ? "Z" : ""}`;
}

function painter(root, move) {
  const node = root.querySelector(`[data-key="${move.key}"]`);
  const text = move.text === undefined ? null : template(move.text);
  const at = (c, value) => Array.isArray(c) ? Math.min(Math.max(c[1] * value(c[0]) + c[2], c[3]), c[4]) : c;
  return (value) => {
    let x = move.x.map((c) => at(c, value)), y = move.y.map((c) => at(c, value));
    const seen = x.map((v, i) => !Number.isNaN(v + y[i]));
    const whole = move.kind === "line" ? seen.some(Boolean) : seen.every(Boolean);
    node.style.visibility = whole ? "visible" : "hidden";
    if (!whole) return;
    if (move.kind === "text") {
      node.setAttribute("x", x[0] + move.dx);
      node.setAttribute("y", y[0] + move.dy);
      node.textContent = text(value);
    } else if (move.kind === "point") {
      node.setAttribute("transform", `translate(${x[0].toFixed(2)} ${y[0].toFixed(2)})`);
    } else {
      node.setAttribute("d", outline(move.kind, x.filter((_, i) => seen[i]), y.filter((_, i) => seen[i])));
    }
  };
}

function build(scene, el, id) {
  const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));
  const root = make("section", el, { className: "ltl-demo", ariaLabel: scene.title });
  const lock = make("p", root, { className: "ltl-lock", hidden: true });
  const body = make("div", root);
  const pictures = make("div", body, { className: "ltl-pictures", innerHTML: scene.svg.join("") });
  pictures.querySelectorAll("svg").forEach((svg, i) => {
    if (i === 0) svg.setAttribute("role", "img");
    else svg.setAttribute("aria-hidden", "true");
  });
  const caption = make("p", body, { className: "ltl-caption", ariaLive: "polite" });
  const buttons = make("div", body, { className: "ltl-buttons", hidden: !scene.buttons.length });
  const panel = make("div", body, { className: "ltl-sliders" });
  const inputs = scene.sliders.map((slider) => {
    const label = make("label", panel);
    make("span", label, { textContent: slider.label });
    const input = make("input", label, { type: "range", name: slider.name });
    Object.assign(input, { min: slider.min, max: slider.max, step: slider.step });
    input.dataset.lmSuppressShortcuts = "true";
    const shown = make("span", label, { className: "ltl-value" });
    shown.setAttribute("aria-hidden", "true");
    return { input, shown };
  });
  scene.buttons.forEach((textContent) => make("button", buttons, { type: "button", textContent }));
  const progress = scene.buttons.length ? make("progress", buttons, { ariaLabel: "Progress of the training run" }) : null;
  return { root, lock, body, pictures, caption, buttons, inputs, progress };
}

function render({ model, el }) {
  const scene = model.get("scene"), page = build(scene, el);
  const painters = scene.moves.map((move) => painter(page.pictures, move));
  const describe = template(scene.caption);
  const column = new Map(scene.columns.map((name, i) => [name, i]));
  const index = new Map(scene.sliders.map((slider, i) => [slider.name, i]));
  const number = (s) => scene.sliders[s].min + scene.sliders[s].step * positions[s];
  let positions = scene.sliders.map(() => 0), table = null, rows = null;
  let shown = null, asked = 0, pending = false, next = null, timer = 0, calm = 0, late = 0, running = false, active = 0;

  // The page at the present positions: Python must have written it from exactly here.
  function find() {
    const apart = positions.map((p, s) => s).filter((s) => positions[s] !== table.base[s]);
    if (!apart.length) return 0;
    const start = table.starts[apart[0]];
    return apart.length === 1 && start >= 0 ? start + positions[apart[0]] : null;
  }

  function draw(row) {
    const width = scene.columns.length, offset = row * width;
    const fault = rows[offset];
    const numbers = [...positions, ...rows.subarray(offset, offset + width), fault && table.messages[fault - 1]];
    if (shown && numbers.every((x, i) => Object.is(x, shown[i]))) return;
    shown = numbers;
    const value = (name) => column.has(name) ? rows[offset + column.get(name)] : number(index.get(name));
    painters.forEach((paint) => paint(value));
    const words = fault ? table.messages[fault - 1] : describe(value);
    page.caption.textContent = words;
    page.root.classList.toggle("ltl-fault", fault > 0);
    page.pictures.firstChild.setAttribute("aria-label", words);
  }

  function label() {
    scene.sliders.forEach((slider, s) => {
      const { input, shown } = page.inputs[s];
      const text = fixed(number(s), slider.digits) + (slider.unit ? ` ${slider.unit}` : "");
      if (document.activeElement !== input || Math.abs(input.value - number(s)) > slider.step / 2) input.value = number(s);
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    });
  }

  function send(message) {
    if (pending) return void (next = message);
    pending = true;
    next = null;
    asked += 1;
    late = setTimeout(() => page.root.classList.add("ltl-late"), LATE);
    model.send({ ...message, reply: asked });
  }

  const ask = () => send({ positions: [...positions], active });

  function show() {
    const row = table && find();
    if (row !== null) draw(row);
    return row !== null;
  }

  function settle() {
    page.caption.setAttribute("aria-busy", "true");
    clearTimeout(calm);
    calm = setTimeout(() => page.caption.setAttribute("aria-busy", "false"), 300);
    clearTimeout(timer);
  }

  function move(s) {
    const slider = scene.sliders[s];
    active = s;
    positions[s] = Math.round((page.inputs[s].input.value - slider.min) / slider.step);
    label();
    settle();
    if (show()) timer = setTimeout(ask, SETTLED);
    else ask();
  }

  function turn() {
    table = model.get("table");
    const bytes = table.rows;
    rows = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    if (pending && table.reply === asked) {
      pending = false;
      clearTimeout(late);
      page.root.classList.remove("ltl-late");
    }
    // While a move of the learner's is on its way, Python's older positions must not pull the slider back.
    if (!pending && !(next && next.positions)) positions = [...table.base];
    label();
    const drawn = show();
    if (next && !pending) next.positions ? ask() : send(next);
    else if (page.progress) carry_on();
    else if (!drawn && !pending) ask();
    else if (!table.filled && !pending && scene.sliders.length) {
      clearTimeout(timer);
      timer = setTimeout(ask, SETTLED);
    }
  }

  // A run goes on turn by turn, so that the kernel is free in between.
  function act(name) {
    const start = page.buttons.firstChild;
    if (name === "Start" && running) name = "Pause";
    running = name === "Start";
    start.textContent = running ? "Pause" : "Start";
    if (name !== "Pause") send({ act: name, n: 1 });
  }

  function carry_on() {
    const over = rows[column.get("over")];
    page.progress.value = rows[column.get("progress")];
    page.progress.max = rows[column.get("total")];
    const [start, step] = page.buttons.children;
    start.disabled = step.disabled = Boolean(over);
    if (over && running) act("Pause");
    if (!running) return settle();
    clearTimeout(timer);
    timer = setTimeout(() => running && send({ act: "Start", n: Math.ceil(page.progress.max / 200) }), 20);
  }

  function locked() {
    const words = model.get("locked");
    page.lock.hidden = !words;
    page.lock.textContent = words;
    page.body.hidden = Boolean(words);
  }

  function dragging(svg) {
    const { x, y } = scene.maps[svg.dataset.plot];
    const drag = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      settle();
      send({ drag: [(point.x - x[1]) / x[0], (point.y - y[1]) / y[0], Number(svg.dataset.plot)] });
    };
    svg.classList.add("ltl-draggable");
    svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); drag(event); });
    svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) drag(event); });
  }

  page.inputs.forEach(({ input }, s) => input.addEventListener("input", () => move(s)));
  [...page.buttons.querySelectorAll("button")].forEach((button, i) => button.addEventListener("click", () => act(scene.buttons[i])));
  if (scene.drag) page.pictures.querySelectorAll("svg").forEach(dragging);
  model.on("change:table", turn);
  model.on("change:locked", locked);
  turn();
  locked();
  return () => {
    [timer, calm, late].forEach(clearTimeout);
    model.off("change:table", turn);
    model.off("change:locked", locked);
  };
}

export default { render };
