// Numbers in words and marks in place, as Python's wording.py, svg.py and edges.py have them.

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

function share(x, digits) {
  const text = fixed(x, digits), least = 10 ** -digits;
  if (x > 0 && Number(text) === 0) return `< ${least.toFixed(digits)}`;
  return x < 1 && Number(text) === 1 ? `> ${(1 - least).toFixed(digits)}` : text;
}

function round(x) {
  const whole = Math.abs(10 * x - Math.round(10 * x)) < 1e-6;
  const text = fixed(x, Math.abs(x) >= 10 ? 0 : whole ? 1 : 2);
  return text.includes(".") ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
}

function word(x, spec) {
  if (spec.startsWith("|")) return spec.slice(1).split("|")[x] ?? "?";
  if (Number.isNaN(x)) return spec === "e" ? "nan" : "–";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "−inf";
  if (spec === "n" && Math.abs(x) < 1e9) return round(x);
  if (!"en".includes(spec) && Math.abs(x) < TOO_LONG) {
    return (spec.endsWith("p") ? share : fixed)(x, Number(spec.slice(1, -1)));
  }
  if (x === 0) return "0";
  const [mantissa, exponent] = x.toExponential(1).split("e");
  if (Math.abs(exponent) <= 3) return fixed(x, exponent < 0 ? 4 : 2);
  return `${mantissa} × 10${[...exponent].map((c) => POWERS[c]).join("")}`.replace("-", "−");
}

const FIELD = /\{(\w+)(?::([^{}]*))?\}/;

function template(text) {
  const parts = text.split(FIELD);
  return (value) => {
    let out = parts[0];
    for (let i = 1; i < parts.length; i += 3) out += word(value(parts[i]), parts[i + 1] ?? ".2f") + parts[i + 2];
    return out;
  };
}

// A caption whose numbers have the colours of their classes.
function speaker(node, text, colours) {
  const parts = text.split(FIELD), moving = [];
  const nodes = parts.flatMap((part, i) => {
    if (i % 3 === 0) return [document.createTextNode(part)];
    if (i % 3 === 2) return [];
    const span = document.createElement("span"), spec = parts[i + 1] ?? ".2f";
    if (colours[part]) span.className = `c-${colours[part]}`;
    moving.push([span.appendChild(document.createTextNode("")), part, spec]);
    return [span];
  });
  return (value, fault) => {
    if (fault) return void (node.textContent = fault);
    if (node.firstChild !== nodes[0]) node.replaceChildren(...nodes);
    for (const [letters, name, spec] of moving) {
      const said = word(value(name), spec);
      if (letters.data !== said) letters.data = said;
    }
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

// A bar that goes on beyond the axis ends in a tip there.
function tipped([x0, x1], [y0, y1], right, down) {
  if (down) {
    const neck = y1 - down * Math.min(TIP, Math.abs(y1 - y0));
    return [[x0, x1, x1, (x0 + x1) / 2, x0], [y0, y0, neck, y1, neck]];
  }
  if (right) {
    const neck = x1 - right * Math.min(TIP, Math.abs(x1 - x0));
    return [[x0, x0, neck, x1, neck], [y0, y1, y1, (y0 + y1) / 2, y0]];
  }
  return [[x0, x1, x1, x0], [y0, y0, y1, y1]];
}

function outline(kind, x, y) {
  if (kind === "arrow") [x, y] = arrow(x, y);
  const points = x.map((v, i) => `${v.toFixed(2)} ${y[i].toFixed(2)}`);
  if (kind === "dots") return points.map((point) => `M${point}h0`).join("");
  return `M${points.join("L")}${kind === "box" || kind === "region" ? "Z" : ""}`;
}
