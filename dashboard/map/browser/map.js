/* The living part of the map. It asks this server for the places in view and draws them; Python
   only hands it numbers and ids. Every text comes as JSON and goes in by textContent.
   `data-painted` on <html> says what is drawn: the browser tests wait for it.

   For other scripts of this frame:
     Dateline.map()        the Leaflet map, undefined before it has started
     Dateline.shown()      what Python asked for: filter, version, by, language, fit, picked
     Dateline.during(days) [since, until] in place of the filter's own days, "" is open; null ends it
     Dateline.hush(true)   hide places, areas and density while something else draws; false shows them
     "dateline:shown"      is dispatched on `document` whenever Python asked for something */
"use strict";
(function (Dateline) {
  const AREA_PIXELS = 240; // larger hides the map
  const PICKED_PIXELS = 1200;
  const SAME_POINT = 1e-4; // degrees, about 10 m
  const SLOWEST = 15000; // milliseconds between two tries of a server that does not answer
  let map, view, places, areas, density, picked, switches;
  let shown = {}, answer = null, sequence = 0, failures = 0, hushed = false, days = null;
  let drawn = ""; // what the answer that is drawn was asked for

  function tell(what) {
    window.Streamlit.setComponentValue({ ...what, moment: Date.now() });
  }

  /* Several places under one marker: come closer. One place, or several on the same point: tell
     Python where it is, which lists their events. */
  function choose(place) {
    const [south, west, north, east] = place.box, zoom = map.getZoom();
    const apart = Math.max(north - south, east - west) > SAME_POINT;
    if (!place.others || !apart || zoom >= map.getMaxZoom()) {
      tell({ box: place.box });
      return;
    }
    const animate = !Dateline.calm(), padding = [60, 60];
    map.fitBounds([[south, west], [north, east]], { padding, maxZoom: zoom + 3, animate });
    if (map.getZoom() === zoom) map.setView([place.lat, place.lon], zoom + 1, { animate });
  }

  function list() {
    const sides = map.getBounds();
    const box = [sides.getSouth(), sides.getWest(), sides.getNorth(), sides.getEast()];
    tell({ box, only: true });
  }

  function draw() {
    places.clearLayers();
    areas.clearLayers();
    density.clear();
    answer.places.forEach((place) => {
      places.addLayer(Dateline.marker(place, answer, choose));
      if (place.area && Dateline.worthDrawing(map, place.area[2], AREA_PIXELS)) {
        areas.addLayer(Dateline.area(place.area, answer.kinds[place.kind].colour, false));
      }
    });
    if (answer.density && switches.on("density") && !hushed) {
      density.draw(answer.density, answer.cell);
    }
    Dateline.legend(document.getElementById("legend"), answer);
    const empty = answer.total ? "elsewhere" : "nothing";
    Dateline.notice(answer.places.length ? "" : Dateline.say(empty));
  }

  /* Show or hide what the switches say; a density that was not asked for yet is asked for now. */
  function arrange() {
    [["places", places], ["areas", areas]].forEach(([name, layer]) => {
      (switches.on(name) && !hushed ? map.addLayer : map.removeLayer).call(map, layer);
    });
    if (hushed || !switches.on("density")) density.clear();
    else again();
  }

  /* Fitting, resizing and a new filter often come together: ask once. */
  let asking;
  function load() {
    if (hushed) return;
    clearTimeout(asking);
    asking = setTimeout(ask, 20);
  }

  function again() {
    drawn = "";
    load();
  }

  function question(zoom) {
    const sides = map.getBounds();
    const asked = new URLSearchParams({
      south: sides.getSouth(), west: sides.getWest(), north: sides.getNorth(),
      east: sides.getEast(), zoom, version: shown.version, by: shown.by, language: shown.language,
    });
    if (switches.on("density")) asked.set("density", "1");
    return asked;
  }

  /* Name what is asked for alike, whether days are the filter's own or in place of them. */
  const named = (asked) => [shown.still, ...(days || shown.days), asked].join("&");

  function fetched(asked) {
    asked.set("filter", shown.filter);
    if (days) [["since", days[0]], ["until", days[1]]].forEach(([end, day]) => asked.set(end, day));
    return fetch("../../api/places?" + asked).then((said) => (said.ok ? said.json() : refused(said)));
  }

  const refused = (said) => said.json().then((why) => Promise.reject(new Error(why.error)));

  function ask() {
    if (!shown.language) return Promise.resolve(); // Python has not spoken yet
    const mine = ++sequence, zoom = map.getZoom(), asked = question(zoom), name = named(asked);
    if (name === drawn) { // as when days that were dragged over have become the filter's
      document.documentElement.dataset.painted = painted(zoom);
      return Promise.resolve();
    }
    const coming = shown.filter ? fetched(asked) : Promise.resolve(null);
    return Promise.all([coming, Dateline.speak(shown.language)])
      .then(([found]) => {
        if (mine !== sequence) return;
        failures = 0;
        answer = found;
        drawn = answer ? name : "";
        if (!answer) return;
        draw();
        requestAnimationFrame(() => setTimeout(() => {
          if (mine === sequence) document.documentElement.dataset.painted = painted(zoom);
        }, 0));
      })
      .catch((error) => { if (mine === sequence) failed(error); });
  }

  /* Say so, and ask again, each time a little later: a server that was started again is found. */
  function failed(error) {
    failures += 1;
    drawn = ""; // whatever is asked next is to show that the server is back
    const gone = failures > 3 ? "stopped" : "silent";
    const silent = error instanceof TypeError || error instanceof SyntaxError;
    Dateline.notice(silent ? Dateline.say(gone) : Dateline.say("refused", { reason: error.message }));
    clearTimeout(asking);
    asking = setTimeout(ask, Math.min(SLOWEST, 500 * 2 ** failures));
  }

  const painted = (zoom) =>
    [shown.filter, shown.version, ...(shown.by === "type" ? [] : [shown.by]),
      ...(days ? [days.join("..")] : []), "z" + zoom].join("/");

  function pick(chosen) {
    const before = picked.key;
    picked.clearLayers();
    picked.key = JSON.stringify(chosen);
    if (!chosen) return;
    const at = [chosen[0], chosen[1]];
    if (Dateline.worthDrawing(map, chosen[2], PICKED_PIXELS)) {
      picked.addLayer(Dateline.area(chosen, Dateline.look().picked, true));
    }
    const ring = L.divIcon({ className: "picked", html: Dateline.element("div", "ring"), iconSize: [52, 52] });
    L.marker(at, { icon: ring, pane: "rings", interactive: false, keyboard: false }).addTo(picked);
    if (before !== picked.key) view.reach(at, before === undefined);
  }

  function underneath(tiled) {
    Dateline.ground(map);
    if (!tiled) {
      Dateline.note("borders");
      Dateline.labels(map);
      return;
    }
    Dateline.tiles(map, () => Dateline.note("no-tiles"))
      .then((source) => Dateline.note("tiles", { source }), () => Dateline.note("no-tiles"));
  }

  /* Folium's word: here is the map, once. */
  Dateline.start = function (drawnMap, options) {
    map = drawnMap;
    Dateline.base = options.base;
    view = Dateline.view(map);
    const box = map.getContainer();
    /* Leaflet focuses the map on mousedown: without preventScroll the page jumps, the click misses. */
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    /* Tells the page around that the map is here: it says why there is none where it is not. */
    if (window.frameElement) window.frameElement.dataset.drawn = "";
    if (Dateline.calm()) {
      map._zoomAnimated = false; // Leaflet reads its own option only while it makes the map
      map.options.inertia = false;
    }
    Dateline.theme();
    document.addEventListener("dateline:theme", () => pick(shown.picked));
    document.addEventListener("dateline:theme", again);
    Dateline.furniture(box, list);
    underneath(options.tiled);
    density = Dateline.density(map);
    areas = L.layerGroup();
    Dateline.pane(map, "rings", 640);
    picked = L.layerGroup().addTo(map);
    places = L.layerGroup();
    switches = Dateline.switches(map, arrange);
    Dateline.tools(map, view, () => shown);
    Dateline.scale(map);
    arrange();
    map.on("moveend", load);
    new ResizeObserver(view.resize).observe(box);
  };

  /* Python's word: which filter, which version of the store, where to look, what is picked. */
  Dateline.show = function (what) {
    if (what.filter !== shown.filter) days = null;
    shown = what;
    ["list-area", "legend", "switches"].forEach((id) => {
      document.getElementById(id).hidden = !what.filter;
    });
    map.invalidateSize({ animate: false, pan: false });
    view.look(what.fit, what.fitting);
    pick(what.picked);
    load();
    document.dispatchEvent(new CustomEvent("dateline:shown", { detail: what }));
  };

  /* The timeline's word while a range is being chosen: no run of the page is needed. */
  Dateline.during = function (range) {
    days = range;
    clearTimeout(asking);
    return ask();
  };

  Dateline.map = () => map;
  Dateline.shown = () => shown;
  Dateline.hush = function (quiet) {
    hushed = quiet;
    arrange();
    again();
  };
})(window.Dateline);
