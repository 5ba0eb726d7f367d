/* The living part of the map. It asks this server for the places in view and draws them; Python
   only hands it numbers and ids. Every text comes as JSON and goes in by textContent.
   `data-painted` on <html> says what is drawn: the browser tests wait for it.

   For other scripts of this frame:
     Dateline.map()        the Leaflet map, undefined before it has started
     Dateline.shown()      what Python asked for: filter, version, by, fit, fitting, picked
     Dateline.during(days) [since, until] in place of the filter's own days, "" is open; null ends it
     Dateline.hush(true)   hide places and areas while something else draws; false shows them
     "dateline:shown"      is dispatched on `document` whenever Python asked for something */
"use strict";
(function (Dateline) {
  const { element } = Dateline;
  const AREAS_FROM_ZOOM = 6; // below it only maps with few places show how sure they are
  const FEW_PLACES = 25;
  const AREA_PIXELS = 240; // larger hides the map
  const PICKED_PIXELS = 1200;
  const MESSAGES = {
    silent: "The dashboard does not answer. Is it still running?",
    elsewhere: "No events in this part of the map: move it or zoom out.",
    nothing: "No events match these filters.",
  };
  let map, view, places, areas, picked, shown = {}, sequence = 0, hushed = false, days = null;

  function tell(what) {
    window.Streamlit.setComponentValue({ ...what, moment: Date.now() });
  }

  /* Several places under one marker: come closer. One place: tell Python where it is. */
  function choose(place) {
    if (place.others && map.getZoom() < map.getMaxZoom()) {
      const [south, west, north, east] = place.box, zoom = map.getZoom();
      map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: zoom + 3 });
      if (map.getZoom() === zoom) map.setView([place.lat, place.lon], zoom + 1);
      return;
    }
    tell({ box: place.box });
  }

  function notice(text) {
    const box = document.getElementById("notice");
    box.textContent = text;
    box.hidden = !text;
  }

  function draw(answer) {
    places.clearLayers();
    areas.clearLayers();
    const close = map.getZoom() >= AREAS_FROM_ZOOM || answer.places.length <= FEW_PLACES;
    answer.places.forEach((place) => {
      places.addLayer(Dateline.marker(place, answer, choose));
      if (close && place.area && Dateline.worthDrawing(map, place.area[2], AREA_PIXELS)) {
        areas.addLayer(Dateline.area(place.area, answer.kinds[place.kind].colour, false));
      }
    });
    Dateline.legend(document.getElementById("legend"), answer);
    notice(answer.places.length ? "" : answer.total ? MESSAGES.elsewhere : MESSAGES.nothing);
  }

  /* Fitting, resizing and a new filter often come together: ask once. */
  let asking;
  function load() {
    if (hushed) return;
    clearTimeout(asking);
    asking = setTimeout(ask, 20);
  }

  function ask() {
    if (!shown.filter) return Promise.resolve();
    const sides = map.getBounds(), zoom = map.getZoom(), mine = ++sequence;
    const asked = new URLSearchParams({
      south: sides.getSouth(), west: sides.getWest(), north: sides.getNorth(),
      east: sides.getEast(), zoom, filter: shown.filter, version: shown.version, by: shown.by,
      ...(days && { since: days[0], until: days[1] }),
    });
    return fetch("../../api/places?" + asked)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((answer) => {
        if (mine !== sequence) return;
        draw(answer);
        requestAnimationFrame(() => setTimeout(() => {
          if (mine === sequence) document.documentElement.dataset.painted = painted(zoom);
        }, 0));
      })
      .catch(() => { if (mine === sequence) notice(MESSAGES.silent); });
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
      picked.addLayer(Dateline.area(chosen, "#1d3557", true));
    }
    const ring = L.divIcon({ className: "picked", html: element("div", "ring"), iconSize: [52, 52] });
    L.marker(at, { icon: ring, pane: "rings", interactive: false, keyboard: false }).addTo(picked);
    if (before !== picked.key) view.reach(at, before === undefined);
  }

  function listButton() {
    const button = element("button", "", "List this area");
    button.id = "list-area";
    button.type = "button";
    button.title = "Only show events in this part of the map";
    button.addEventListener("click", () => {
      const sides = map.getBounds();
      const box = [sides.getSouth(), sides.getWest(), sides.getNorth(), sides.getEast()];
      tell({ box, only: true });
    });
    return button;
  }

  function furniture(box) {
    const button = listButton(), notice = element("div", "notice"), legend = element("div", "legend");
    [button, notice].forEach((made) => L.DomEvent.disableClickPropagation(made));
    [notice, legend].forEach((made) => { made.id = made.className; });
    [button, notice, legend].forEach((made) => { made.hidden = true; });
    box.append(button, notice);
    box.after(legend);
  }

  /* Folium's word: here is the map, once. */
  Dateline.start = function (drawnMap, options) {
    map = drawnMap;
    Dateline.base = options.base;
    view = Dateline.view(map);
    const box = map.getContainer();
    /* Leaflet focuses the map on mousedown: without preventScroll the page jumps, the click misses. */
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    furniture(box);
    if (options.ground) {
      Dateline.ground(map);
      Dateline.labels(map);
    }
    areas = L.layerGroup().addTo(map);
    Dateline.pane(map, "rings", 640);
    picked = L.layerGroup().addTo(map);
    places = L.layerGroup().addTo(map);
    map.on("moveend", load);
    new ResizeObserver(view.resize).observe(box);
  };

  /* Python's word: which filter, which version of the store, where to look, what is picked. */
  Dateline.show = function (what) {
    if (what.filter !== shown.filter) days = null;
    shown = what;
    ["list-area", "legend"].forEach((id) => {
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
    [places, areas].forEach((layer) => (hushed ? map.removeLayer(layer) : map.addLayer(layer)));
  };
})(window.Dateline);
