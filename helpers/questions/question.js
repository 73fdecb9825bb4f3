// A question with choices or a number; what is entered goes to Python in this notebook and nowhere else.
// messages.py has the names of what is told.

function render({ model, el }) {
  const make = (tag, parent, props = {}) => parent.appendChild(Object.assign(document.createElement(tag), props));
  const { text, choices, unit } = model.get("question");
  const form = make("form", el, { className: "ltl-question", noValidate: true });
  const fields = make("fieldset", form);
  make("legend", fields, { textContent: text });
  const group = `ltl-${Math.random().toString(36).slice(2)}`;
  const inputs = (choices ?? [null]).map((choice) => {
    const label = make("label", fields, { className: "ltl-choice" });
    if (choice === null) make("span", label, { textContent: "Your number" });
    const input = make("input", label, choice === null
      ? { type: "text", inputMode: "decimal", autocomplete: "off" }
      : { type: "radio", name: group, value: choice });
    input.dataset.lmSuppressShortcuts = "true";
    if (choice !== null || unit) make("span", label, { textContent: choice ?? unit });
    return input;
  });
  const buttons = make("div", form, { className: "ltl-buttons" });
  make("button", buttons, { type: "submit", className: "ltl-main", textContent: "Answer" });
  const skip = make("button", buttons, { type: "button", textContent: "Show me" });
  const outcome = make("p", form, { className: "ltl-outcome", ariaLive: "polite" });

  function entered() {
    return choices ? inputs.find((input) => input.checked)?.value : inputs[0].value.trim();
  }

  function submit(event) {
    event.preventDefault();
    const answer = entered();
    if (answer) model.send({ answer });
    else outcome.textContent = choices ? "Choose one first." : "Enter a number first.";
  }

  function closed() {
    const result = model.get("outcome");
    outcome.textContent = result.text || result.error || "";
    if (!result.text) return;
    for (const input of inputs) { // code may have answered: show what it entered
      if (choices) input.checked = input.value === result.answer;
      else input.value = result.answer ?? "";
    }
    fields.disabled = true;
    buttons.hidden = true;
    buttons.style.display = "none";
  }

  form.addEventListener("submit", submit);
  // Jupyter takes the Enter that would submit a form.
  fields.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) submit(event); });
  skip.addEventListener("click", () => model.send({ show: true }));
  model.on("change:outcome", closed);
  closed();
  return () => model.off("change:outcome", closed);
}

export default { render };
