// Numbers in words and marks in place, as Python's wording.py and svg.py have them.

const TOO_LONG = 1e6;
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
  if (Number.isNaN(x)) return spec === "e" ? "nan" : "–";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "−inf";
  if (spec !== "e" && Math.abs(x) < TOO_LONG) return fixed(x, Number(spec.slice(1, -1)));
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
  const text = move.kind === "text" ? template(move.text) : null;
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

export { fixed, template };
