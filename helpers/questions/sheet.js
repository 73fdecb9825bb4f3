// A sheet of questions; what is entered goes to Python in this notebook and nowhere else.
// The browser learns the truth of a question from Python, with the verdict. messages.py names what is told.

function render({ model, el }) {
  // A number and its % stand on one line.
  const unbroken = (text) => text.replace(/(\d) %/g, "$1\u00a0%");
  const make = (tag, parent, props = {}) => {
    const known = props.textContent ? { ...props, textContent: unbroken(props.textContent) } : props;
    return parent.appendChild(Object.assign(document.createElement(tag), known));
  };
  const { title, note, skip, outline, items } = model.get("sheet");
  const root = make("div", el, { className: "ltl-question ltl-sheet", role: "group", ariaLabel: title });
  root.dataset.lmSuppressShortcuts = "true";
  const head = make("div", root, { className: "ltl-head" });
  make("span", head, { textContent: title });
  const place = make("span", head, { className: "ltl-place" });
  if (note) make("p", root, { className: "ltl-note", textContent: note });
  const stack = make("div", root, { className: "ltl-stack" });
  const several = items.length > 1;
  const pages = items.map(page);
  const end = several ? make("div", stack, { className: "ltl-page ltl-end", tabIndex: -1 }) : null;
  let at = 0, live = false;
  if (outline.rows) finish(outline);

  function radios(parent, name, options, className) {
    return options.map(([value, text]) => {
      const label = make("label", parent, { className });
      const input = make("input", label, { type: "radio", name, value });
      make("span", label, { textContent: text });
      return input;
    });
  }

  function page(item, i) {
    const form = make("form", stack, { className: "ltl-page", noValidate: true });
    const fields = make("fieldset", form);
    make("legend", fields, { textContent: item.text });
    const group = `ltl-${Math.random().toString(36).slice(2)}`;
    let inputs;
    if (item.choices) inputs = radios(fields, group, item.choices.map((text) => [text, text]), "ltl-choice");
    else {
      const label = make("label", fields, { className: "ltl-choice" });
      make("span", label, { textContent: "Your number" });
      inputs = [make("input", label, { type: "text", inputMode: "text", autocomplete: "off", spellcheck: false })];
      if (item.unit) make("span", label, { textContent: item.unit });
    }
    const lower = make("div", form, { className: "ltl-lower" });
    const asking = make("div", lower, { className: "ltl-asking" });
    const sure = item.sure.length ? make("fieldset", asking, { className: "ltl-sure" }) : null;
    if (sure) make("legend", sure, { textContent: "How sure are you?" });
    const row = sure && make("div", sure, { className: "ltl-scale" });
    const pills = sure ? radios(row, `${group}-sure`, item.sure, "ltl-level") : [];
    if (sure) {
      const low = `${item.sure[0][1]} is ${item.choices ? "a pure guess" : "hardly more than a guess"}`;
      make("p", sure, { className: "ltl-hint", textContent: `${low}, 99 % as good as certain.` });
    }
    const buttons = make("div", asking, { className: "ltl-buttons" });
    make("button", buttons, { type: "submit", className: "ltl-main", textContent: "Answer" });
    const show = make("button", buttons, { type: "button", textContent: skip });
    const error = make("p", asking, { className: "ltl-error", role: "alert" });
    const told = make("div", lower, { className: "ltl-told", tabIndex: -1, ariaLive: "polite" });
    if (item.reserve) reserve(lower, item);
    const part = { form, fields, inputs, asking, pills, error, told, shown: false };

    const entered = () => (item.choices ? inputs.find((input) => input.checked)?.value : inputs[0].value.trim());
    const complain = (text, where) => { error.textContent = text; where?.focus({ preventScroll: true }); };
    const wanted = item.choices ? "Choose an answer first." : "Enter a number first, such as 0.625, 5/8 or 62.5 %.";
    function submit(event) {
      event.preventDefault();
      const answer = entered(), level = pills.find((pill) => pill.checked)?.value;
      if (!answer) complain(wanted, inputs[0]);
      else if (sure && !level) complain("Now say how sure you are.", pills[0]);
      else model.send({ item: i, answer, sure: sure ? Number(level) : null });
    }
    form.addEventListener("submit", submit);
    // Jupyter takes the Enter that would submit a form.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName === "INPUT") submit(event);
    });
    form.addEventListener("input", () => { error.textContent = ""; });
    show.addEventListener("click", () => model.send({ item: i, show: true }));
    return part;
  }

  // Keeps as much room as the longest verdict needs, so that the page below does not jump.
  function reserve(lower, item) {
    const room = make("div", lower, { className: "ltl-room", ariaHidden: "true" });
    make("p", room, { textContent: "Right" });
    const sides = make("div", room, { className: "ltl-sides" });
    const longest = (item.choices ?? ["0.1234567890"]).reduce((a, b) => (b.length > a.length ? b : a));
    for (const name of ["Your answer", "The truth"]) pair(sides, name, longest, "ltl-side");
    make("p", room, { textContent: "words and ".repeat(Math.ceil(item.reserve / 9.5)) });
    const cost = "You were 90 % sure of being right, and were not. "
      + "That costs −ln 0.10 = 2.30 nats, 3.3 times the price of a coin toss.";
    if (item.sure.length) make("p", room, { textContent: cost });
    if (!several) return;
    const buttons = make("div", room, { className: "ltl-buttons" });
    make("button", buttons, { type: "button", tabIndex: -1, textContent: "Next" });
  }

  function pair(parent, name, value, className) {
    const box = make("div", parent, { className });
    make("span", box, { className: "ltl-name", textContent: name });
    make("span", box, { className: "ltl-said", textContent: value });
  }

  function tell(part, verdict, i) {
    const had = part.form.contains(document.activeElement);
    part.shown = true;
    part.told.replaceChildren();
    make("p", part.told, { className: `ltl-verdict ${{ "✓": "ltl-right", "✗": "ltl-wrong" }[verdict.mark] ?? ""}`,
      textContent: `${verdict.mark} ${verdict.word}` });
    if (verdict.truth) {
      const sides = make("div", part.told, { className: "ltl-sides" });
      pair(sides, "Your answer", verdict.yours || "none", "ltl-side");
      pair(sides, "The truth", verdict.truth, "ltl-side");
    }
    const words = [[verdict.close, verdict.idea].filter(Boolean).join(" "), verdict.because].filter(Boolean).join(" ");
    if (words) make("p", part.told, { textContent: words });
    if (verdict.cost) make("p", part.told, { className: "ltl-cost", textContent: verdict.cost });
    if (verdict.earlier) make("p", part.told, {
      className: "ltl-hint", textContent: "This is your first answer, and it stands."
    });
    for (const input of part.inputs) { // code may have answered: show what it entered
      if (input.type === "radio") {
        input.checked = input.value === verdict.answer;
        const label = input.closest("label");
        label.classList.toggle("ltl-true", Boolean(verdict.truth) && input.value === verdict.truth);
        label.classList.toggle("ltl-false", Boolean(verdict.truth) && input.checked && input.value !== verdict.truth);
      } else input.value = verdict.answer ?? "";
    }
    part.fields.disabled = true;
    part.asking.inert = true;
    part.asking.classList.add("ltl-gone");
    if (several && !verdict.truth && live) { // nothing to read: go on
      go(i + 1);
      if (had) focus();
      return;
    }
    if (several) {
      const last = i === items.length - 1;
      const next = make("div", part.told, { className: "ltl-buttons" });
      const button = make("button", next, {
        type: "button", className: "ltl-main", textContent: last ? "To the end" : "Next question"
      });
      button.addEventListener("click", () => { go(i + 1); focus(); });
    }
    if (had) part.told.focus({ preventScroll: true });
  }

  function finish(ending) {
    // A shorter ending must not pull the page up.
    if (live) stack.style.minHeight = `${stack.getBoundingClientRect().height}px`;
    end.replaceChildren();
    if (ending.says) make("p", end, { className: "ltl-verdict", textContent: ending.says });
    if (!ending.rows) return;
    const table = make("table", make("div", end, {
      className: "ltl-scroll", tabIndex: 0, role: "region", ariaLabel: ending.caption
    }));
    make("caption", table, { textContent: ending.caption });
    const heads = make("tr", make("thead", table));
    for (const word of ending.head) make("th", heads, { scope: "col", textContent: word });
    const body = make("tbody", table);
    for (const row of ending.rows) {
      const line = make("tr", body);
      row.forEach((cell, k) => make(k ? "td" : "th", line, { scope: k ? "" : "row", textContent: cell }));
    }
  }

  function go(to) {
    at = to;
    [...pages.map((part) => part.form), end].forEach((one, k) => {
      if (!one) return;
      one.classList.toggle("ltl-away", k !== at);
      one.inert = k !== at;
    });
    place.textContent = several ? (at < items.length ? `${at + 1} of ${items.length}` : "done") : "";
  }

  function focus() {
    const part = pages[at];
    (part ? (part.shown ? part.told : part.inputs[0]) : end).focus({ preventScroll: true });
  }

  function update() {
    const { verdicts = [], ending = {} } = model.get("state");
    pages.forEach((part, i) => { if (verdicts[i] && !part.shown) tell(part, verdicts[i], i); });
    if (end && verdicts.every(Boolean)) finish(ending);
  }

  function fault() {
    const { item, says } = model.get("fault");
    if (says && pages[item]) pages[item].error.textContent = says;
  }

  model.on("change:state", update);
  model.on("change:fault", fault);
  update();
  const open = pages.findIndex((part) => !part.shown);
  live = true;
  go(open < 0 ? (several ? items.length : 0) : open);
  return () => { model.off("change:state", update); model.off("change:fault", fault); };
}

export default { render };
