/* From rows to the marks of a chart: what may be joined, where names stand, how far the axis reaches. */
"use strict";

(function (E) {
  const LINES = 5;
  const COLUMNS = 3;
  const BARS = 40;
  const pen = document.createElement("canvas").getContext("2d");
  E.FONT = '"Yearbook Sans", "Segoe UI", "Noto Sans", Arial, sans-serif';
  E.SIZE = 13;

  E.width = function (text, weight = 400) {
    pen.font = `${weight} ${E.SIZE}px ${E.FONT}`;
    return Math.max(...text.split("\n").map((line) => pen.measureText(line).width));
  };

  /* Return the rows that a chart draws, and whether totals were left out: beside a total a count is flat. */
  E.drawnRows = function (shown, rows) {
    const filled = rows.filter((row) => row.cells.some(E.hasFigure));
    const single = filled.filter((row) => row.group !== "apart");
    const ratio = shown.scale.rate || shown.indicator.kind === "ratio";
    const pool = ratio || single.length === 0 ? filled : single;
    const most = { line: LINES, columns: COLUMNS, bars: BARS }[shown.view.chart];
    return { rows: pool.slice(0, most), possible: pool.length, undrawn: pool.length < filled.length };
  };

  /* Return the colour of each row: a country keeps its own, the others take the next of the parts. */
  E.coloursOf = function (shown, rows, shades) {
    let next = 0;
    return rows.map(function (row) {
      if (shown.view.by !== "geo") {
        return { OTH: shades.other, UNK: shades.unknown, UNKNOWN: shades.unknown }[row.code] || shades.parts[next++ % shades.parts.length];
      }
      const named = { [E.index.country]: shades.country, EU27_2020: shades.eu, EE: shades.EE, LT: shades.LT, LV: shades.second };
      return (row.code === E.index.country && shades.country) || named[row.code] || shades.parts[next++ % shades.parts.length];
    });
  };

  /* Return the points of a series; `run` changes wherever a line may not be joined: a missing period, a break. */
  E.pointsOf = function (row, periods) {
    let run = 0;
    let before = -2;
    const points = [];
    row.cells.forEach(function (cell, place) {
      if (!E.hasFigure(cell)) {
        return;
      }
      const broken = cell.flags.includes("b");
      const joined = before === place - 1 && !broken;
      run += joined ? 0 : 1;
      points.push({ place, period: E.periodLabel(periods[place]), cell, run, broken: broken && points.length > 0 });
      before = place;
    });
    const size = (run) => points.filter((point) => point.run === run).length;
    return points.map((point) => ({ ...point, alone: size(point.run) === 1, last: point === points[points.length - 1] }));
  };

  /* Return a round axis that holds all values and nought. */
  E.axisOf = function (values) {
    const high = Math.max(0, ...values);
    const low = Math.min(0, ...values);
    const rough = (high - low || 1) / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough - 1e-9);
    const top = Math.max(Math.ceil(high / step - 1e-9), high > 0 ? 1 : 0) * step;
    const bottom = Math.floor(low / step + 1e-9) * step;
    const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, n) => bottom + n * step);
    return { top: top || step, bottom, ticks, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
  };

  /* Move labels apart that would overlap; each has `y` in pixels from the top. */
  E.spread = function (labels, height, room) {
    const placed = [...labels].sort((one, other) => one.y - other.y);
    for (let n = 1; n < placed.length; n += 1) {
      placed[n].y = Math.max(placed[n].y, placed[n - 1].y + room(placed[n - 1]));
    }
    let floor = height + 8;
    for (let n = placed.length - 1; n >= 0; n -= 1) {
      placed[n].y = Math.min(placed[n].y, floor);
      floor = placed[n].y - (n > 0 ? room(placed[n - 1]) : 0);
    }
    return placed;
  };

  /* Return every how many-th label fits into a width. */
  E.labelled = function (labels, width) {
    const widest = Math.max(...labels.map((one) => E.width(one))) + 14;
    const every = Math.max(1, Math.ceil((widest * labels.length) / width));
    return labels.filter((_, place) => (labels.length - 1 - place) % every === 0);
  };
})(yearbookExplorer);
