/* How the page writes words, numbers and elements. All text goes in as text, never as markup. */
"use strict";

(function (E) {
  /* Fill the words in braces. */
  E.say = function (key, values) {
    const text = E.index.words[key] || key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  };

  /* Round half away from zero on the decimal digits, as the report does. */
  function rounded(value, decimals) {
    return Number(Math.round(Number(Math.abs(value) + "e" + decimals)) + "e-" + decimals).toFixed(decimals);
  }

  E.number = function (value, decimals) {
    const style = E.index.number;
    const [whole, part] = rounded(value, decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, style.thousands);
    const written = part ? grouped + style.decimal + part : grouped;
    return value < 0 && /[1-9]/.test(written) ? "\u2212" + written : written;
  };

  /* Write a figure of the chosen view with its decimals and, for percentages, its sign. */
  E.figure = function (value, scale) {
    const small = (scale.percent || scale.rate) && Math.abs(value) < 10 ** (1 - scale.decimals);
    const decimals = scale.decimals + (small && value !== 0 ? 1 : 0);
    return E.number(value, decimals) + (scale.percent ? E.index.number.percent : "");
  };

  E.label = (dimension, code) => (E.index.labels[dimension][code] || { name: code }).name;
  E.isAggregate = (dimension, code) => Boolean((E.index.labels[dimension][code] || {}).aggregate);
  E.periodLabel = (period) => E.index.periods[period] || period;

  E.element = function (name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) {
        made.addEventListener(key.slice(2), value);
      } else if (value === true) {
        made.setAttribute(key, "");
      } else if (value !== false && value !== null && value !== undefined) {
        made.setAttribute(key, value);
      }
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  /* Count from the first to the last of "2008/2023", "2021-Q1/2023-Q4" or "2020-01/2023-12". */
  function counted(span) {
    if (!span) {
      return [];
    }
    const [first, last] = span.split("/");
    const found = [];
    const parts = first.includes("Q") ? 4 : 12;
    const write = (year, part) => (parts === 4 ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, "0")}`);
    if (first.length === 4) {
      for (let year = Number(first); year <= Number(last); year += 1) {
        found.push(String(year));
      }
      return found;
    }
    let [year, part] = [Number(first.slice(0, 4)), Number(first.slice(5).replace("Q", ""))];
    while (write(year, part) <= last) {
      found.push(write(year, part));
      [year, part] = part === parts ? [year + 1, 1] : [year, part + 1];
    }
    return found;
  }

  /* Return the catalogue with its lists written out; the file has them short. */
  E.opened = function (index) {
    for (const indicator of Object.values(index.indicators)) {
      indicator.periods = counted(indicator.periods);
      for (const dimension of Object.keys(indicator.dimensions)) {
        indicator.dimensions[dimension] = indicator.dimensions[dimension].split(" ");
      }
    }
    return { ...index, inhabitants: counted(index.inhabitants) };
  };

  /* Fold case and diacritics, so that "pakistana" finds Pakistāna. */
  E.folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
})(yearbookExplorer);
