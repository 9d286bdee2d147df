/* The view in the address: #i=applicants&by=geo&rows=LV,EE&from=2014&to=2023&m=rate&chart=line&sort=2023.down&find=... */
"use strict";

(function (E) {
  const LONGEST = 6000;
  const CHARTS = ["line", "columns", "bars"];
  E.CHARTS = CHARTS;

  /* Return the first view of an indicator, with rows yet to be chosen where only the figures can say which. */
  E.firstView = function (name) {
    const indicator = E.index.indicators[name];
    const pins = {};
    for (const [dimension, codes] of Object.entries(indicator.dimensions)) {
      const total = E.index.dimensions[dimension].total;
      pins[dimension] = dimension === "geo" ? ownCountry(codes) : codes.includes(total) ? total : codes[0];
    }
    const span = indicator.periods;
    const yearly = span[0].length === 4;
    const view = { indicator: name, by: "geo", pins, rows: null, from: span[0], to: span[span.length - 1] };
    if (!yearly) {
      view.from = span[Math.max(0, span.length - 36)];
    }
    return { ...view, rate: false, chart: span.length > 1 ? "line" : "bars", sort: "", find: "" };
  };

  function ownCountry(codes) {
    return codes.includes(E.index.country) ? E.index.country : codes[0];
  }

  /* The page without a fragment: asylum applicants per inhabitants, so that small and large countries compare. */
  E.startView = function () {
    const view = E.firstView(E.index.first);
    return { ...view, rate: E.index.indicators[view.indicator].per > 0 && E.index.inhabitants.length > 0 };
  };

  E.writeView = function (view) {
    const first = E.firstView(view.indicator);
    const parts = [["i", view.indicator]];
    const add = (key, value, usual) => (value !== usual ? parts.push([key, value]) : 0);
    add("by", view.by, first.by);
    add("rows", view.rows ? view.rows.join(",") : null, null);
    for (const dimension of Object.keys(first.pins)) {
      if (dimension !== view.by) {
        add(dimension, view.pins[dimension], first.pins[dimension]);
      }
    }
    add("from", view.from, first.from);
    add("to", view.to, first.to);
    add("m", view.rate ? "rate" : "count", "count");
    add("chart", view.chart, first.chart);
    add("sort", view.sort, "");
    add("find", view.find, "");
    return "#" + parts.map(([key, value]) => key + "=" + encodeURIComponent(value).replaceAll("%2C", ",")).join("&");
  };

  function pairsOf(fragment) {
    const pairs = [];
    for (const part of fragment.replace(/^#/, "").split("&").filter(Boolean)) {
      const equals = part.indexOf("=");
      try {
        pairs.push([part.slice(0, Math.max(equals, 0)), part.slice(equals + 1)].map(decodeURIComponent));
      } catch {
        pairs.push([part, null]);
      }
    }
    return pairs;
  }

  /* Return the view that an address asks for, and the names of what in it does not exist here. */
  E.readView = function (fragment) {
    if (fragment.length > LONGEST) {
      return { view: E.startView(), strange: [shortened(fragment.slice(1))] };
    }
    const pairs = pairsOf(fragment);
    const asked = new Map(pairs);
    const known = Object.hasOwn(E.index.indicators, asked.get("i") ?? "");
    const view = known ? E.firstView(asked.get("i")) : E.startView();
    const strange = [];
    // the rows and pins that may be chosen depend on what is compared
    const ordered = [...pairs].sort((one, other) => (other[0] === "by") - (one[0] === "by"));
    for (const [key, value] of ordered) {
      if (key === "i" ? !known : !take(view, key, value)) {
        strange.push(shortened(key || String(value)));
      }
    }
    if (view.from > view.to) {
      [view.from, view.to] = [view.to, view.from];
    }
    return { view, strange };
  };

  function shortened(text) {
    return text.length > 24 ? text.slice(0, 24) + "\u2026" : text;
  }

  /* Take one part of an address into the view; return whether it is possible. */
  function take(view, key, value) {
    const indicator = E.index.indicators[view.indicator];
    const taker = TAKERS[key];
    if (value === null) {
      return false;
    }
    if (Object.hasOwn(TAKERS, key)) {
      return taker(view, value, indicator);
    }
    if (!Object.hasOwn(indicator.dimensions, key) || !indicator.dimensions[key].includes(value)) {
      return false;
    }
    view.pins[key] = value;
    return true;
  }

  const TAKERS = {
    by: (view, value, indicator) => Object.hasOwn(indicator.dimensions, value) && assign(view, "by", value),
    rows: function (view, value, indicator) {
      const codes = [...new Set(value.split(","))];
      const real = codes.filter((code) => indicator.dimensions[view.by].includes(code));
      view.rows = real.length || value === "" ? real : null;
      return real.length === codes.length || value === "";
    },
    from: (view, value, indicator) => indicator.periods.includes(value) && assign(view, "from", value),
    to: (view, value, indicator) => indicator.periods.includes(value) && assign(view, "to", value),
    m: function (view, value, indicator) {
      const possible = value === "count" || (value === "rate" && indicator.per > 0 && E.index.inhabitants.length > 0);
      return possible && assign(view, "rate", value === "rate");
    },
    chart: (view, value) => CHARTS.includes(value) && assign(view, "chart", value),
    sort: function (view, value, indicator) {
      const [column, direction] = value.split(".");
      const possible = column === "name" || indicator.periods.includes(column);
      return possible && ["up", "down"].includes(direction) && assign(view, "sort", value);
    },
    find: (view, value) => value.length <= 80 && assign(view, "find", value),
  };

  function assign(view, key, value) {
    view[key] = value;
    return true;
  }
})(yearbookExplorer);
