/* The chart: marks into a specification, the specification into a picture, and the same in words. */
"use strict";

(function (E) {
  const NARROW = 520;
  const BAR = 22;

  function night() {
    return document.documentElement.dataset.theme === "dark";
  }

  E.shades = () => E.index.palette[night() ? "dark" : "light"];

  function saidOf(row, period, cell, scale) {
    const band = E.bandText(cell, scale);
    const flags = [...cell.flags].map((flag) => E.index.notes[flag]).filter(Boolean);
    const range = band ? ` (${band})` : "";
    return [`${row.name}, ${period}: ${E.figure(cell.value, scale)}${range}`, ...flags].join("; ");
  }

  const isHollow = (cell) => cell.flags.includes("p");

  function values(rows) {
    return rows.flatMap((row) => row.cells.filter(E.hasFigure).flatMap(function (cell) {
      return E.seenBand(cell, rows) ? [cell.value, cell.low, cell.high] : [cell.value];
    }));
  }

  function bandOf(cell, rows) {
    return E.seenBand(cell, rows) ? { banded: true, low: cell.low, high: cell.high } : { banded: false };
  }

  function lines(shown, rows, width, shades) {
    const colours = E.coloursOf(shown, rows, shades);
    const axis = E.axisOf(values(rows));
    const names = rows.map((row) => endName(row, shown, width));
    const right = rightOf(rows, names, shown, width);
    const left = Math.max(...axis.ticks.map((tick) => E.width(E.number(tick, axis.decimals)))) + 14;
    const size = { width: Math.max(120, width - left - right - 10), height: width < NARROW ? 280 : 340 };
    const periods = shown.periods.map(E.periodLabel);
    const step = size.width / (periods.length - 1 + 0.6);
    size.strokes = Math.min(10, step / 2);
    const marks = rows.flatMap((row, n) => linePoints(row, shown, { colour: colours[n], shades, rows }));
    const places = rows.map(function (row, n) {
      const last = E.pointsOf(row, shown.periods).at(-1);
      const y = size.height * (1 - (last.cell.value - axis.bottom) / (axis.top - axis.bottom));
      return { lines: names[n].split("\n"), ink: colours[n], x: (0.3 + last.place) * step, y };
    });
    E.spread(places, size.height, (label) => (E.SIZE + 3) * label.lines.length + 1);
    const look = { shades, periods, ticks: E.labelled(periods, size.width) };
    return E.lineSpec(marks, places, size, axis, look);
  }

  /* Return the room that names need beyond the last period; a series that ends early has some of it inside. */
  function rightOf(rows, names, shown, width) {
    const step = (width * 0.6) / shown.periods.length;
    const rooms = rows.map(function (row, n) {
      const inside = (shown.periods.length - 1 - E.pointsOf(row, shown.periods).at(-1).place) * step;
      return E.width(names[n], 600) + 16 - inside;
    });
    return Math.max(0, ...rooms);
  }

  function endName(row, shown, width) {
    const last = E.pointsOf(row, shown.periods).at(-1);
    const when = last.place === shown.periods.length - 1 ? "" : ` (${last.period})`;
    const value = E.figure(last.cell.value, shown.scale) + when;
    const longest = width * 0.32;
    if (E.width(`${row.name} ${value}`, 600) <= longest) {
      return `${row.name} ${value}`;
    }
    return `${wrapped(row.name, longest)}\n${value}`;
  }

  function wrapped(text, longest) {
    const found = [];
    for (const word of text.split(" ")) {
      const longer = found.length ? `${found[found.length - 1]} ${word}` : word;
      if (found.length && E.width(longer, 600) <= longest) {
        found[found.length - 1] = longer;
      } else {
        found.push(word);
      }
    }
    return found.length > 2 ? [found[0], found[1] + "\u2026"].join("\n") : found.join("\n");
  }

  function linePoints(row, shown, { colour, shades, rows }) {
    const own = shown.view.by === "geo" && row.code === E.index.country;
    const points = E.pointsOf(row, shown.periods);
    return points.map((point, n) => ({
      period: point.period,
      run: `${row.code} ${point.run}`,
      value: point.cell.value,
      ...bandOf(point.cell, rows),
      alone: point.alone,
      broken: point.broken,
      dot: point.alone || point.last || n === 0 || isHollow(point.cell),
      colour,
      face: isHollow(point.cell) ? shades.paper : colour,
      weight: own ? 3 : 1.8,
      said: saidOf(row, point.period, point.cell, shown.scale),
    }));
  }

  function columns(shown, rows, width, shades) {
    const colours = E.coloursOf(shown, rows, shades);
    const axis = E.axisOf(values(rows));
    const left = Math.max(...axis.ticks.map((tick) => E.width(E.number(tick, axis.decimals)))) + 14;
    const size = { width: Math.max(120, width - left - 12), height: width < NARROW ? 260 : 320 };
    const marks = rows.flatMap((row, n) => E.pointsOf(row, shown.periods).map((point) => ({
      code: row.code,
      period: point.period,
      value: point.cell.value,
      ...bandOf(point.cell, rows),
      broken: point.broken,
      colour: colours[n],
      face: isHollow(point.cell) ? shades.paper : colours[n],
      said: saidOf(row, point.period, point.cell, shown.scale),
    })));
    const periods = shown.periods.map(E.periodLabel);
    const look = { shades, periods, ticks: E.labelled(periods, size.width), codes: rows.map((row) => row.code) };
    return E.columnSpec(marks, size, axis, look);
  }

  function bars(shown, rows, width, shades) {
    const period = E.barPeriod(shown);
    const at = shown.periods.indexOf(period);
    const colour = (row) => barColour(shown, row, shades);
    const ones = rows.map((row) => ({ cells: [row.cells[at]] }));
    const axis = E.axisOf(values(ones));
    const wide = Math.min(width * 0.38, Math.max(...rows.map((row) => E.width(row.name, 600))) + 12);
    const texts = rows.map((row) => E.cellText(row.cells[at], shown.scale) + (row.cells[at].flags ? ` ${row.cells[at].flags}` : ""));
    const right = Math.max(...texts.map((text) => E.width(text))) + 14;
    const names = [];
    rows.forEach(function (row, n) {
      if (n > 0 && row.group !== rows[n - 1].group) {
        names.push({ slot: names.length, lines: [], ink: shades.ink, weight: 400 });
      }
      const own = row.code === E.index.country && shown.view.by === "geo";
      names.push({ slot: names.length, code: row.code, lines: wrapped(row.name, wide - 10).split("\n"), ink: shades.ink, weight: own ? 700 : 400 });
    });
    const slots = new Map(names.map((one) => [one.code, one.slot]));
    const lines = Math.max(...names.map((one) => one.lines.length));
    const size = { width: Math.max(80, width - wide - right - 10), height: names.length * (lines > 1 ? BAR * 1.6 : BAR) };
    const marks = rows.map(function (row, n) {
      const cell = row.cells[at];
      const band = bandOf(cell, ones);
      const end = Math.max(band.high || 0, cell.value || 0, 0);
      const face = isHollow(cell) ? shades.paper : colour(row);
      return { slot: slots.get(row.code), value: cell.value, ...band, end, text: texts[n], colour: colour(row), face, said: E.hasFigure(cell) ? saidOf(row, E.periodLabel(period), cell, shown.scale) : "" };
    });
    return E.barSpec(marks, size, { ...axis, bottom: Math.min(0, axis.bottom) }, { shades, names });
  }

  function barColour(shown, row, shades) {
    if (shown.view.by === "geo" && row.code === E.index.country) {
      return shades.country;
    }
    if (row.group === "apart") {
      return shades.eu;
    }
    return shown.view.by === "geo" ? shades.muted : shades.parts[0];
  }

  const MAKERS = { line: lines, columns, bars };

  E.specOf = function (shown, rows, width, shades) {
    return MAKERS[shown.view.chart](shown, rows, width, shades);
  };

  /* Return what, where and when a chart shows: bars are of one period, whatever the table spans. */
  E.chartSubtitle = function (shown) {
    const period = E.periodLabel(E.barPeriod(shown));
    return shown.view.chart === "bars" ? shown.title.rest.replace(shown.title.span, period) : shown.title.rest;
  };

  /* Return what the chart shows in words: first and last figure of each row. */
  E.altOf = function (shown, rows) {
    const at = shown.periods.indexOf(E.barPeriod(shown));
    const series = rows.map(function (row) {
      if (shown.view.chart === "bars") {
        return E.say("alt_one", { name: row.name, value: E.cellText(row.cells[at], shown.scale) });
      }
      const points = E.pointsOf(row, shown.periods);
      const [first, last] = [points[0], points[points.length - 1]];
      const words = { name: row.name, first: first.period, low: E.figure(first.cell.value, shown.scale), last: last.period, high: E.figure(last.cell.value, shown.scale) };
      return first === last ? E.say("alt_one", { name: `${row.name}, ${first.period}`, value: words.low }) : E.say("alt_span", words);
    });
    const kind = E.say(`alt_${shown.view.chart}`);
    return E.say("alt", { kind, title: `${shown.title.head}. ${E.chartSubtitle(shown)}`, series: [...series, E.say("alt_rest")].join(" ") });
  };

  /* Draw a specification with expressions interpreted, so that a page which forbids eval can draw too. */
  E.draw = async function (place, spec) {
    await E.loadScript("vega.js");
    const { View, parse, expressionInterpreter } = window.yearbookVega;
    const { decimal, thousands } = E.index.number;
    const locale = { number: { decimal, thousands, grouping: [3], currency: ["", ""] } };
    const options = { expr: expressionInterpreter, renderer: "svg", locale, tooltip: showTip };
    const view = await new View(parse(spec, {}, { ast: true }), options).initialize(place).runAsync();
    for (const part of [place, ...place.querySelectorAll("[aria-roledescription]")]) {
      ["role", "aria-roledescription", "aria-label"].forEach((name) => part.removeAttribute(name));
    }
    return view;
  };

  /* Say beside the pointer what a mark says, as text. */
  function showTip(_handler, event, _item, value) {
    const tip = document.querySelector(".explorer-tip");
    tip.hidden = !value;
    tip.textContent = value || "";
    if (value) {
      const room = document.documentElement.clientWidth - tip.offsetWidth - 12;
      tip.style.left = `${Math.max(8, Math.min(event.clientX + 12, room))}px`;
      tip.style.top = `${event.clientY + 18}px`;
    }
  }
})(yearbookExplorer);
