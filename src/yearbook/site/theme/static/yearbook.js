// What scripts add to a page that is whole without them. No library, nothing is fetched, nothing is stored but the colours.
"use strict";
const body = document.body;
const say = (key) => document.querySelector(`template[data-word="${key}"]`)?.content.textContent.trim() ?? "";
const make = (tag, options = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...children);
  return made;
};

// Light or dark: a button that goes round, and charts that follow it.
const colours = document.querySelector("button.colours");
const MODES = ["auto", "light", "dark"];
function paint(mode) {
  for (const source of document.querySelectorAll("source[data-dark]")) {
    const narrow = source.dataset.dark === "all" ? "" : ` and ${source.dataset.dark}`;
    source.media = { auto: `screen and (prefers-color-scheme: dark)${narrow}`, light: "not all", dark: `screen${narrow}` }[mode];
  }
  colours.textContent = colours.dataset[mode];
}
paint(yearbookColours.mode);
colours.hidden = false;
colours.addEventListener("click", () => {
  yearbookColours.choose(MODES[(MODES.indexOf(yearbookColours.mode) + 1) % MODES.length]);
  paint(yearbookColours.mode);
});

// The shelf: `editions.js` at the root of the site lists all books, later ones than this page knows among them.
const { country, language, year, page } = body.dataset;
const books = (window.yearbookEditions || []).filter((book) => book.country === country);
function leadTo(link, book) {
  const there = book.pages.includes(page) || page === "search";
  const up = "../".repeat(page.split("/").length - 1);
  link.href = `${up}../../${book.language}/${book.year}/${there ? page : "index"}.html`;
  return there;
}
function showYears() {
  const mine = books.filter((book) => book.language === language).sort((a, b) => b.year - a.year);
  if (mine.length < 2) return;
  const box = document.querySelector("details.years");
  const lines = mine.map((book) => {
    const link = make("a", { textContent: book.year });
    if (!leadTo(link, book)) link.append(" ", make("small", { textContent: say("first_page_only") }));
    if (String(book.year) === year) link.setAttribute("aria-current", "true");
    return make("li", {}, link);
  });
  box.hidden = false;
  box.querySelector("ul").replaceChildren(...lines);
  const older = document.querySelector(".older");
  if (String(mine[0].year) === year || !older) return;
  const link = make("a", { textContent: `${older.dataset.link} (${mine[0].year})` });
  leadTo(link, mine[0]);
  older.replaceChildren(`${older.dataset.text} `, link);
  older.hidden = false;
}
function mendLanguages() {
  for (const link of document.querySelectorAll(".switch a.language")) {
    const book = books.find((one) => one.language === link.hreflang && String(one.year) === year);
    if (book && !leadTo(link, book)) link.title = say("first_page_note");
  }
}
if (books.length) { showYears(); mendLanguages(); }
document.addEventListener("keydown", (event) => {
  const open = document.activeElement?.closest?.("details.years[open]");
  if (event.key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
});

// Addresses, where the page has one that others can open.
if (location.protocol.startsWith("http")) {
  const own = location.href.split(/[?#]/)[0];
  for (const place of document.querySelectorAll(".here")) place.textContent = own + (place.dataset.anchor ? `#${place.dataset.anchor}` : "");
  for (const place of document.querySelectorAll("a.permalink")) place.textContent = place.href;
  for (const code of document.querySelectorAll("code.embed")) code.textContent = code.textContent.replace(code.dataset.embed, new URL(code.dataset.embed, own).href);
}
for (const code of document.querySelectorAll("code.embed, .cite pre")) {
  const button = make("button", { type: "button", className: "copy", textContent: say("copy") });
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(code.textContent); button.textContent = say("copied"); }
    catch { getSelection().selectAllChildren(code); }
  });
  code.after(" ", button);
}

// A figure as large as the window.
const figures = document.querySelectorAll("figure picture img, figure > img");
if (figures.length && window.HTMLDialogElement) {
  const large = make("img");
  const close = make("button", { type: "button", textContent: say("close") });
  const dialog = make("dialog", { className: "zoom" }, close, large);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  body.append(dialog);
  for (const shown of figures) {
    const button = make("button", { type: "button", className: "enlarge", textContent: say("enlarge") });
    button.addEventListener("click", () => {
      // the wide picture, also where the page shows the narrow one
      const dark = /-dark\.svg/.test(shown.currentSrc);
      large.src = dark ? shown.src.replace(/\.svg/, "-dark.svg") : shown.src;
      large.alt = shown.alt;
      dialog.setAttribute("aria-label", shown.closest("figure").querySelector("figcaption p")?.textContent.replace("#", "").trim() ?? "");
      dialog.showModal();
    });
    (shown.closest("picture") ?? shown).after(button);
  }
}

// Terms: the definition beside the word, on hover, focus and tap; a second tap follows the link.
const terms = document.querySelectorAll("a.term[data-definition]");
if (terms.length) {
  const bubble = make("div", { className: "bubble", id: "term-bubble", hidden: true });
  bubble.setAttribute("role", "tooltip");
  body.append(bubble);
  let shown = null;
  const hide = () => { bubble.hidden = true; shown?.removeAttribute("aria-describedby"); shown = null; };
  const show = (term) => {
    bubble.textContent = term.dataset.definition;
    bubble.hidden = false;
    const place = term.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - bubble.offsetWidth - 8));
    bubble.style.left = `${left + scrollX}px`;
    // below the word, or above it where the window ends
    const room = innerHeight - place.bottom - bubble.offsetHeight - 8;
    const top = room < 0 && place.top > bubble.offsetHeight + 8 ? place.top - bubble.offsetHeight - 6 : place.bottom + 6;
    bubble.style.top = `${top + scrollY}px`;
    term.setAttribute("aria-describedby", bubble.id);
    shown = term;
  };
  for (const term of terms) {
    let touched = false;
    term.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch" && shown !== term; });
    term.addEventListener("click", (event) => { if (touched) { event.preventDefault(); show(term); touched = false; } });
    term.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") show(term); });
    term.addEventListener("focus", () => { if (term.matches(":focus-visible")) show(term); });
    term.addEventListener("blur", hide);
    term.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch" && !bubble.matches(":hover")) setTimeout(() => { if (!bubble.matches(":hover") && shown === term) hide(); }, 150); });
  }
  bubble.addEventListener("pointerleave", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => { if (shown && !bubble.contains(event.target) && event.target !== shown) hide(); });
}

// Searching: what Sphinx says of its answer, said in a place that screen readers listen to; below each page its finding.
const answers = document.getElementById("search-results");
if (answers) {
  const said = document.getElementById("search-progress");
  const findings = document.getElementById("findings").content;
  new MutationObserver(() => {
    const text = answers.querySelector(".search-summary")?.textContent.trim();
    if (text && said.textContent !== text) said.textContent = text;
    for (const link of answers.querySelectorAll("li > a:only-child")) {
      const finding = [...findings.children].find((one) => link.pathname.endsWith(`/${one.dataset.page}.html`));
      // sections of a page do not repeat it
      const told = finding && answers.querySelector(`p[data-page="${CSS.escape(finding.dataset.page)}"]`);
      if (finding && !told) link.after(finding.cloneNode(true));
    }
  }).observe(answers, { childList: true, subtree: true, characterData: true });
  // the index is a deferred script, so by then it has come or will not come
  document.addEventListener("DOMContentLoaded", () => {
    if (Search.hasIndex()) return;
    answers.replaceChildren();
    said.textContent = said.dataset.missing;
  });
}

// Paper shows what is folded away, unless it is data, which stand in files.
addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details.cite")) one.open = true; });
