/* The table: every figure with its flags, every state with its symbol, and a legend of those that are used. */
"use strict";

(function (E) {
  /* Return the text of a cell: a figure, or the symbol of what stands there instead. */
  E.cellText = function (cell, scale) {
    return cell.letter ? E.index.states[cell.letter].symbol : E.figure(cell.value, scale);
  };

  E.bandText = function (cell, scale) {
    return E.hasBand(cell) ? E.figure(cell.low, { ...scale, percent: false }) + "\u2013" + E.figure(cell.high, scale) : "";
  };

  function cellElement(cell, scale) {
    const made = E.element("td", { class: E.hasFigure(cell) ? "number" : "symbol" }, E.cellText(cell, scale));
    if (cell.flags) {
      made.append(E.element("sup", {}, cell.flags));
    }
    const band = E.bandText(cell, scale);
    if (band) {
      made.append(E.element("span", { class: "band" }, band));
    }
    return made;
  }

  function headCell(shown, column, name, change) {
    const [sorted, direction] = E.sortOf(shown).split(".");
    const own = sorted === column;
    const next = own && direction === "down" ? "up" : own && direction === "up" ? "down" : column === "name" ? "up" : "down";
    const sign = E.element("span", { "aria-hidden": "true", class: "sign" }, own ? (direction === "up" ? "\u25b2" : "\u25bc") : "");
    const button = E.element(
      "button",
      { type: "button", onclick: () => change({ sort: column + "." + next }), "data-sort": column },
      E.element("span", {}, name), sign,
    );
    const order = own ? (direction === "up" ? "ascending" : "descending") : "none";
    return E.element("th", { scope: "col", "aria-sort": order }, button);
  }

  function groupElement(shown, group, rows) {
    const body = E.element("tbody", { class: "group-" + group });
    if (group !== "single") {
      const head = E.element("th", { scope: "rowgroup", colspan: shown.periods.length + 1 }, E.element("span", {}, E.say(group)));
      body.append(E.element("tr", { class: "group" }, head));
    }
    for (const row of rows) {
      const own = shown.view.by === "geo" && row.code === E.index.country;
      const name = E.element("th", { scope: "row" }, row.name);
      body.append(E.element("tr", { class: own ? "own" : null }, name, ...row.cells.map((cell) => cellElement(cell, shown.scale))));
    }
    return body;
  }

  E.tableElement = function (shown, rows, change) {
    const names = E.index.dimensions[shown.view.by].title;
    const heads = [headCell(shown, "name", names, change)];
    heads.push(...shown.periods.map((one) => headCell(shown, one, E.periodLabel(one), change)));
    const caption = E.element("caption", {}, shown.title.head + ". " + shown.title.rest);
    const table = E.element("table", {}, caption, E.element("thead", {}, E.element("tr", {}, ...heads)));
    for (const group of E.GROUPS) {
      const own = rows.filter((row) => row.group === group);
      if (own.length) {
        table.append(groupElement(shown, group, own));
      }
    }
    return table;
  };

  /* Return the meaning of each flag and symbol that the rows use: "p provisional". */
  E.legendOf = function (rows) {
    const cells = rows.flatMap((row) => row.cells);
    const flags = [...new Set(cells.flatMap((cell) => [...cell.flags]))].sort();
    const letters = new Set(cells.map((cell) => cell.letter).filter(Boolean));
    const found = flags.filter((flag) => E.index.notes[flag]).map((flag) => [flag, E.index.notes[flag]]);
    for (const [letter, state] of Object.entries(E.index.states)) {
      if (letters.has(letter)) {
        found.push([state.symbol, state.note]);
      }
    }
    return found;
  };
})(yearbookExplorer);
