/* The living part of the map. It asks this server for the places in view and draws them; Python
   only hands it numbers and ids. Every text comes as JSON and goes in by textContent, never as
   HTML. `data-painted` on <html> says what is drawn: the browser tests wait for it. */
"use strict";
window.Dateline = (function () {
  const EARTH_KM = 6371.0088;
  const KM_PER_DEGREE = 111.195;
  const AREAS_FROM_ZOOM = 6; // below it only maps with few places show how sure they are
  const CLOSE_ZOOM = 8; // near enough to see a picked event among others
  /* Room for the buttons above. */
  const MARGINS = { paddingTopLeft: [50, 60], paddingBottomRight: [50, 40] };
  const FEW_PLACES = 25;
  const AREA_PIXELS = [14, 240]; // smaller hides under its marker, larger hides the map
  const PICKED_PIXELS = 1200;
  const MOST_KINDS = 8; // named in the legend
  const DETAIL_FROM_ZOOM = 5; // the 1:50 million coast; before it the 1:110 million one
  const LAND = { fillColor: "#f7f5ef", fillOpacity: 1, color: "#c3bbad", weight: 0.9 };
  const WATER = { fillColor: "#d3e3ec", fillOpacity: 1, color: "#a9c6d6", weight: 0.6 };
  const RIVER = { color: "#9fc3d8", weight: 1.3, fill: false };
  let map, base, shown = {}, sequence = 0, fitted = null, fittedView = null;

  /* ---- the basemap ---------------------------------------------------------------------- */

  const fetched = {};
  function file(name) {
    fetched[name] = fetched[name] || fetch(base + name).then((answer) => answer.json());
    return fetched[name];
  }

  /* Steps of thousandths of a degree, x then y, back to [lat, lon]. A step over half the world
     is one across the 180th meridian: drawn the short way, past it, not back around the globe. */
  function points(steps) {
    const line = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
      const step = steps[i];
      x += i && Math.abs(step) > 180000 ? step - Math.sign(step) * 360000 : step;
      y += steps[i + 1];
      line.push([y / 1000, x / 1000]);
    }
    return line;
  }

  function pane(name, order) {
    map.createPane(name).style.zIndex = order;
    map.getPane(name).style.pointerEvents = "none";
    return name;
  }

  function drawBasemap() {
    const renderer = L.canvas({ pane: pane("ground", 150), padding: 0.4 });
    const style = (look) => ({ ...look, renderer, pane: "ground", interactive: false });
    const polygons = (shapes, look) =>
      shapes.map((rings) => L.polygon(rings.map(points), style(look)));
    const coarse = L.layerGroup(), fine = L.layerGroup();
    const chosen = () => (map.getZoom() >= DETAIL_FROM_ZOOM ? fine : coarse);
    function choose() {
      const wanted = chosen();
      [coarse, fine].forEach((group) => {
        if (group === wanted ? !map.hasLayer(group) : map.hasLayer(group)) {
          (group === wanted ? map.addLayer : map.removeLayer).call(map, group);
        }
      });
    }
    const load = (name) => file(name);
    const low = load("countries-110m.json").then((shapes) => {
      polygons(shapes, LAND).forEach((shape) => coarse.addLayer(shape));
    });
    const high = Promise.all(
      ["countries-50m.json", "lakes-50m.json", "rivers-50m.json"].map(load)
    ).then(([land, lakes, rivers]) => {
      polygons(land, LAND).forEach((shape) => fine.addLayer(shape));
      rivers.forEach(([river]) => fine.addLayer(L.polyline(points(river), style(RIVER))));
      polygons(lakes, WATER).forEach((shape) => fine.addLayer(shape));
    });
    const first = chosen() === fine ? high : low;
    first.then(choose).then(() => { document.documentElement.dataset.ground = "drawn"; });
    Promise.all([low, high]).then(() => { choose(); map.on("zoomend", choose); });
    drawLabels();
  }

  function drawLabels() {
    pane("labels", 350);
    const group = L.layerGroup().addTo(map);
    let taken = [];
    /* Names must not touch: the earlier (larger) one stays. */
    function label(lat, lon, text, look) {
      const at = map.latLngToContainerPoint([lat, lon]);
      const half = text.length * (look === "country" ? 4.6 : 3.3) + 4;
      const box = [at.x - half, at.y - 8, at.x + half, at.y + 8];
      const touches = (o) => o[0] < box[2] && box[0] < o[2] && o[1] < box[3] && box[1] < o[3];
      if (taken.some(touches)) return;
      taken.push(box);
      place(lat, lon, text, look);
    }
    function place(lat, lon, text, look) {
      const box = document.createElement("span");
      box.textContent = text;
      const icon = L.divIcon({ className: "label " + look, html: box, iconSize: [0, 0] });
      const at = { icon, pane: "labels", interactive: false, keyboard: false };
      L.marker([lat, lon], at).addTo(group);
    }
    function draw() {
      const zoom = map.getZoom(), view = map.getBounds().pad(0.05);
      const inside = (row) => view.contains([row[0], row[1]]);
      Promise.all([file("country-names.json"), zoom < 4 ? [] : file("town-names.json")])
        .then(([countries, towns]) => {
          if (zoom !== map.getZoom()) return;
          group.clearLayers();
          taken = [];
          if (zoom < 7) {
            countries.filter((row) => row[2] <= zoom && inside(row))
              .forEach((row) => label(row[0], row[1], row[3], "country"));
          }
          towns.filter((row) => row[2] <= zoom && inside(row)).slice(0, 160)
            .forEach((row) => label(row[0], row[1], row[3], row[2] <= zoom - 2 ? "city" : "town"));
        });
    }
    map.on("moveend", draw);
    draw();
  }

  /* ---- places --------------------------------------------------------------------------- */

  function element(tag, look, text) {
    const made = document.createElement(tag);
    made.className = look;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function short(count) {
    if (count < 1000) return String(count);
    return count < 1e6 ? Math.round(count / 1e3) + "k" : (count / 1e6).toFixed(1) + "M";
  }

  function bright(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * r + 0.587 * g + 0.114 * b > 145;
  }

  function marker(place, answer) {
    const size = Math.round(17 + 14 * Math.log10(place.n));
    const dot = element("div", "place", place.n > 1 ? short(place.n) : "");
    dot.style.backgroundColor = answer.kinds[place.kind].colour;
    if (bright(answer.kinds[place.kind].colour)) dot.classList.add("bright");
    if (place.disputed) dot.classList.add(place.disputed === place.n ? "disputed" : "partly");
    dot.style.width = dot.style.height = size + "px";
    const icon = L.divIcon({ className: "spot", html: dot, iconSize: [size, size] });
    const drawn = L.marker([place.lat, place.lon], { icon, riseOnHover: true });
    drawn.bindTooltip(tooltip(place, answer), { direction: "top", offset: [0, -size / 2] });
    drawn.on("click", () => choose(place));
    drawn.on("add", () => {
      const box = drawn.getElement();
      const doubt = place.disputed ? ", contested or denied: " + place.disputed : "";
      box.setAttribute("aria-label", (place.name || "An area") + ": " + place.n + doubt);
      box.dataset.count = place.n;
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") choose(place);
      });
    });
    return drawn;
  }

  function tooltip(place, answer) {
    const box = element("div", "tip");
    const name = element("div", "tip-name", place.name || "An area without a name");
    name.dir = "auto";
    box.append(name);
    if (place.others) {
      box.append(element("div", "tip-count", "and " + place.others + " more places nearby"));
    }
    if (place.n > 1) box.append(element("div", "tip-count", short(place.n) + " events"));
    box.append(element("div", "tip-kind", (place.n > 1 ? "mostly " : "") +
      answer.kinds[place.kind].label));
    if (place.disputed) {
      const count = place.n > 1 ? short(place.disputed) + " " : "";
      box.append(element("div", "tip-doubt", count + "contested or denied"));
    }
    return box;
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

  function tell(what) {
    window.Streamlit.setComponentValue({ ...what, moment: Date.now() });
  }

  function destination(lat, lon, bearing, km) {
    const rad = Math.PI / 180, d = km / EARTH_KM, a = lat * rad, b = bearing * rad;
    const to = Math.asin(Math.sin(a) * Math.cos(d) + Math.cos(a) * Math.sin(d) * Math.cos(b));
    const east = Math.atan2(
      Math.sin(b) * Math.sin(d) * Math.cos(a), Math.cos(d) - Math.sin(a) * Math.sin(to));
    return [to / rad, lon + east / rad];
  }

  /* What the words really locate: [lat, lon, radius in km, shape, bearing or null]. */
  function area([lat, lon, km, shape, bearing], colour, strong) {
    const dashed = shape === "region" || (shape === "line" && bearing === null);
    const look = {
      color: colour, weight: strong ? 2 : 1, opacity: strong ? 0.95 : 0.55, fillColor: colour,
      fillOpacity: strong ? 0.18 : 0.1, dashArray: dashed ? "5 5" : null, interactive: false,
    };
    if (bearing === null || shape === "circle" || shape === "region") {
      return L.circle([lat, lon], { ...look, radius: km * 1000 });
    }
    if (shape === "line") {
      const ends = [bearing, bearing + 180].map((angle) => destination(lat, lon, angle, km));
      return L.polyline(ends, { ...look, weight: strong ? 8 : 5 });
    }
    const edge = [[lat, lon]];
    for (let angle = -45; angle <= 45; angle += 5) {
      edge.push(destination(lat, lon, bearing + angle, km));
    }
    return L.polygon(edge, look);
  }

  function pixels(km) {
    const centre = map.getCenter(), here = map.latLngToContainerPoint(centre);
    const there = map.latLngToContainerPoint([centre.lat + km / KM_PER_DEGREE, centre.lng]);
    return Math.abs(here.y - there.y);
  }

  function worthDrawing(km, most) {
    const wide = pixels(km);
    return wide >= AREA_PIXELS[0] && wide <= most;
  }

  function legend(answer) {
    const box = document.getElementById("legend");
    const inView = answer.kinds.filter((kind) => kind.n > 0).sort((a, b) => b.n - a.n);
    box.replaceChildren(...inView.slice(0, MOST_KINDS).map((type) => {
      const row = element("div", "legend-row");
      const dot = element("span", "legend-dot");
      dot.style.backgroundColor = type.colour;
      row.append(dot, element("span", "legend-label", type.label),
        element("span", "legend-count", short(type.n)));
      return row;
    }));
    const rest = inView.slice(MOST_KINDS).reduce((sum, type) => sum + type.n, 0);
    if (answer.disputed) {
      const row = element("div", "legend-row");
      row.append(element("span", "legend-dot disputed"),
        element("span", "legend-label", "contested or denied"),
        element("span", "legend-count", short(answer.disputed)));
      box.append(row);
    }
    if (rest) box.append(element("div", "legend-row legend-count", "others " + short(rest)));
    /* It never gets lower again: a map that grew and shrank as it moves would show and hide types. */
    box.style.minHeight = Math.max(box.offsetHeight, parseFloat(box.style.minHeight) || 0) + "px";
  }

  function notice(text) {
    const box = document.getElementById("notice");
    box.textContent = text;
    box.hidden = !text;
  }

  let places, areas, picked;
  function draw(answer) {
    places.clearLayers();
    areas.clearLayers();
    const close = map.getZoom() >= AREAS_FROM_ZOOM || answer.places.length <= FEW_PLACES;
    answer.places.forEach((place) => {
      places.addLayer(marker(place, answer));
      if (close && place.area && worthDrawing(place.area[2], AREA_PIXELS[1])) {
        areas.addLayer(area(place.area, answer.kinds[place.kind].colour, false));
      }
    });
    legend(answer);
    notice(answer.places.length ? "" : answer.total ? shown.elsewhere : shown.nothing);
  }

  /* Fitting, resizing and a new filter often come together: ask once. */
  let asking;
  function load() {
    clearTimeout(asking);
    asking = setTimeout(ask, 20);
  }

  function ask() {
    if (!shown.filter) return;
    const view = map.getBounds(), zoom = map.getZoom(), mine = ++sequence;
    const asked = new URLSearchParams({
      south: view.getSouth(), west: view.getWest(), north: view.getNorth(), east: view.getEast(),
      zoom, filter: shown.filter, version: shown.version, by: shown.by,
    });
    fetch("../../api/places?" + asked)
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
    [shown.filter, shown.version, ...(shown.by === "type" ? [] : [shown.by]), "z" + zoom].join("/");

  /* ---- the view ------------------------------------------------------------------------- */

  const MESSAGES = {
    silent: "The dashboard does not answer. Is it still running?",
    elsewhere: "No events in this part of the map: move it or zoom out.",
    nothing: "No events match these filters.",
  };

  /* The view is part of the link people share: "map=35.1,40.2,7". */
  function viewInAddress() {
    try {
      const given = new URLSearchParams(window.parent.location.search).get("map") || "";
      const [lat, lon, zoom] = given.split(",").map(Number);
      return given && [lat, lon, zoom].every(Number.isFinite) ? [lat, lon, zoom] : null;
    } catch (_) {
      return null;
    }
  }

  /* Another page of the dashboard drops the map; coming back, it looks where it looked before. */
  function viewBefore(fitting) {
    try {
      const kept = JSON.parse(window.sessionStorage.getItem("dateline-view"));
      return kept && kept.fitting === fitting ? kept.view : null;
    } catch (_) {
      return null;
    }
  }

  function keepView() {
    try {
      const centre = map.getCenter(), view = [centre.lat, centre.lng, map.getZoom()];
      window.sessionStorage.setItem("dateline-view", JSON.stringify({ fitting: fitted, view }));
    } catch (_) { /* a browser that keeps nothing: the map fits its events again */ }
    keepViewInAddress();
  }

  function keepViewInAddress() {
    try {
      const centre = map.getCenter().wrap(), address = new URL(window.parent.location.href);
      const digits = map.getZoom() > 7 ? 3 : 2;
      address.searchParams.set(
        "map", [centre.lat.toFixed(digits), centre.lng.toFixed(digits), map.getZoom()].join(","));
      const text = address.href.replace(/%2C/g, ",");
      window.parent.history.replaceState(window.parent.history.state, "", text);
    } catch (_) { /* not our page: the view simply is not in the link */ }
  }

  function start(drawnMap, options) {
    map = drawnMap;
    base = options.base;
    const box = map.getContainer();
    /* Leaflet focuses the map on mousedown: without preventScroll the page jumps, the click misses. */
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    const area = element("button", "", "List this area");
    area.id = "list-area";
    area.type = "button";
    area.title = "Only show events in this part of the map";
    L.DomEvent.disableClickPropagation(area);
    area.addEventListener("click", () => {
      const view = map.getBounds();
      const sides = [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()];
      tell({ box: sides, only: true });
    });
    box.append(area);
    const notice = element("div", "notice");
    L.DomEvent.disableClickPropagation(notice);
    const legend = element("div", "legend"); // under the map, where it hides no event
    [notice, legend].forEach((made) => {
      made.id = made.className;
      made.hidden = true;
    });
    box.append(notice);
    box.after(legend);
    if (options.ground) drawBasemap();
    areas = L.layerGroup().addTo(map);
    pane("rings", 640);
    picked = L.layerGroup().addTo(map);
    places = L.layerGroup().addTo(map);
    map.on("moveend", load);
    new ResizeObserver(() => {
      const untouched = fittedView && fittedView.at === where();
      map.invalidateSize({ animate: false });
      if (untouched) fit(fittedView.box, false);
    }).observe(box);
  }

  /* Python's word: which filter, which version of the store, where to look, what is picked. */
  function show(what) {
    shown = { ...MESSAGES, ...what };
    ["list-area", "legend"].forEach((id) => {
      document.getElementById(id).hidden = !what.filter;
    });
    map.invalidateSize({ animate: false, pan: false });
    if (fitted === null) {
      const kept = viewInAddress() || viewBefore(what.fitting);
      if (kept) map.setView([kept[0], kept[1]], kept[2], { animate: false });
      else fit(what.fit, false);
      setTimeout(() => map.on("moveend", keepView), 0);
    } else if (fitted !== what.fitting) {
      fit(what.fit, true);
    }
    fitted = what.fitting;
    pick(what.picked);
    load();
  }

  function fit(box, animate) {
    if (!box) return;
    const corners = [[box[0], box[1]], [box[2], box[3]]];
    map.fitBounds(corners, { ...MARGINS, maxZoom: CLOSE_ZOOM, animate });
    fittedView = { box, at: where() };
    if (animate) map.once("moveend", () => { fittedView = { box, at: where() }; });
  }

  /* Where the map stands; a map nobody has moved since it was fitted is fitted again when its
     size changes, as the legend under it grows. */
  function where() {
    const centre = map.getCenter();
    return [centre.lat.toFixed(3), centre.lng.toFixed(3), map.getZoom()].join();
  }

  function pick(chosen) {
    const before = picked.key;
    picked.clearLayers();
    picked.key = JSON.stringify(chosen);
    if (!chosen) return;
    const where = [chosen[0], chosen[1]];
    if (worthDrawing(chosen[2], PICKED_PIXELS)) picked.addLayer(area(chosen, "#1d3557", true));
    const ring = L.divIcon({ className: "picked", html: element("div", "ring"), iconSize: [52, 52] });
    L.marker(where, { icon: ring, pane: "rings", interactive: false, keyboard: false }).addTo(picked);
    const seen = map.getZoom() >= CLOSE_ZOOM && map.getBounds().pad(-0.08).contains(where);
    if (before !== picked.key && !seen && !(before === undefined && viewInAddress())) {
      map.setView(where, Math.max(map.getZoom(), CLOSE_ZOOM), { animate: before !== undefined });
    }
  }

  return { start, show };
})();
