/* The row of controls: native fields, so that keyboards and screen readers know them. */
"use strict";

(function (E) {
  let serial = 0;

  function field(label, control, classes = "") {
    serial += 1;
    control.id = control.id || `explorer-field-${serial}`;
    return E.element("div", { class: `field ${classes}` }, E.element("label", { for: control.id }, label), control);
  }

  function select(name, options, chosen, onchange) {
    const made = E.element("select", { name, onchange: () => onchange(made.value) });
    for (const [value, text] of options) {
      made.append(E.element("option", { value, selected: value === chosen }, text));
    }
    return made;
  }

  function indicatorField(view, change) {
    const made = E.element("select", { name: "i", onchange: () => change(E.firstView(made.value), { whole: true }) });
    for (const topic of E.index.topics) {
      const group = E.element("optgroup", { label: topic.title });
      for (const name of topic.indicators) {
        group.append(E.element("option", { value: name, selected: name === view.indicator }, E.index.indicators[name].title));
      }
      made.append(group);
    }
    return field(E.say("indicator"), made, "wide");
  }

  function compareField(view, indicator, change) {
    const options = ["geo", ...Object.keys(indicator.dimensions).filter((one) => one !== "geo")];
    const named = options.map((one) => [one, E.say(`by_${one}`)]);
    return field(E.say("compare"), select("by", named, view.by, (by) => change({ by, rows: null, sort: "", find: "" })));
  }

  function pinFields(view, indicator, change) {
    return Object.entries(indicator.dimensions)
      .filter(([dimension, codes]) => dimension !== view.by && codes.length > 1)
      .sort(([one], [other]) => (other === "geo") - (one === "geo"))
      .map(function ([dimension, codes]) {
        const options = codes.map((code) => [code, E.label(dimension, code)]);
        const onchange = (code) => change({ pins: { ...view.pins, [dimension]: code }, rows: dimension === "geo" ? null : view.rows });
        return field(E.index.dimensions[dimension].title, select(dimension, options, view.pins[dimension], onchange));
      });
  }

  function spanFields(view, indicator, change) {
    const options = indicator.periods.map((one) => [one, E.periodLabel(one)]);
    const upTo = options.filter(([one]) => one <= view.to);
    const since = options.filter(([one]) => one >= view.from);
    return [
      field(E.say("from"), select("from", upTo, view.from, (from) => change({ from })), "short"),
      field(E.say("to"), select("to", since, view.to, (to) => change({ to })), "short"),
    ];
  }

  function measureField(view, indicator, change) {
    if (!indicator.per || E.index.inhabitants.length === 0) {
      return null;
    }
    const rate = E.say(indicator.per === 1000 ? "per_thousand" : "per_million");
    const options = [["count", E.say("count")], ["rate", rate]];
    return field(E.say("measure"), select("m", options, view.rate ? "rate" : "count", (one) => change({ rate: one === "rate" })));
  }

  function chartField(view, change) {
    const options = E.CHARTS.map((one) => [one, E.say(one)]);
    return field(E.say("chart"), select("chart", options, view.chart, (chart) => change({ chart })));
  }

  /* The list of rows: a disclosure with a search field, a few ready choices and a box for each code. */
  function rowsField(shown, change, open) {
    const { view, indicator, codes } = shown;
    const names = codes.map((code) => E.label(view.by, code));
    const summary = E.element(
      "summary", {},
      E.element("span", { class: "what" }, `${E.index.dimensions[view.by].title}: ${codes.length}`),
      E.element("span", { class: "which" }, names.slice(0, 4).join(", ") + (names.length > 4 ? "\u2026" : "")),
    );
    const list = E.element("ul", {}, ...indicator.dimensions[view.by].map((code) => box(view, codes, code, change)));
    const search = E.element("input", { type: "search", autocomplete: "off", oninput: () => narrow(list, search.value) });
    const body = E.element("div", { class: "panel" }, field(E.say("find"), search), quick(shown, change), list);
    const made = E.element("details", { class: "pick", open }, summary, body);
    made.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && made.open) {
        made.open = false;
        summary.focus();
      }
    });
    return made;
  }

  function box(view, codes, code, change) {
    const input = E.element("input", {
      type: "checkbox", name: "rows", value: code, checked: codes.includes(code),
      onchange: () => change({ rows: input.checked ? [...codes, code] : codes.filter((one) => one !== code) }),
    });
    return E.element("li", {}, E.element("label", {}, input, " ", E.label(view.by, code)));
  }

  function narrow(list, text) {
    const wanted = E.folded(text.trim());
    for (const item of list.children) {
      item.hidden = !E.folded(item.textContent).includes(wanted);
    }
  }

  function quick({ view, indicator }, change) {
    const all = indicator.dimensions[view.by];
    const button = (name, onclick) => E.element("button", { type: "button", "data-quick": name, onclick }, E.say(name));
    const group = (name) => E.index.groups[name].filter((code) => all.includes(code));
    const made = E.element("p", { class: "quick" });
    if (view.by === "geo") {
      made.append(
        button("baltic", () => change({ rows: group("BALTIC") })),
        button("union", () => change({ rows: [...new Set([...group("EU27_2020"), ...all.filter((one) => one === "EU27_2020" || one === E.index.country)])] })),
      );
    }
    made.append(
      button("largest", async () => change({ rows: await E.largestOf(view, 10) })),
      button("everything", () => change({ rows: [...all] })),
      button("nothing", () => change({ rows: [] })),
    );
    return made;
  }

  /* Put the controls of a view in place; what had the focus keeps it. */
  E.showControls = function (place, shown, change) {
    const { view, indicator } = shown;
    const focus = memory(place);
    const made = [
      indicatorField(view, change),
      compareField(view, indicator, change),
      ...pinFields(view, indicator, change),
      ...spanFields(view, indicator, change),
      measureField(view, indicator, change),
      chartField(view, change),
      rowsField(shown, change, focus.open),
    ];
    place.replaceChildren(...made.filter(Boolean));
    focus.restore(place);
  };

  function memory(place) {
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const details = place.querySelector("details.pick");
    const list = place.querySelector("details.pick ul");
    const search = place.querySelector("details.pick input[type=search]");
    const [top, text] = [list ? list.scrollTop : 0, search ? search.value : ""];
    const selector = active && selectorOf(active);
    return {
      open: Boolean(details && details.open),
      restore: function (fresh) {
        const found = selector ? fresh.querySelector(selector) : null;
        const now = fresh.querySelector("details.pick input[type=search]");
        if (text) {
          now.value = text;
          narrow(fresh.querySelector("details.pick ul"), text);
        }
        fresh.querySelector("details.pick ul").scrollTop = top;
        if (found) {
          found.focus({ preventScroll: true });
        }
      },
    };
  }

  function selectorOf(element) {
    if (element.dataset.quick) {
      return `[data-quick="${element.dataset.quick}"]`;
    }
    if (element.name === "rows") {
      return `[name=rows][value="${CSS.escape(element.value)}"]`;
    }
    return element.name ? `[name="${CSS.escape(element.name)}"]` : element.tagName === "SUMMARY" ? "summary" : null;
  }
})(yearbookExplorer);
