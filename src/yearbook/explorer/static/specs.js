/* The three charts as Vega-Lite. Colours and places come with the rows, so the scales change nothing. */
"use strict";

(function (E) {
  const plain = (field) => ({ field, type: "nominal", scale: null, legend: null });
  const BREAK = "M-0.6,0.5L-0.1,-0.5M0.1,0.5L0.6,-0.5";

  function settings(shades) {
    const text = { labelFont: E.FONT, titleFont: E.FONT, labelFontSize: E.SIZE, labelColor: shades.muted };
    return {
      background: null,
      aria: false,
      font: E.FONT,
      view: { stroke: null },
      axis: { ...text, grid: false, domain: false, ticks: false, titleFontWeight: 400, labelPadding: 6 },
      text: { font: E.FONT, fontSize: E.SIZE },
      title: { font: E.FONT, color: shades.ink, subtitleFont: E.FONT, subtitleColor: shades.muted, fontSize: 16, subtitleFontSize: E.SIZE, anchor: "start", frame: "group", fontWeight: 600, subtitlePadding: 6, offset: 14 },
    };
  }

  function frame(rows, size, shades, layer) {
    return {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      datasets: { rows },
      data: { name: "rows" },
      width: size.width,
      height: size.height,
      padding: 4,
      autosize: "pad",
      layer,
      config: settings(shades),
    };
  }

  function valueAxis(axis, shades) {
    return { title: null, values: axis.ticks, format: `,.${axis.decimals}f`, grid: true, gridColor: shades.grid };
  }

  function zero(shades) {
    return { data: { values: [{ value: 0 }] }, mark: { type: "rule", color: shades.muted }, encoding: { y: { field: "value", type: "quantitative" } } };
  }

  /* Lines with names at their ends; hollow points are provisional, two strokes a break in series. */
  E.lineSpec = function (rows, size, axis, look) {
    const { shades, periods, ticks } = look;
    const x = {
      field: "period", type: "ordinal", scale: { type: "point", domain: periods, padding: 0.3 },
      axis: { values: ticks, labelAngle: 0, title: null, domain: axis.bottom === 0, domainColor: shades.muted, offset: 0 },
    };
    const y = { field: "value", type: "quantitative", scale: { domain: [axis.bottom, axis.top], nice: false }, axis: valueAxis(axis, shades) };
    const line = {
      mark: { type: "line", strokeJoin: "round" },
      transform: [{ filter: "datum.kind === 'point'" }],
      encoding: { x, y, detail: { field: "run" }, stroke: plain("colour"), strokeWidth: { field: "weight", type: "quantitative", scale: null, legend: null }, order: { field: "place" } },
    };
    const band = {
      mark: { type: "area", opacity: 0.18 },
      transform: [{ filter: "datum.kind === 'point' && datum.banded" }],
      encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, detail: { field: "run" }, fill: plain("colour") },
    };
    const lone = {
      mark: { type: "rule", strokeWidth: 5, opacity: 0.3 },
      transform: [{ filter: "datum.kind === 'point' && datum.banded && datum.alone" }],
      encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" }, stroke: plain("colour") },
    };
    const points = {
      mark: { type: "point", size: 44, strokeWidth: 1.8, opacity: 1 },
      transform: [{ filter: "datum.kind === 'point' && datum.dot" }],
      encoding: { x, y, stroke: plain("colour"), fill: plain("face") },
    };
    const breaks = {
      mark: { type: "point", shape: BREAK, size: 190, strokeWidth: 1.6, xOffset: -size.strokes, filled: false, opacity: 1 },
      transform: [{ filter: "datum.kind === 'point' && datum.broken" }],
      encoding: { x, y, stroke: { value: shades.muted } },
    };
    const touch = {
      mark: { type: "point", size: 500, filled: true, opacity: 0 },
      transform: [{ filter: "datum.kind === 'point'" }],
      encoding: { x, y, tooltip: { field: "said" } },
    };
    const names = {
      mark: { type: "text", align: "left", dx: 10, baseline: "middle", lineBreak: "\n", lineHeight: E.SIZE + 3, fontWeight: 600 },
      transform: [{ filter: "datum.kind === 'name'" }],
      encoding: { x: { field: "x", type: "quantitative", scale: null, axis: null }, y: { field: "y", type: "quantitative", scale: null, axis: null }, text: { field: "name" }, fill: plain("ink") },
    };
    const layers = axis.bottom < 0 ? [zero(shades)] : [];
    return frame(rows, size, shades, [...layers, band, lone, line, breaks, points, touch, names]);
  };

  /* Columns by period, side by side for up to three rows; hollow ones are provisional. */
  E.columnSpec = function (rows, size, axis, look) {
    const { shades, periods, ticks, codes } = look;
    const x = {
      field: "period", type: "ordinal", scale: { type: "band", domain: periods, paddingInner: 0.25, paddingOuter: 0.1 },
      axis: { values: ticks, labelAngle: 0, title: null },
    };
    const y = { field: "value", type: "quantitative", scale: { domain: [axis.bottom, axis.top], nice: false }, axis: valueAxis(axis, shades) };
    const beside = { field: "code", type: "nominal", scale: { domain: codes } };
    const column = {
      mark: { type: "bar", strokeWidth: 1.5, clip: true },
      encoding: { x, y, xOffset: beside, fill: plain("face"), stroke: plain("colour"), tooltip: { field: "said" } },
    };
    const band = {
      mark: { type: "rule", strokeWidth: 1.5, color: shades.ink },
      transform: [{ filter: "datum.banded" }],
      encoding: { x: { ...x, bandPosition: 0.5 }, xOffset: beside, y: { ...y, field: "low" }, y2: { field: "high" } },
    };
    const breaks = {
      mark: { type: "point", shape: BREAK, size: 120, strokeWidth: 1.6, yOffset: -9, filled: false, opacity: 1 },
      transform: [{ filter: "datum.broken" }],
      encoding: { x, y, xOffset: beside, stroke: { value: shades.muted } },
    };
    return frame(rows, size, shades, [column, band, breaks, zero(shades)]);
  };

  /* Bars of one period in the order of the table; totals and non-citizens stand below a gap. */
  E.barSpec = function (rows, size, axis, look) {
    const { shades, names } = look;
    const y = {
      field: "slot", type: "ordinal", scale: { type: "band", domain: names.map((one) => one.slot), paddingInner: 0.25, paddingOuter: 0 },
      axis: null,
    };
    const x = { field: "value", type: "quantitative", scale: { domain: [axis.bottom, axis.top], nice: false }, axis: null };
    const own = (field) => ({ ...y, field });
    const label = {
      data: { values: names },
      mark: { type: "text", align: "right", baseline: "middle", dx: -8, x: 0, lineBreak: "\n", lineHeight: E.SIZE + 1 },
      encoding: { y: own("slot"), text: { field: "name" }, fill: plain("ink") },
    };
    const bar = {
      mark: { type: "bar", strokeWidth: 1.5 },
      transform: [{ filter: "datum.value !== null" }],
      encoding: { y, x, fill: plain("face"), stroke: plain("colour"), tooltip: { field: "said" } },
    };
    const band = {
      mark: { type: "rule", strokeWidth: 1.5, color: shades.ink },
      transform: [{ filter: "datum.banded" }],
      encoding: { y, x: { ...x, field: "low" }, x2: { field: "high" } },
    };
    const value = {
      mark: { type: "text", align: "left", baseline: "middle", dx: 6 },
      encoding: { y, x: { ...x, field: "end" }, text: { field: "text" }, fill: { value: shades.ink } },
    };
    const rule = { data: { values: [{ value: 0 }] }, mark: { type: "rule", color: shades.muted }, encoding: { x: { ...x } } };
    return frame(rows, size, shades, [bar, band, value, rule, label]);
  };
})(yearbookExplorer);
