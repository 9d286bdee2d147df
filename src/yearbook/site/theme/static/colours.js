// Light or dark before the page is drawn, as the reader last chose; without a choice, as the system says.
window.yearbookColours = (() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let mode = "auto";
  try { mode = localStorage.getItem("yearbook-colours") || mode; } catch { /* storage may be closed to pages from disk */ }
  if (!["light", "dark"].includes(mode)) mode = "auto";
  const show = () => { document.documentElement.dataset.theme = mode !== "auto" ? mode : system.matches ? "dark" : "light"; };
  system.addEventListener("change", show);
  show();
  return {
    get mode() { return mode; },
    choose(next) {
      mode = next;
      try { localStorage.setItem("yearbook-colours", next); } catch { /* then the choice holds for this page */ }
      show();
    },
  };
})();
