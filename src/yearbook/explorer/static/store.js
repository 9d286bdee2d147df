/* Data files are scripts that call receive(name, content): a page opened from disk may load scripts, but not fetch. */
"use strict";

const yearbookExplorer = (function () {
  const here = document.currentScript.src;
  const kept = new Map();
  const coming = new Map();

  function receive(name, content) {
    kept.set(name, content);
  }

  function addressOf(file) {
    return new URL(file, here).href;
  }

  /* Load a script once; one that failed may be asked for again. */
  function loadScript(file) {
    if (!coming.has(file)) {
      coming.set(file, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = addressOf(file);
        script.onload = resolve;
        script.onerror = function () {
          coming.delete(file);
          script.remove();
          reject(new Error(file));
        };
        document.head.append(script);
      }));
    }
    return coming.get(file);
  }

  /* Return the content that a data file hands over; the error of one that is missing or broken bears its name. */
  async function load(name) {
    if (!kept.has(name)) {
      await loadScript(name + ".js");
    }
    if (!kept.has(name)) {
      coming.delete(name + ".js");
      throw new Error(name + ".js");
    }
    return kept.get(name);
  }

  return { receive, load, loadScript, addressOf };
})();
