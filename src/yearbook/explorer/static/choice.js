/* From a view to what is shown: which files it needs, which rows it has, in which order and in which group. */
"use strict";

(function (E) {
  const MOST_CHOSEN = 5;
  const FEW = 12;
  const LONG_LISTS = ["citizen", "partner"];
  const NONCITIZENS = "RNC";
  E.GROUPS = ["single", "apart", "noncitizens"];

  /* Load the figures of a view and return everything that table and chart need. */
  E.figuresOf = async function (view) {
    const indicator = E.index.indicators[view.indicator];
    const contents = await loadAll(view, indicator);
    const inhabitants = view.rate ? await E.load("inhabitants") : null;
    const series = (code) => seriesOf(view, indicator, contents, code);
    const codes = view.rows || firstRows(view, indicator, series);
    const periods = indicator.periods.filter((period) => view.from <= period && period <= view.to);
    const scale = scaleOf(view, indicator);
    const rows = withNoncitizens(view, indicator, codes, series).map(function (code) {
      const cells = series(code).filter((_, place) => periods.includes(indicator.periods[place]));
      const geo = view.by === "geo" ? code : view.pins.geo;
      return {
        code,
        name: E.label(view.by, code),
        group: groupOf(view.by, code),
        cells: inhabitants ? divided(cells, periods, geo, inhabitants, indicator) : cells,
      };
    });
    return { view, indicator, periods, scale, codes, rows, title: titleOf(view, indicator, scale) };
  };

  async function loadAll(view, indicator) {
    const contents = new Map();
    const totals = view.by === "geo" ? [view.pins.geo] : [E.index.dimensions[view.by].total, null];
    for (const code of totals) {
      const file = E.fileOf(view.indicator, { ...view.pins, [view.by]: code });
      if (indicator.files.includes(file)) {
        contents.set(file, await E.load(file));
      }
    }
    return contents;
  }

  function seriesOf(view, indicator, contents, code) {
    const codes = { ...view.pins, [view.by]: code };
    const key = [...E.freeDimensions(indicator, codes), "geo"].map((one) => codes[one]).join(";");
    return E.cells(contents.get(E.fileOf(view.indicator, codes)), key, indicator.periods.length);
  }

  function scaleOf(view, indicator) {
    if (!view.rate) {
      return { unit: indicator.unit, decimals: indicator.decimals, percent: indicator.percent, rate: false };
    }
    const unit = E.say(indicator.per === 1000 ? "per_thousand" : "per_million");
    return { unit, decimals: indicator.per === 1000 ? 1 : 0, percent: false, rate: true };
  }

  function divided(cells, periods, geo, inhabitants, indicator) {
    const january = E.cells(inhabitants, geo, E.index.inhabitants.length);
    return cells.map(function (cell, place) {
      const year = E.index.inhabitants.indexOf(periods[place].slice(0, 4));
      const whole = year < 0 ? { value: null, letter: "u" } : january[year];
      return E.perInhabitants(cell, whole, indicator.per, indicator.error);
    });
  }

  function groupOf(dimension, code) {
    if (code === NONCITIZENS) {
      return "noncitizens";
    }
    return E.isAggregate(dimension, code) || code === E.index.dimensions[dimension].total ? "apart" : "single";
  }

  /* Recognised non-citizens have a row of their own wherever a stock by citizenship has figures for them. */
  function withNoncitizens(view, indicator, codes, series) {
    const possible = view.by === "citizen" && indicator.kind === "stock";
    if (!possible || codes.includes(NONCITIZENS) || !indicator.dimensions.citizen.includes(NONCITIZENS)) {
      return codes;
    }
    return series(NONCITIZENS).some(E.hasFigure) ? [...codes, NONCITIZENS] : codes;
  }

  /* Return the rows of a first view: the country and its peers; of a short list all, of a long one the largest. */
  function firstRows(view, indicator, series) {
    const all = indicator.dimensions[view.by];
    if (view.by === "geo") {
      const own = [E.index.country, ...E.index.peers].filter((code) => all.includes(code));
      return own.length ? own : all.slice(0, MOST_CHOSEN);
    }
    if (all.length <= FEW && !LONG_LISTS.includes(view.by)) {
      return all;
    }
    const total = all.filter((code) => code === E.index.dimensions[view.by].total);
    return [...total, ...E.largest(view.by, all, series, MOST_CHOSEN)];
  }

  /* Return the codes with the largest last figures, aggregates and non-citizens left out: they are never ranked. */
  E.largest = function (dimension, codes, series, count) {
    const ranked = codes
      .filter((code) => groupOf(dimension, code) === "single")
      .map((code) => ({ code, cells: series(code) }));
    const place = lastReported(ranked);
    return ranked
      .filter((one) => one.cells[place] && one.cells[place].value > 0)
      .sort((one, other) => other.cells[place].value - one.cells[place].value)
      .slice(0, count)
      .map((one) => one.code);
  };

  /* Return the place of the last period that at least half as many rows report as the best reported one; or -1. */
  function lastReported(rows) {
    const count = rows.length ? rows[0].cells.length : 0;
    const reported = Array.from({ length: count }, (_, place) => rows.filter((row) => E.hasFigure(row.cells[place])).length);
    const most = Math.max(0, ...reported);
    return most ? reported.findLastIndex((one) => one >= most / 2) : -1;
  }

  E.largestOf = async function (view, count) {
    const indicator = E.index.indicators[view.indicator];
    const contents = await loadAll(view, indicator);
    const series = (code) => seriesOf(view, indicator, contents, code);
    return E.largest(view.by, indicator.dimensions[view.by], series, count);
  };

  function titleOf(view, indicator, scale) {
    const pins = Object.keys(indicator.dimensions)
      .filter((one) => one !== view.by && view.pins[one] !== E.index.dimensions[one].total)
      .map((one) => E.label(one, view.pins[one]));
    const span = view.from === view.to ? [view.from] : [view.from, view.to];
    const joint = span.every((one) => one.length === 4) ? "\u2013" : " \u2013 ";
    const unit = scale.unit[0].toLowerCase() + scale.unit.slice(1);
    const years = span.map(E.periodLabel).join(joint);
    const rest = [...pins.reverse(), unit, years].join(", ");
    return { head: indicator.title, rest: rest[0].toUpperCase() + rest.slice(1), span: years };
  }

  /* Return the rows as the reader sees them: filtered, sorted, in groups that never mix. */
  E.ordered = function (shown) {
    const wanted = E.folded(shown.view.find.trim());
    const kept = shown.rows.filter((row) => E.folded(row.name).includes(wanted));
    return E.GROUPS.flatMap((group) => sorted(shown, kept.filter((row) => row.group === group)));
  };

  E.sortOf = function (shown) {
    if (shown.view.sort) {
      return shown.view.sort;
    }
    const bySize = LONG_LISTS.includes(shown.view.by) || (shown.view.chart === "bars" && shown.view.by !== "age");
    return bySize ? E.barPeriod(shown) + ".down" : "";
  };

  function sorted(shown, rows) {
    const [column, direction] = E.sortOf(shown).split(".");
    const sign = direction === "down" ? -1 : 1;
    if (!column) {
      const first = (row) => (row.code === E.index.country ? 0 : 1);
      return shown.view.by === "geo" ? rows.sort((one, other) => first(one) - first(other)) : rows;
    }
    const alphabet = new Intl.Collator(E.index.language);
    if (column === "name") {
      return rows.sort((one, other) => sign * alphabet.compare(one.name, other.name));
    }
    const place = shown.periods.indexOf(column);
    const value = (row) => (row.cells[place] ? row.cells[place].value : null);
    // what has no figure has no place, whichever way the rest is sorted
    return rows.sort(function (one, other) {
      const [a, b] = [value(one), value(other)];
      return a === null || b === null ? (a === null) - (b === null) : sign * (a - b);
    });
  }

  /* Return the period that bars show: the one that the table is sorted by, or the last that most rows report. */
  E.barPeriod = function (shown) {
    const column = shown.view.sort.split(".")[0];
    if (shown.periods.includes(column)) {
      return column;
    }
    const single = shown.rows.filter((row) => row.group === "single");
    const last = lastReported(single.length ? single : shown.rows);
    return shown.periods[last < 0 ? shown.periods.length - 1 : last];
  };
})(yearbookExplorer);
