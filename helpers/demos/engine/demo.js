// Turns the pages of a flip-book that Python writes: sliders, table, kernel. Follows paint.js in one module.
// messages.py has the names of what Python and this script tell each other.

const SETTLED = 60; // ms after the last move until Python is asked for the pages from here
const LATE = 800; // ms of waiting until the learner is told so

function build(scene, el, id) {
  const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));
  const root = make("div", el, { className: "ltl-demo", role: "group", ariaLabel: scene.title });
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
  const bar = { ariaLabel: "Progress of the training run" };
  const progress = scene.buttons.length ? make("progress", buttons, bar) : null;
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
  let shown = null, active = 0, running = false; // the numbers that are drawn, the slider last moved
  let asked = 0, pending = false, next = null, moved = false; // what Python was asked, and has yet to hear
  let timer = 0, calm = 0, late = 0;

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
      const held = document.activeElement === input && Math.abs(input.value - number(s)) <= slider.step / 2;
      if (!held) input.value = number(s);
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    });
  }

  function send(message) {
    if (pending) return void (next = message);
    pending = true;
    next = null;
    if (message.positions) moved = false;
    asked += 1;
    late = setTimeout(() => page.root.classList.add("ltl-late"), LATE);
    model.send({ ...message, reply: asked });
  }

  // Positions go along only after a move by hand: code may have moved the sliders since this view was drawn.
  const ask = () => send(moved ? { positions: [...positions], active } : { active });

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
    moved = true;
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
    // Until Python has heard of the learner's last move, its older positions must not pull the slider back.
    if (!moved && !pending) positions = [...table.base];
    label();
    const drawn = show();
    if (next && !pending) "active" in next ? ask() : send(next);
    else if (page.progress) carry_on();
    else if (!drawn && !pending) ask(); // another slider moved meanwhile
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
    timer = setTimeout(() => running && send({ act: "Start", n: Math.ceil(page.progress.max / 100) }), 20);
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
  page.buttons.querySelectorAll("button").forEach((button, i) => {
    button.addEventListener("click", () => act(scene.buttons[i]));
  });
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
