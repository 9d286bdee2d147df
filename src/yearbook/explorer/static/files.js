/* What a reader takes home: the table as CSV, the chart as SVG and PNG with its title and source. */
"use strict";

(function (E) {
  /* A spreadsheet must not take a text for a formula; numbers are written as numbers. */
  function quoted(value) {
    if (typeof value === "number") {
      return String(Number(value.toFixed(3)));
    }
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /* Return one line an observation, also of those without a figure: their state says why. */
  E.csvOf = function (shown, rows) {
    const { view, indicator } = shown;
    const dimensions = Object.keys(indicator.dimensions);
    const head = ["indicator", ...dimensions.flatMap((one) => [one, `${one}_name`]), "period", "value", "low", "high", "state", "flags", "unit", "source"];
    const lines = [head];
    for (const row of rows) {
      const codes = dimensions.flatMap(function (one) {
        const code = one === view.by ? row.code : view.pins[one];
        return [code, E.label(one, code)];
      });
      row.cells.forEach(function (cell, place) {
        const band = [cell.low, cell.high].map((end) => (end === undefined || cell.value === null ? "" : end));
        const value = cell.value === null ? "" : cell.value;
        lines.push([view.indicator, ...codes, shown.periods[place], value, ...band, cell.state, cell.flags, shown.scale.unit, cell.source]);
      });
    }
    return "\ufeff" + lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  };

  E.fileName = function (shown, ending) {
    return [shown.view.indicator, shown.view.by, shown.view.from, shown.view.to].join("-") + "." + ending;
  };

  E.save = function (name, content) {
    const address = URL.createObjectURL(content);
    const link = E.element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  function split(text, width) {
    const found = [""];
    for (const word of text.split(" ")) {
      const longer = `${found[found.length - 1]} ${word}`.trim();
      if (E.width(longer) > width && found[found.length - 1]) {
        found.push(word);
      } else {
        found[found.length - 1] = longer;
      }
    }
    return found;
  }

  /* Return the picture as a Blob: on white, with title, notes and source, because it will stand alone. */
  E.picture = async function (shown, rows, notes, ending) {
    const width = 760;
    const spec = E.specOf(shown, rows, width, E.index.palette.light);
    spec.background = "#FFFFFF";
    spec.padding = 20;
    spec.title = { text: split(shown.title.head, width), subtitle: split(E.chartSubtitle(shown), width) };
    const below = { x: 0, y: spec.height + 44, baseline: "top", lineHeight: 17, fontSize: 12, fill: E.index.palette.light.muted };
    const text = notes.flatMap((note) => split(note, width));
    const enter = Object.fromEntries(Object.entries({ ...below, text }).map(([name, value]) => [name, { value }]));
    spec.marks.push({ type: "text", encode: { enter } });
    const place = E.element("div", { class: "explorer-offstage", "aria-hidden": "true" });
    document.body.append(place);
    try {
      const drawn = await E.draw(place, spec);
      if (ending === "svg") {
        // Vega describes the parts in English, whatever the language of the chart
        const plain = (await drawn.toSVG()).replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, "");
        return new Blob([plain], { type: "image/svg+xml" });
      }
      const canvas = await drawn.toCanvas(2);
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      place.remove();
    }
  };
})(yearbookExplorer);
