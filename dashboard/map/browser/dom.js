/* What every part of the map's script needs: elements with text, panes, short numbers. Text goes
   in by textContent, never as HTML. The parts add to `window.Dateline` and reach the browser as
   one file (layers/assets.py). */
"use strict";
window.Dateline = window.Dateline || {};
(function (Dateline) {
  Dateline.element = function (tag, look, text) {
    const made = document.createElement(tag);
    made.className = look;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /* A button over the map; `press` is called when it is pressed, and the map hears nothing of it. */
  Dateline.button = function (look, press) {
    const made = Dateline.element("button", look);
    made.type = "button";
    made.addEventListener("click", press);
    L.DomEvent.disableClickPropagation(made);
    return made;
  };

  Dateline.pane = function (map, name, order) {
    map.createPane(name).style.zIndex = order;
    map.getPane(name).style.pointerEvents = "none";
    return name;
  };

  Dateline.short = function (count) {
    if (count < 1000) return String(count);
    return count < 1e6 ? Math.round(count / 1e3) + "k" : (count / 1e6).toFixed(1) + "M";
  };

  /* Do what a closer look will need once the events are on the map, which it would hold up. */
  const SOON = 2000; // ms
  Dateline.later = (prepare) => setTimeout(() => (window.requestIdleCallback || setTimeout)(prepare), SOON);

  /* Whether the reader asked for a picture that does not move by itself. */
  Dateline.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const APP = "[data-testid='stApp']", RUN = "data-test-script-state";

  /* Call `seen` when attributes of the page around the frame change; false where it is not ours. */
  Dateline.around = function (attributes, seen) {
    try {
      const app = window.parent.document.querySelector(APP);
      new MutationObserver(seen).observe(app, { attributeFilter: attributes });
      return true;
    } catch (_) {
      return false;
    }
  };

  /* Parts of the link people share. A run of the page writes the link anew without what was
     written here since the run before: then it is written again. */
  const own = {};
  Dateline.link = {
    read(key) {
      try {
        return new URLSearchParams(window.parent.location.search).get(key) || "";
      } catch (_) {
        return "";
      }
    },
    write(key, value) {
      own[key] = value;
      try {
        const address = new URL(window.parent.location.href);
        if (value) address.searchParams.set(key, value);
        else address.searchParams.delete(key);
        const text = address.href.replace(/%2C/g, ",");
        window.parent.history.replaceState(window.parent.history.state, "", text);
      } catch (_) { /* not our page: it simply is not in the link */ }
    },
  };
  function again() {
    Object.entries(own).forEach(([key, value]) => {
      if (Dateline.link.read(key) !== value) Dateline.link.write(key, value);
    });
  }
  /* The link may be written a moment after the run is told to be over. */
  Dateline.around([RUN], () => [0, 300, 1500].forEach((wait) => setTimeout(again, wait)));
})(window.Dateline);
