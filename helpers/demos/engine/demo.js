// Turns the pages of a flip-book that Python writes: sliders, table, kernel. Follows goal.js in one module.
// messages.py has the names of what Python and this script tell each other.

const SETTLED = 60; // ms after the last move until Python is asked for the pages from here
const LATE = 800; // ms of waiting until the learner is told so
const FRAME = 16; // ms between the pictures of a run that came in one table
const RAPID = 150; // ms between pictures that follow each other too fast to be eased: a key held down

function render({ model, el }) {
  const scene = model.get("scene"), page = build(scene, el);
  const painters = scene.moves.map((move) => painter(page.pictures, move));
  const say = speaker(page.caption, scene.caption, scene.colours);
  const column = new Map(scene.columns.map((name, i) => [name, i]));
  const index = new Map(scene.sliders.map((slider, i) => [slider.name, i]));
  const place = (s) => scene.sliders[s].min + scene.sliders[s].step * positions[s];
  const number = (s) => scene.sliders[s].grid[positions[s]] ?? place(s);
  const goal = pursue(model, page, scene, (moves) => { won = moves; ask(); });
  let positions = scene.sliders.map(() => 0), table = null, rows = null;
  let hand = false, won = 0, drawn = 0; // is a pointer down, in how many moves was the goal reached, when was it drawn
  let shown = null, active = 0, running = false; // the numbers that are drawn, the slider last moved
  let asked = 0, pending = false, next = null, moved = false; // what Python was asked, and has yet to hear
  let timer = 0, calm = 0, late = 0, frame = 0;

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
    const now = performance.now(), eased = shown !== null && !hand && now - drawn > RAPID;
    [shown, drawn] = [numbers, now];
    const value = (name) => column.has(name) ? rows[offset + column.get(name)] : number(index.get(name));
    page.root.classList.toggle("ltl-eased", eased);
    painters.forEach((paint) => paint(value));
    say(value, fault ? table.messages[fault - 1] : "");
    page.root.classList.toggle("ltl-fault", fault > 0);
    page.pictures.firstChild.setAttribute("aria-label", page.caption.textContent);
    goal.check(value, positions);
  }

  function label() {
    scene.sliders.forEach((slider, s) => {
      const { input, shown } = page.inputs[s];
      const said = slider.grid.length ? word(number(s), "n") : fixed(number(s), slider.digits);
      const text = said + (slider.unit ? ` ${slider.unit}` : "");
      const held = document.activeElement === input && Math.abs(input.value - place(s)) <= slider.step / 2;
      if (!held) input.value = place(s);
      if (slider.grid.length) input.dataset.number = number(s);
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    });
  }

  function send(message) {
    if (pending) return void (next = message);
    pending = true;
    next = null;
    if (message.positions) moved = false;
    if (message.moves) won = 0;
    asked += 1;
    late = setTimeout(() => page.root.classList.add("ltl-late"), LATE);
    model.send({ ...message, reply: asked });
  }

  // Positions go along only after a move by hand: code may have moved the sliders since this view was drawn.
  const ask = () => send({ active, ...(moved && { positions: [...positions] }), ...(won && { moves: won }) });

  function show() {
    const row = table && find();
    if (row !== null) draw(row);
    return row !== null;
  }

  // The pictures on the way to row 0, one after the other.
  function play() {
    const end = rows.length / scene.columns.length;
    let row = end - table.frames;
    clearTimeout(frame);
    const picture = () => {
      draw(row < end ? row : 0);
      if (row++ < end) frame = setTimeout(picture, FRAME);
    };
    picture();
    return true;
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
    goal.moved(s);
    follow();
  }

  function follow() {
    label();
    settle();
    if (show()) timer = setTimeout(ask, SETTLED);
    else ask();
  }

  function reset() {
    positions = [...(model.get("goal").start ?? scene.start)];
    moved = true;
    goal.again();
    follow();
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
    clearTimeout(frame);
    const drawn = table.frames && running ? play() : show();
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
    if (name === scene.buttons.at(-1)) goal.again();
    else goal.moved(name);
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
    timer = setTimeout(() => running && send({ act: "Start", n: Math.ceil(page.progress.max / 100) }), 0);
  }

  function drag(x, y, plot) {
    hand = true;
    settle();
    goal.moved("drag");
    send({ drag: [x, y, plot] });
  }

  function locked() {
    const words = model.get("locked");
    page.lock.hidden = !words;
    page.lock.textContent = words;
    page.body.hidden = Boolean(words);
  }

  page.inputs.forEach(({ input }, s) => {
    input.addEventListener("input", () => move(s));
    input.addEventListener("pointerdown", () => { hand = true; });
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "keydown"]) {
    page.body.addEventListener(end, () => { hand = false; }, true);
  }
  page.reset?.addEventListener("click", reset);
  page.buttons.querySelectorAll("button").forEach((button, i) => {
    button.addEventListener("click", () => act(scene.buttons[i]));
  });
  if (scene.drag) page.pictures.querySelectorAll("svg").forEach((svg, i) => draggable(svg, scene.maps[i], drag));
  model.on("change:table", turn);
  model.on("change:goal", goal.set);
  model.on("change:locked", locked);
  goal.set();
  turn();
  locked();
  return () => {
    [timer, calm, late, frame].forEach(clearTimeout);
    goal.stop();
    model.off("change:goal", goal.set);
    model.off("change:table", turn);
    model.off("change:locked", locked);
  };
}

export default { render };
