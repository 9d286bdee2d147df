/* Figures from the data files. The states come from there; nothing here turns one into another. */
"use strict";

(function (E) {
  const FIGURE = "figure";
  const read = new WeakMap();

  /* Return the lines of a file by the codes of their series. */
  function linesOf(content) {
    if (!read.has(content)) {
      const found = new Map();
      for (const line of content.series.split("\n")) {
        const equals = line.indexOf("=");
        const codes = line.slice(0, equals).split(";");
        const source = Number(codes.pop());
        const key = codes.join(";");
        found.set(key, [...(found.get(key) || []), { source, tokens: line.slice(equals + 1) }]);
      }
      read.set(content, found);
    }
    return read.get(content);
  }

  function expanded(tokens) {
    return tokens.split(",").flatMap(function (token) {
      const [what, count] = token.split("^");
      return Array(Number(count || 1)).fill(what);
    });
  }

  function cellOf(token, source) {
    const [what, flags = ""] = token.split("|");
    const state = E.index.states[what];
    if (state) {
      return { value: what === "h" ? 0 : null, state: state.state, letter: what, flags, source };
    }
    const [value, low, high] = what.split("~").map(Number);
    const band = low === undefined ? {} : { low, high };
    return { value, ...band, state: value === 0 ? "zero" : FIGURE, flags, source };
  }

  function absent(late) {
    const letter = late ? "late" : "u";
    return { value: null, state: E.index.states[letter].state, letter, flags: "", source: "" };
  }

  /* Return the dimensions whose code is not the total, in the order of the file names. */
  E.freeDimensions = function (indicator, codes) {
    return Object.keys(indicator.dimensions).filter(
      (one) => one !== "geo" && codes[one] !== E.index.dimensions[one].total,
    );
  };

  E.fileOf = function (name, codes) {
    return [name, ...E.freeDimensions(E.index.indicators[name], codes)].join(".");
  };

  /* Return a cell for each of `count` periods of one series; a file that does not exist has none of them. */
  E.cells = function (content, key, count) {
    const parts = (content && linesOf(content).get(key)) || [];
    // what lies behind the last period of a series' source was not yet published in that release
    const last = Math.min(count, ...parts.map((part) => content.reach[part.source]));
    const cells = Array.from({ length: count }, (_, place) => absent(place >= last));
    for (const part of parts) {
      expanded(part.tokens).forEach(function (token, place) {
        if (token !== "") {
          cells[place] = cellOf(token, content.sources[part.source]);
        }
      });
    }
    return cells;
  };

  E.hasFigure = (cell) => cell.value !== null;

  function union(one, other, between) {
    const parts = [...one.split(between), ...other.split(between)].filter(Boolean);
    return [...new Set(parts)].sort().join(between);
  }

  /* Return the rate per `times` inhabitants with the band that rounding leaves; `error` is that of the count. */
  E.perInhabitants = function (cell, inhabitants, times, error) {
    if (!E.hasFigure(cell)) {
      return cell;
    }
    if (!E.hasFigure(inhabitants) || inhabitants.value <= 0) {
      return { ...absent(inhabitants.letter === "late"), source: cell.source };
    }
    const rate = (value) => (value / inhabitants.value) * times;
    const low = cell.low === undefined ? cell.value - error : cell.low;
    const high = cell.high === undefined ? cell.value + error : cell.high;
    return {
      ...cell,
      value: rate(cell.value),
      low: rate(cell.value < 0 ? low : Math.max(0, low)),
      high: rate(high),
      flags: union(cell.flags, inhabitants.flags, ""),
      source: union(cell.source, inhabitants.source, " "),
    };
  };

  /* A band is shown where it matters: not within a twentieth of the figure. */
  E.hasBand = (cell) => cell.low !== undefined && cell.high - cell.low > 0.05 * Math.abs(cell.value);

  /* In a chart it is the axis that decides what can be seen. */
  E.seenBand = function (cell, rows) {
    const most = Math.max(...rows.flatMap((row) => row.cells.map((one) => Math.abs(one.value || 0))));
    return cell.low !== undefined && cell.high - cell.low > 0.02 * most;
  };
})(yearbookExplorer);
