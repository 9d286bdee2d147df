/* The three charts as Vega. Which rows a mark draws is settled here, so the specifications need no expressions. */
"use strict";

(function (E) {
  const BREAK = "M-0.6,0.5L-0.1,-0.5M0.1,0.5L0.6,-0.5";

  const fixed = (value) => ({ value });
  const own = (field) => ({ field });
  const atX = (field, more = {}) => ({ scale: "x", field, ...more });
  const atY = (field, more = {}) => ({ scale: "y", field, ...more });

  function settings(shades) {
    return {
      axis: { labelFont: E.FONT, labelFontSize: E.SIZE, labelColor: shades.muted, domain: false, ticks: false, labelPadding: 6 },
      text: { font: E.FONT, fontSize: E.SIZE },
      title: { font: E.FONT, color: shades.ink, subtitleFont: E.FONT, subtitleColor: shades.muted, fontSize: 16, subtitleFontSize: E.SIZE, anchor: "start", frame: "group", fontWeight: 600, subtitlePadding: 6, offset: 14 },
    };
  }

  /* Join the parts of a chart; marks draw the rows of the data set that they name. */
  function frame(size, shades, { data = {}, scales, axes = [], marks }) {
    const named = Object.entries(data).map(([name, values]) => ({ name, values }));
    // Vega would describe each part in English; the page describes the whole in its own language
    const quiet = (parts) => parts.map((part) => ({ ...part, aria: false, ...(part.marks ? { marks: quiet(part.marks) } : {}) }));
    return {
      width: size.width, height: size.height, padding: 4, autosize: "pad", background: null,
      data: named, scales, axes: quiet(axes), marks: quiet(marks), config: settings(shades),
    };
  }

  function mark(type, data, enter, more = {}) {
    return { type, from: { data }, encode: { enter }, ...more };
  }

  /* A mark for each run of points that may be joined. */
  function joined(type, data, enter) {
    return { type: "group", from: { facet: { name: "run", data, groupby: "run" } }, marks: [mark(type, "run", enter)] };
  }

  function valueScale(name, axis) {
    const range = name === "x" ? "width" : "height";
    return { name, type: "linear", domain: [axis.bottom, axis.top], range, nice: false, zero: false };
  }

  function valueAxis(axis, shades) {
    return { scale: "y", orient: "left", values: axis.ticks, format: `,.${axis.decimals}f`, grid: true, gridColor: shades.grid };
  }

  function periodAxis(ticks, more = {}) {
    return { scale: "x", orient: "bottom", values: ticks, ...more };
  }

  function zero(shades) {
    const y = { scale: "y", value: 0 };
    return { type: "rule", encode: { enter: { x: fixed(0), x2: own({ group: "width" }), y, stroke: fixed(shades.muted) } } };
  }

  /* Lines with names at their ends; hollow points are provisional, two strokes a break in series. */
  E.lineSpec = function (points, names, size, axis, look) {
    const { shades, periods, ticks } = look;
    const banded = points.filter((point) => point.banded);
    const data = {
      points, names, bands: banded, lone: banded.filter((point) => point.alone),
      dots: points.filter((point) => point.dot), breaks: points.filter((point) => point.broken),
    };
    const x = atX("period");
    const y = atY("value");
    const range = { x, y: atY("low"), y2: atY("high") };
    const marks = [
      joined("area", "bands", { ...range, fill: own("colour"), fillOpacity: fixed(0.18) }),
      mark("rule", "lone", { ...range, stroke: own("colour"), strokeWidth: fixed(5), strokeOpacity: fixed(0.3) }),
      joined("line", "points", { x, y, stroke: own("colour"), strokeWidth: own("weight"), strokeJoin: fixed("round") }),
      mark("symbol", "dots", { x, y, size: fixed(44), stroke: own("colour"), fill: own("face"), strokeWidth: fixed(1.8) }),
      mark("symbol", "breaks", {
        x: atX("period", { offset: -size.strokes }), y, shape: fixed(BREAK), size: fixed(190), stroke: fixed(shades.muted), strokeWidth: fixed(1.6),
      }),
      mark("symbol", "points", { x, y, size: fixed(500), fill: own("colour"), opacity: fixed(0), tooltip: own("said") }),
      mark("text", "names", {
        x: own("x"), y: own("y"), dx: fixed(10), align: fixed("left"), baseline: fixed("middle"),
        text: own("lines"), lineHeight: fixed(E.SIZE + 3), fontWeight: fixed(600), fill: own("ink"),
      }),
    ];
    const scales = [{ name: "x", type: "point", domain: periods, range: "width", padding: 0.3 }, valueScale("y", axis)];
    const axes = [valueAxis(axis, shades), periodAxis(ticks, { domain: axis.bottom === 0, domainColor: shades.muted })];
    return frame(size, shades, { data, scales, axes, marks: axis.bottom < 0 ? [zero(shades), ...marks] : marks });
  };

  /* Columns by period, side by side for up to three rows; hollow ones are provisional. */
  E.columnSpec = function (rows, size, axis, look) {
    const { shades, periods, ticks, codes } = look;
    const data = { rows, bands: rows.filter((row) => row.banded), breaks: rows.filter((row) => row.broken) };
    const beside = { scale: "beside", field: "code" };
    const middle = atX("period", { offset: { ...beside, band: 0.5 } });
    const marks = [
      mark("rect", "rows", {
        x: atX("period", { offset: beside }), width: { scale: "beside", band: 1 }, y: atY("value"), y2: { scale: "y", value: 0 },
        fill: own("face"), stroke: own("colour"), strokeWidth: fixed(1.5), tooltip: own("said"),
      }, { clip: true }),
      mark("rule", "bands", { x: middle, y: atY("low"), y2: atY("high"), stroke: fixed(shades.ink), strokeWidth: fixed(1.5) }),
      mark("symbol", "breaks", {
        x: middle, y: atY("value", { offset: -9 }), shape: fixed(BREAK), size: fixed(120), stroke: fixed(shades.muted), strokeWidth: fixed(1.6),
      }),
      zero(shades),
    ];
    const scales = [
      { name: "x", type: "band", domain: periods, range: "width", paddingInner: 0.25, paddingOuter: 0.1 },
      { name: "beside", type: "band", domain: codes, range: [0, { signal: "bandwidth('x')" }] },
      valueScale("y", axis),
    ];
    return frame(size, shades, { data, scales, axes: [valueAxis(axis, shades), periodAxis(ticks)], marks });
  };

  /* Bars of one period in the order of the table; totals and non-citizens stand below a gap. */
  E.barSpec = function (rows, size, axis, look) {
    const { shades, names } = look;
    const drawn = rows.filter((row) => row.value !== null);
    const data = { rows, names, drawn, bands: rows.filter((row) => row.banded) };
    const y = { scale: "slot", field: "slot" };
    const middle = { ...y, band: 0.5 };
    const nought = { scale: "x", value: 0 };
    const marks = [
      mark("rect", "drawn", {
        y, height: { scale: "slot", band: 1 }, x: atX("value"), x2: nought,
        fill: own("face"), stroke: own("colour"), strokeWidth: fixed(1.5), tooltip: own("said"),
      }),
      mark("rule", "bands", { y: middle, x: atX("low"), x2: atX("high"), stroke: fixed(shades.ink), strokeWidth: fixed(1.5) }),
      mark("text", "rows", { y: middle, x: atX("end"), dx: fixed(6), baseline: fixed("middle"), text: own("text"), fill: fixed(shades.ink) }),
      { type: "rule", encode: { enter: { x: nought, y: fixed(0), y2: own({ group: "height" }), stroke: fixed(shades.muted) } } },
      mark("text", "names", {
        y: middle, x: fixed(0), dx: fixed(-8), align: fixed("right"), baseline: fixed("middle"),
        text: own("lines"), lineHeight: fixed(E.SIZE + 1), fontWeight: own("weight"), fill: own("ink"),
      }),
    ];
    const slots = { name: "slot", type: "band", domain: names.map((one) => one.slot), range: "height", paddingInner: 0.25, paddingOuter: 0 };
    return frame(size, shades, { data, scales: [slots, valueScale("x", axis)], marks });
  };
})(yearbookExplorer);
