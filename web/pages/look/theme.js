// Before anything is drawn: the colours that the reader chose, or those of the system. Demos read the second attribute.
(() => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => { try { return localStorage.getItem("logits-to-loss:theme"); } catch { return null; } };
  const set = () => {
    const theme = chosen() ?? (dark.matches ? "dark" : "light");
    root.dataset.theme = theme;
    root.setAttribute("data-jp-theme-light", String(theme === "light"));
  };
  set();
  dark.addEventListener("change", set);
  addEventListener("theme", set);
  addEventListener("storage", set);
})();
