/* The page: what was chosen is loaded, shown, said and put into the address. */
"use strict";

(function (E) {
  const parts = {};
  let view = null;
  let shown = null;
  let turn = 0;

  function build(root) {
    const make = (name, tag, attributes = {}) => (parts[name] = E.element(tag, { class: `explorer-${name}`, ...attributes }));
    root.replaceChildren(
      make("controls", "form", { "aria-label": E.say("choose"), onsubmit: (event) => event.preventDefault() }),
      make("trouble", "div", { role: "alert" }),
      make("said", "p", { role: "status" }),
      make("result", "section"),
      make("tip", "div", { hidden: true, "aria-hidden": "true" }),
    );
    parts.result.append(
      make("title", "h2", { id: "explorer-title" }),
      make("subtitle", "p"),
      make("chart", "div", { role: "img" }),
      make("notes", "div"),
      make("actions", "div"),
      make("filter", "div"),
      make("table", "div", { role: "region", tabindex: "0" }),
      make("under", "div"),
      make("about", "details"),
    );
    parts.result.setAttribute("aria-labelledby", "explorer-title");
    parts.table.setAttribute("aria-label", E.say("table_region"));
    buildFilter();
    buildActions();
  }

  function buildFilter() {
    const input = E.element("input", { type: "search", id: "explorer-find", autocomplete: "off" });
    input.addEventListener("input", () => redraw({ find: input.value.slice(0, 80) }));
    parts.find = input;
    parts.filter.append(E.element("label", { for: "explorer-find" }, E.say("filter")), input);
  }

  function buildActions() {
    const button = (name, onclick) => E.element("button", { type: "button", "data-action": name, onclick }, E.say(name));
    parts.actions.append(
      E.element("span", {}, E.say("download")),
      button("csv", () => E.save(E.fileName(shown, "csv"), new Blob([E.csvOf(shown, E.ordered(shown))], { type: "text/csv;charset=utf-8" }))),
      button("svg", () => savePicture("svg")),
      button("png", () => savePicture("png")),
      button("copy", copyLink),
      button("reset", () => change(E.startView(), { whole: true })),
    );
  }

  async function savePicture(ending) {
    const drawn = E.drawnRows(shown, E.ordered(shown));
    const notes = [...chartNotes(drawn), sourceText(shown.rows)];
    try {
      E.save(E.fileName(shown, ending), await E.picture(shown, drawn.rows, notes, ending));
    } catch {
      say(E.say("missing_chart"));
    }
  }

  async function copyLink() {
    const address = location.href.split("#")[0] + E.writeView(exact());
    try {
      await navigator.clipboard.writeText(address);
      say(E.say("copied"));
    } catch {
      const field = E.element("input", { type: "text", readonly: true, value: address, "aria-label": E.say("copy_by_hand") });
      parts.trouble.replaceChildren(E.element("p", {}, E.say("copy_by_hand")), field);
      field.select();
    }
  }

  function exact() {
    return { ...view, rows: shown.codes };
  }

  /* Say how it went; what eyes can see without it is for screen readers alone. */
  function say(text, quiet = false) {
    parts.said.textContent = text;
    parts.said.classList.toggle("quiet", quiet);
  }

  /* Change the view: load what it needs, show it, put it into the address. */
  async function change(part, { whole = false, address = true } = {}) {
    view = whole ? part : { ...view, ...part };
    turn += 1;
    const mine = turn;
    delete parts.chart.dataset.drawn;
    const slow = setTimeout(() => say(E.say("loading")), 250);
    try {
      const found = await E.figuresOf(view);
      if (mine !== turn) {
        return;
      }
      shown = found;
      parts.trouble.replaceChildren();
      E.showControls(parts.controls, shown, change);
      parts.find.value = view.find;
      show();
      if (address) {
        putAddress();
      }
    } catch (error) {
      if (mine === turn) {
        tellMissing(error);
      }
    } finally {
      clearTimeout(slow);
    }
  }

  /* Show the same figures in another order or with another filter. */
  function redraw(part) {
    view = { ...view, ...part };
    shown = { ...shown, view };
    show();
    putAddress();
  }

  function putAddress() {
    history.replaceState(null, "", E.writeView(exact()));
    passOn();
  }

  /* The page in the other language opens the same view. */
  function passOn() {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      if (link.pathname.endsWith("/explorer.html")) {
        link.hash = location.hash;
      }
    }
  }

  function tellMissing(error) {
    if (!(error instanceof Error) || !error.message.endsWith(".js")) {
      throw error;
    }
    say("");
    const again = E.element("button", { type: "button", onclick: () => change({}) }, E.say("retry"));
    parts.trouble.replaceChildren(E.element("p", {}, E.say("missing_file", { name: error.message })), again);
    if (shown === null) {
      const indicator = E.index.indicators[view.indicator];
      E.showControls(parts.controls, { view, indicator, codes: view.rows || [] }, change);
    }
    // what is on the page is of another choice
    parts.result.hidden = true;
  }

  function show() {
    const rows = E.ordered(shown);
    parts.result.hidden = false;
    parts.title.textContent = shown.title.head;
    parts.subtitle.textContent = E.chartSubtitle(shown);
    const focus = parts.table.contains(document.activeElement) ? document.activeElement.dataset.sort : null;
    parts.table.replaceChildren(E.tableElement(shown, rows, (part) => redraw(part)));
    if (focus) {
      parts.table.querySelector(`[data-sort="${CSS.escape(focus)}"]`).focus({ preventScroll: true });
    }
    parts.table.scrollLeft = parts.table.scrollWidth;
    showUnder(rows);
    showAbout();
    say(rows.length ? spoken(rows) : E.say("no_rows"), true);
    showChart(rows);
  }

  function spoken(rows) {
    const [column, direction] = E.sortOf(shown).split(".");
    const name = column === "name" ? E.index.dimensions[shown.view.by].title : E.periodLabel(column);
    const said = E.say("shown", { title: shown.title.head, rows: rows.length, span: shown.title.span });
    return column ? `${said} ${E.say(direction === "up" ? "sort_up" : "sort_down", { name })}` : said;
  }

  function chartNotes(drawn) {
    const cells = drawn.rows.flatMap((row) => row.cells);
    const line = shown.view.chart === "line";
    const gaps = drawn.rows.some((row) => E.pointsOf(row, shown.periods).some((point) => point.run > 1));
    return [
      drawn.rows.length < drawn.possible ? E.say("drawn", { drawn: drawn.rows.length, rows: drawn.possible }) : "",
      drawn.undrawn ? E.say("aggregates_undrawn") : "",
      cells.some((cell) => cell.flags.includes("p")) ? E.say("hollow") : "",
      line && gaps ? E.say("gap") : "",
      cells.some((cell) => E.seenBand(cell, drawn.rows)) ? E.say(line ? "band" : "band_bar") : "",
    ].filter(Boolean);
  }

  async function showChart(rows) {
    const drawn = E.drawnRows(shown, rows);
    const mine = shown;
    delete parts.chart.dataset.drawn;
    parts.notes.replaceChildren(...legendBoxes(drawn.rows), ...paragraphs(chartNotes(drawn)));
    if (drawn.rows.length === 0) {
      parts.chart.removeAttribute("role");
      parts.chart.removeAttribute("aria-label");
      parts.chart.replaceChildren(E.element("p", {}, E.say(rows.length ? "no_figures" : "no_rows")));
      return;
    }
    parts.chart.setAttribute("role", "img");
    parts.chart.setAttribute("aria-label", E.altOf(shown, drawn.rows));
    try {
      // the names that Vega gives its marks say less than the words of the whole
      const place = E.element("div", { "aria-hidden": "true" });
      await E.loadScript("vega.js");
      if (mine !== shown) {
        return;
      }
      parts.chart.replaceChildren(place);
      await E.draw(place, E.specOf(shown, drawn.rows, parts.chart.clientWidth, E.shades()));
      parts.chart.dataset.drawn = shown.view.chart;
    } catch (error) {
      parts.chart.removeAttribute("role");
      parts.chart.removeAttribute("aria-label");
      parts.chart.replaceChildren(E.element("p", {}, E.say("missing_chart")));
      if (!error.message.endsWith("vega.js")) {
        throw error;
      }
    }
  }

  /* Columns have no names at their ends, so they have a legend. */
  function legendBoxes(rows) {
    if (shown.view.chart !== "columns") {
      return [];
    }
    const colours = E.coloursOf(shown, rows, E.shades());
    const items = rows.map(function (row, n) {
      const box = E.element("span", { class: "box", "aria-hidden": "true" });
      box.style.background = colours[n];
      return E.element("li", {}, box, row.name);
    });
    return [E.element("ul", { class: "boxes" }, ...items)];
  }

  function paragraphs(texts) {
    return texts.map((text) => E.element("p", {}, text));
  }

  function sourcesOf(rows) {
    const names = new Set(rows.flatMap((row) => row.cells.flatMap((cell) => cell.source.split(" "))).filter(Boolean));
    return [...names].sort().map((name) => E.index.sources[name]);
  }

  const sourceName = (one) => `${one.provider}, ${one.table} (${E.say("released")} ${one.released})`;

  function sourceText(rows) {
    return `${E.say("source")}: ${sourcesOf(rows).map(sourceName).join("; ")}.`;
  }

  function showUnder(rows) {
    const { indicator } = shown;
    const legend = E.legendOf(rows);
    const list = E.element("dl", { class: "symbols" });
    for (const [symbol, note] of legend) {
      list.append(E.element("div", {}, E.element("dt", {}, symbol), E.element("dd", {}, note)));
    }
    const sources = E.element("p", { class: "sources" }, `${E.say("source")}: `);
    sourcesOf(shown.rows).forEach(function (one, n) {
      const link = E.element("a", { href: one.page }, one.table);
      sources.append(n ? "; " : "", `${one.provider}, `, link, ` (${E.say("released")} ${one.released})`);
    });
    const last = indicator.periods[indicator.periods.length - 1];
    const late = last.slice(0, 4) < E.index.year ? E.say("latest", { period: E.periodLabel(last) }) : "";
    const origins = [...new Set(sourcesOf(shown.rows).map((one) => one.origin))];
    const rate = shown.scale.rate ? E.say("rate_note", { source: inhabitantsSource() }) : "";
    const texts = [rate, ...indicator.caveats, late, ...origins].filter(Boolean);
    const unique = [...new Set(texts)];
    parts.under.replaceChildren(...(legend.length ? [list] : []), sources, ...paragraphs(unique.length ? [unique.join(" ")] : []));
  }

  function inhabitantsSource() {
    const own = sourcesOf(shown.rows).filter((one) => /demo|pop/i.test(one.table));
    return own.map((one) => `${one.provider}, ${one.table}`).join("; ") || E.say("source");
  }

  function showAbout() {
    const { indicator } = shown;
    const terms = [
      ["definition", indicator.definition],
      ["formula", indicator.formula],
      ["unit", shown.scale.unit],
      ["breakdowns", Object.keys(indicator.dimensions).map((one) => E.index.dimensions[one].title).join(", ")],
      ["caveats", indicator.caveats.join(" ")],
    ];
    const list = E.element("dl", {});
    for (const [term, text] of terms.filter((one) => one[1])) {
      list.append(E.element("dt", {}, E.say(term)), E.element("dd", {}, text));
    }
    const open = parts.about.open;
    const page = E.index.cards;
    const link = page ? E.element("p", {}, E.element("a", { href: `${page}#${indicator.anchor}` }, E.say("card"))) : null;
    parts.about.replaceChildren(E.element("summary", {}, E.say("about")), list, ...(link ? [link] : []));
    parts.about.open = open;
  }

  /* Show what the address asks for; what does not exist here is said and left out. */
  async function followAddress() {
    const fragment = location.hash;
    const anchor = !fragment.includes("=") && (fragment.length < 2 || document.getElementById(fragment.slice(1)));
    if (anchor && shown) {
      return;
    }
    const asked = anchor ? { view: E.startView(), strange: [] } : E.readView(fragment);
    await change(asked.view, { whole: true, address: false });
    if (asked.strange.length) {
      parts.trouble.append(E.element("p", {}, E.say("bad_address", { names: asked.strange.join(", ") })));
    }
    passOn();
  }

  function watch() {
    let width = parts.chart.clientWidth;
    new ResizeObserver(function () {
      if (shown && Math.abs(parts.chart.clientWidth - width) > 8) {
        width = parts.chart.clientWidth;
        showChart(E.ordered(shown));
      }
    }).observe(parts.chart);
    const dark = new MutationObserver(() => shown && showChart(E.ordered(shown)));
    dark.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    addEventListener("hashchange", followAddress);
    document.addEventListener("click", function (event) {
      const pick = parts.controls.querySelector("details.pick");
      if (pick && pick.open && event.target.isConnected && !pick.contains(event.target)) {
        pick.open = false;
      }
    });
  }

  async function start() {
    const root = document.getElementById("explorer");
    parts.root = root;
    try {
      E.index = E.opened(await E.load("index"));
    } catch {
      root.textContent = root.dataset.missing;
      return;
    }
    build(root);
    await document.fonts.ready;
    await followAddress();
    watch();
  }

  start();
})(yearbookExplorer);
