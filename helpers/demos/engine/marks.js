// The marks that move: each painter puts one in its place. Follows paint.js in one module.

const TIP = 10; // pixels of the tip that says: this goes on beyond the axis
const SHAPE = 8; // pixels from the middle of a point's arrow to its tip
const REST = 700; // ms until a point's trace has faded
const still = matchMedia("(prefers-reduced-motion: reduce)");

const raw = (c, value) => Array.isArray(c) ? c[1] * value(c[0]) + c[2] : c;
const at = (c, value) => Array.isArray(c) ? Math.min(Math.max(raw(c, value), c[3]), c[4]) : c;

// −1 or 1 where a coordinate lies beyond the axis, before its start or after its end, and 0 elsewhere.
function beyond(c, value) {
  if (!Array.isArray(c)) return 0;
  const pixel = raw(c, value);
  return pixel < c[3] - 0.5 ? -1 : pixel > c[4] + 0.5 ? 1 : 0;
}

// The way that a point came by, for as long as the hand has not rested.
function trace(node, colour) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", `ltl-trace c-${colour}`);
  node.before(path);
  let points = [], last = 0, fading = null;
  return (point) => {
    if (still.matches) return;
    const now = performance.now();
    points = (now - last > REST ? points.slice(-1) : points.slice(-15)).concat(point);
    last = now;
    if (points.length < 2) return;
    path.setAttribute("d", `M${points.join("L")}`);
    fading?.cancel();
    fading = path.animate([{ opacity: 0.5 }, { opacity: 0 }], { duration: REST, fill: "forwards" });
  };
}

function pointer(node, move) {
  const leave = trace(node, move.colour), shape = node.getAttribute("d"), tip = "M0-8L7 5H-7Z";
  let before = "", away = false;
  return (x, y, right, down) => {
    const place = `${(x - SHAPE * right).toFixed(2)} ${(y - SHAPE * down).toFixed(2)}`;
    const turned = right || down ? ` rotate(${(Math.atan2(right, -down) * 180) / Math.PI})` : "";
    node.setAttribute("transform", `translate(${place})${turned}`);
    if (away !== Boolean(turned)) node.setAttribute("d", turned ? tip : shape);
    away = Boolean(turned);
    if (place !== before) leave(place);
    before = place;
  };
}

function writer(node, move) {
  const text = template(move.text), edge = move.edge.length, [low, high] = move.edge;
  return (x, y, right, down, value) => {
    const end = edge && x > (low + high) / 2;
    if (edge) node.setAttribute("text-anchor", end ? "end" : "start");
    node.setAttribute("x", x + (end ? -move.dx : move.dx));
    node.setAttribute("y", y + move.dy - (edge ? SHAPE * down : 0));
    const words = text(value);
    if (node.textContent !== words) node.textContent = words;
  };
}

function painter(root, move) {
  const node = root.querySelector(`[data-key="${move.key}"]`), curve = move.kind === "line" && move.x.length > 2;
  const many = move.kind === "line" || move.kind === "dots";
  const write = move.kind === "text" && writer(node, move), point = move.kind === "point" && pointer(node, move);
  let visible = null, drawn = ""; // what is there already need not be touched
  const off = (c, value) => curve || move.kind === "dots" ? beyond(c, value) : 0;
  return (value) => {
    let x = move.x.map((c) => at(c, value)), y = move.y.map((c) => at(c, value));
    const seen = x.map((v, i) => !Number.isNaN(v + y[i]) && !off(move.x[i], value) && !off(move.y[i], value));
    const right = beyond(move.x.at(-1), value), down = beyond(move.y.at(-1), value);
    const whole = (many ? seen.some(Boolean) : seen.every(Boolean)) && (!move.edge.length || right || down);
    if (whole !== visible) node.style.visibility = whole ? "visible" : "hidden";
    visible = whole;
    if (!whole) return;
    if (write) return write(x[0], y[0], right, down, value);
    if (point) return point(x[0], y[0], right, down);
    if (move.kind === "box") [x, y] = tipped(x, y, right, down);
    else [x, y] = [x.filter((_, i) => seen[i]), y.filter((_, i) => seen[i])];
    const way = outline(move.kind, x, y);
    if (way !== drawn) node.setAttribute("d", way);
    drawn = way;
  };
}

export { fixed, speaker, template, word };
