// The goal of a demo: is it reached, in how many moves, and what was found? Follows build.js in one module.

const HOLD = 150; // ms for which a goal must hold, so that a hand which only passes by has not reached it
const GESTURE = 1000; // ms within which a slider that goes on moving makes one move

function pursue(model, page, scene, win) {
  const status = make("p", page.foot, { className: "ltl-status", role: "status" });
  let goal = {}, moves = 0, last = null, when = 0, timer = 0, won = 0, panel = null;

  const strayed = (positions) => goal.only.length > 0
    && scene.sliders.some((slider, s) => !goal.only.includes(slider.name) && positions[s] !== goal.start[s]);
  const alone = () => scene.sliders.filter((slider) => goal.only.includes(slider.name)).map((slider) => slider.label);
  const told = (count) => `in ${count} move${count === 1 ? "" : "s"}.`;

  function found() {
    status.textContent = won ? `Reached ${told(won)}` : `Reached before, ${told(goal.reached)}`;
    page.aim.classList.add("ltl-won");
    if (panel || !goal.asks) return;
    panel = make("div", page.foot, { className: "ltl-found" });
    const form = make("form", panel);
    const label = make("label", form, { textContent: goal.asks });
    const box = make("input", label, { type: "text", autocomplete: "off" });
    box.dataset.lmSuppressShortcuts = "true";
    const answer = make("p", panel, { hidden: true, textContent: goal.found });
    answer.setAttribute("role", "status");
    if (goal.found) make("button", form, { type: "submit", textContent: "Compare" });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer.hidden = false;
    });
  }

  function reached() {
    won = moves;
    found();
    win(won);
  }

  return {
    set() { // a goal is given, or Python has heard that it is reached
      const before = goal.words;
      goal = model.get("goal");
      page.aim.hidden = !goal.words;
      if (goal.words !== before) {
        page.aim.textContent = goal.words ?? "";
        [moves, last, won] = [0, null, 0];
        panel?.remove();
        [panel, status.textContent] = [null, ""];
        page.aim.classList.remove("ltl-won");
      }
      if (goal.words && goal.reached) found();
    },
    moved(what) {
      const now = performance.now();
      if (what !== last || now - when > GESTURE) moves += 1;
      [last, when] = [what, now];
    },
    again() {
      [moves, last] = [0, null];
      if (!won && !goal.reached) status.textContent = "";
    },
    check(value, positions) {
      clearTimeout(timer);
      if (!goal.words || won || goal.reached || !moves) return;
      const there = goal.wants.every(([name, low, high]) => value(name) >= low && value(name) <= high);
      if (there && !strayed(positions)) timer = setTimeout(reached, HOLD);
      const words = strayed(positions) ? `Only ${alone().join(" and ")} may move. Reset brings the others back.` : "";
      if (status.textContent !== words) status.textContent = words;
    },
    stop() { clearTimeout(timer); },
  };
}
