// Lines to put in order, by buttons or by keyboard; Python in this notebook judges them.

function render({ model, el }) {
  const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));
  const { title, task, head, lines } = model.get("puzzle");
  const root = make("div", el, { className: "ltl-question ltl-sheet ltl-order", role: "group", ariaLabel: title });
  root.dataset.lmSuppressShortcuts = "true";
  make("div", make("div", root, { className: "ltl-head" }), { textContent: title });
  make("p", root, { className: "ltl-task", textContent: task });
  const keys = make("p", root, {
    className: "ltl-hint", textContent: "Keys on a line: ↑ and ↓ move it, Delete leaves it out or takes it back."
  });
  make("code", root, { className: "ltl-code", textContent: head });
  const list = make("ol", root, { className: "ltl-lines" });
  const buttons = make("div", root, { className: "ltl-buttons" });
  const check = make("button", buttons, { type: "button", className: "ltl-main", textContent: "Check the order" });
  const says = make("p", root, { className: "ltl-says", role: "status" });
  const moved = make("span", root, { className: "ltl-unseen", ariaLive: "polite" });
  const items = lines.map((text, place) => {
    const item = make("li", list, { tabIndex: 0 });
    make("code", item, { className: "ltl-code", textContent: text });
    const tools = make("span", item, { className: "ltl-tools" });
    const part = { item, text, place, out: false };
    part.up = tool("↑", `Move up: ${text}`, () => move(part, -1));
    part.down = tool("↓", `Move down: ${text}`, () => move(part, 1));
    part.leave = tool("Leave out", `Leave out: ${text}`, () => leave(part));
    item.addEventListener("keydown", (event) => {
      const out = () => leave(part);
      const acts = { ArrowUp: () => move(part, -1), ArrowDown: () => move(part, 1), Delete: out, Backspace: out };
      const act = acts[event.key];
      if (!act || event.target !== item || check.disabled) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    return part;

    function tool(sign, label, act) {
      const button = make("button", tools, { type: "button", textContent: sign, ariaLabel: label });
      button.addEventListener("click", act);
      return button;
    }
  });
  let order = [...items];

  function move(part, by) {
    const from = order.indexOf(part), to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(to, 0, order.splice(from, 1)[0]);
    const kept = document.activeElement;
    for (const one of order) list.append(one.item);
    (kept && part.item.contains(kept) && !kept.disabled ? kept : part.item).focus({ preventScroll: true });
    moved.textContent = `Line ${to + 1} of ${order.length}: ${part.text}`;
    label();
  }

  function leave(part) {
    part.out = !part.out;
    part.item.classList.toggle("ltl-out", part.out);
    part.leave.textContent = part.out ? "Take back" : "Leave out";
    part.leave.ariaLabel = `${part.leave.textContent}: ${part.text}`;
    moved.textContent = `${part.out ? "Left out" : "Taken back"}: ${part.text}`;
    label();
  }

  function label() {
    order.forEach((part, i) => {
      part.up.ariaDisabled = String(i === 0);
      part.down.ariaDisabled = String(i === order.length - 1);
    });
  }

  function update() {
    const state = model.get("state");
    says.textContent = state.says ?? "";
    says.className = `ltl-says ${state.done ? "ltl-right" : "ltl-wrong"}`;
    if (!state.done) return;
    const inOrder = state.places.map((place) => items[place]);
    order = [...inOrder, ...items.filter((part) => !inOrder.includes(part))];
    for (const part of order) {
      list.append(part.item);
      part.item.classList.toggle("ltl-out", !inOrder.includes(part));
      part.item.querySelector(".ltl-tools").style.visibility = "hidden"; // and keeps its room
      part.item.tabIndex = -1;
    }
    check.disabled = true;
    buttons.style.visibility = keys.style.visibility = "hidden";
  }

  check.addEventListener("click", () => {
    model.send({ places: order.filter((part) => !part.out).map((part) => part.place) });
  });
  model.on("change:state", update);
  label();
  update();
  return () => model.off("change:state", update);
}

export default { render };
