// JupyterLab as the course wants it: exercises ticked in the contents, "Reset This Lesson", setup cells folded,
// figures that follow the theme.
// Written by hand as JupyterLab loads it (a federated extension: init and get), so that nobody has to build anything.
"use strict";
(() => {
  const LESSON = /^\d\d_[a-z0-9_]+/;
  const RESET = "logits-to-loss:reset-lesson";
  let share = {};

  // What JupyterLab shares with extensions; an empty object where this application has no such package.
  async function shared(name) {
    const versions = Object.values(share[name] ?? {});
    return versions.length ? (await versions[0].get())() : {};
  }

  async function makePlugin() {
    const packages = ["mainmenu", "apputils", "notebook", "toc"].map((name) => `@jupyterlab/${name}`);
    const [mainmenu, apputils, notebook, toc, widgets, coreutils] = await Promise.all(
      [...packages, "@lumino/widgets", "@jupyterlab/coreutils"].map(shared));
    return {
      id: "logits-to-loss:course",
      description: "JupyterLab as the course wants it.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      optional: [mainmenu.IMainMenu, apputils.ICommandPalette, toc.ITableOfContentsTracker].filter(Boolean),
      activate(app, tracker, menu, palette, contents) {
        const style = { id: "logits-to-loss", textContent: CSS };
        document.head.append(Object.assign(document.createElement("style"), style));
        addReset(app, tracker, apputils, { menu, palette, Menu: widgets.Menu, address: coreutils.PageConfig.getBaseUrl() });
        forEachLesson(tracker, foldSetup);
        if (contents) forEachLesson(tracker, (panel) => tickContents(panel, contents));
        if (app.name === "JupyterLab") app.restored.then(() => layOut(app.shell));
      },
    };
  }

  // The first time in a wide window the contents are open, in a narrow one nothing is; then, as the learner left it.
  function layOut(shell) {
    const wide = innerWidth >= 1100;
    const seen = `logits-to-loss:laid-out-${wide ? "wide" : "narrow"}`;
    if (localStorage.getItem(seen)) return;
    localStorage.setItem(seen, "yes");
    const open = shell.currentWidget?.id;
    if (wide) shell.activateById("table-of-contents");
    else shell.collapseLeft();
    if (open) shell.activateById(open);
  }

  function lessonOf(tracker) {
    const path = tracker.currentWidget?.context.path ?? "";
    const name = path.split("/").pop().match(LESSON)?.[0];
    return name && { name, folder: path.split("/").slice(0, -1).join("/") };
  }

  function addReset(app, tracker, apputils, { menu, palette, Menu, address }) {
    app.commands.addCommand(RESET, {
      label: "Reset This Lesson (Lay the Original Beside It)",
      caption: "Your own copy stays as it is",
      isEnabled: () => Boolean(lessonOf(tracker)),
      async execute() {
        const { name, folder } = lessonOf(tracker);
        try {
          const here = "python3" in (app.serviceManager.kernelspecs.specs?.kernelspecs ?? {});
          const original = here ? await askPython(app, name, folder) : await fetchOriginal(app, name, folder, address);
          await app.commands.execute("docmanager:open", { path: [folder, original].filter(Boolean).join("/") });
        } catch (error) {
          await apputils.showErrorMessage("The lesson could not be reset", error.message);
        }
      },
    });
    palette?.addItem({ command: RESET, category: "Course" });
    if (menu && Menu) {
      const course = new Menu({ commands: app.commands });
      course.title.label = "Course";
      course.addItem({ command: RESET });
      menu.addMenu(course, true, { rank: 900 });
    }
  }

  // A kernel of its own, since the lesson's may be busy; it lives for one question.
  async function askPython(app, name, folder) {
    const kernel = await app.serviceManager.kernels.startNew({ name: "python3" });
    try {
      const code = "from helpers.own_copy import reset_notebook";
      const value = `reset_notebook(${JSON.stringify(name)}, ${JSON.stringify(folder || ".")}).name`;
      const { content } = await kernel.requestExecute({ code, store_history: false, user_expressions: { value } }).done;
      const answer = content.user_expressions?.value ?? content;
      if (answer.status !== "ok") throw new Error(answer.evalue);
      return answer.data["text/plain"].slice(1, -1);
    } finally {
      await kernel.shutdown();
      kernel.dispose();
    }
  }

  // Without a server the originals lie beside the page, and the copies in the browser.
  async function fetchOriginal(app, name, folder, address) {
    const found = await fetch(new URL(`files/${name}.ipynb`, address), { cache: "no-cache" });
    if (!found.ok) throw new Error(`${name}.ipynb is not there (${found.status})`);
    const content = await found.json(), { contents } = app.serviceManager;
    const there = new Set((await contents.get(folder)).content.map((each) => each.name));
    let original = `${name} (original).ipynb`;
    for (let i = 2; there.has(original); i++) original = `${name} (original ${i}).ipynb`;
    await contents.save([folder, original].filter(Boolean).join("/"), { type: "notebook", format: "json", content });
    return original;
  }

  function forEachLesson(tracker, change) {
    const open = (_, panel) => panel.context.ready.then(() => panel.isDisposed || change(panel));
    tracker.forEach((panel) => open(tracker, panel));
    tracker.widgetAdded.connect(open);
  }

  // Folded on the page only: the file stays as it is, and one click opens the cell.
  function foldSetup(panel) {
    const folded = {
      setup: "Setup: imports and data. Run it; click to see it.",
      "hide-input": "The code of the picture. Click to see it.",
    };
    for (const cell of panel.content.widgets) {
      const tag = cell.model.type === "code" && cell.model.getMetadata("tags")?.find((name) => name in folded);
      if (!tag) continue;
      cell.ready.then(() => {
        cell.syncCollapse = false; // or JupyterLab would write the fold into the notebook
        cell.inputHidden = true;
        const say = () => {
          const line = cell.node.querySelector(".jp-InputPlaceholder .jp-PlaceholderText");
          if (line && line.textContent !== folded[tag]) line.textContent = folded[tag];
        };
        say(); // and again when a run puts the first line of the code there
        new MutationObserver(say).observe(cell.node, { childList: true, subtree: true, characterData: true });
      });
    }
  }

  function tickContents(panel, contents) {
    let timer;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => tick(panel, contents.get(panel)), 300);
    };
    panel.content.model.contentChanged.connect(soon);
    waitFor(() => contents.get(panel), (model) => model.headingsChanged.connect(soon) && soon());
  }

  function waitFor(find, then, times = 40) {
    const found = find();
    if (found) then(found);
    else if (times) setTimeout(() => waitFor(find, then, times - 1), 500);
  }

  // Each heading says whether the exercises under it are passed, all of them.
  function tick(panel, model) {
    if (!model || panel.isDisposed) return;
    const states = exercises(panel, model.headings);
    let changed = false;
    for (const heading of model.headings) {
      const state = states.get(heading);
      if (heading.dataset?.["data-ltl-exercises"] !== state) {
        heading.dataset = { ...heading.dataset, "data-ltl-exercises": state };
        changed = true;
      }
    }
    if (changed) model.stateChanged.emit();
  }

  function exercises(panel, headings) {
    const last = new Map(headings.map((heading) => [heading.cellRef, heading]));
    const states = new Map();
    let above;
    for (const cell of panel.content.widgets) {
      above = last.get(cell) ?? above;
      if (above && cell.model.type === "code" && /^check\(/m.test(cell.model.sharedModel.source)) {
        const open = !hasPassed(cell.model.outputs) || states.get(above) === "open";
        states.set(above, open ? "open" : "passed");
      }
    }
    return states;
  }

  function hasPassed(outputs) {
    return outputs.toJSON().some(({ data = {} }) => {
      const first = [data["text/plain"] ?? ""].flat().join("").split("\n")[0];
      return / right$/.test(first) || [data["text/html"] ?? ""].flat().join("").includes("✓ Right");
    });
  }

  // Turned about its lightness, a figure's paper becomes black and its ink light, and "screen" lets the page's
  // own dark show through the black; the hues stay what they were. Learners' own plots, no HTML, are left alone.
  const CSS = `
.jp-Notebook .jp-Cell { max-width: 62em; margin-inline: auto; }
.jp-Notebook .jp-MarkdownCell .jp-RenderedMarkdown > :is(p, ul, ol, blockquote, details) { max-width: 46em; }
.jp-OutputArea .jp-RenderedHTML img[src^="data:image/png"] { max-width: 100%; height: auto; }
body[data-jp-theme-light="false"] .jp-OutputArea .jp-RenderedHTML img[src^="data:image/png"] {
  background: #fff; filter: invert(1) hue-rotate(180deg); mix-blend-mode: screen;
}
.jp-tocItem-content[data-ltl-exercises="passed"]::before {
  content: "✓ " / "exercise passed: "; color: var(--jp-success-color1); font-weight: bold;
}
.jp-tocItem-content[data-ltl-exercises="open"]::before { content: "○ " / "exercise open: "; }
`;

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["logits-to-loss"] = {
    init(scope) {
      share = scope;
    },
    async get() {
      const plugin = await makePlugin();
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
