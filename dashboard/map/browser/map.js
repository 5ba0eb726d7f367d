/* The living part of the map. Python hands it numbers and ids only; it asks this server for the
   places in view and draws them. Every text comes as JSON and goes in by textContent. */
import { askNow, load, reload } from "./asking.js";
import { listView } from "./choices.js";
import { current } from "./current.js";
import { calm } from "./dom.js";
import { addFurniture, showFurniture, showNote } from "./furniture/furniture.js";
import { addScale } from "./furniture/scale.js";
import { addSwitches } from "./furniture/switches.js";
import { addTools } from "./furniture/tools.js";
import { findFilesIn } from "./ground/files.js";
import { addGround } from "./ground/ground.js";
import { addLabels } from "./ground/labels.js";
import { addTiles } from "./ground/tiles.js";
import { addLayers, arrangeLayers, densityShown, pick } from "./layers.js";
import { followTheme } from "./theme.js";
import { look, resize } from "./view.js";

/**
 * @typedef {import("./types.d.ts").Days} Days
 * @typedef {import("./types.d.ts").Shown} Shown
 */

/**
 * Take the map that folium made, once.
 * @param {L.Map} map
 * @param {{ base: string, tiled: boolean }} options where the ground's files are; whether there are
 *   tiles
 */
export function start(map, { base, tiled }) {
  current.map = map;
  findFilesIn(base);
  settle(map);
  followTheme();
  document.addEventListener("dateline:theme", () => {
    pick(current.shown.picked);
    reload();
  });
  const box = map.getContainer();
  addFurniture(box, listView);
  addGround(map);
  if (tiled) addTiles(map, noTiles).then((source) => showNote("tiles", { source }), noTiles);
  else addNames(map);
  addLayers(map);
  addSwitches(map, arrange);
  addTools(map);
  addScale(map);
  arrange();
  map.on("moveend", load);
  new ResizeObserver(() => resize(map)).observe(box);
}

/**
 * Show what Python asks for: which filter, which version of the store, where to look, what is
 * picked.
 * @param {Shown} what
 */
export function show(what) {
  if (what.filter !== current.shown.filter) current.days = null;
  current.shown = what;
  showFurniture(Boolean(what.filter));
  current.map.invalidateSize({ animate: false, pan: false });
  look(current.map, what.fit, what.fitting);
  pick(what.picked);
  load();
  document.dispatchEvent(new CustomEvent("dateline:shown", { detail: what }));
}

/**
 * Show days in place of the filter's own, as while a range is being chosen; no run of the page is
 * needed.
 * @param {Days | null} days null ends it
 */
export function during(days) {
  current.days = days;
  return askNow();
}

/**
 * Hide places, areas and density while something else draws; false shows them.
 * @param {boolean} quiet
 */
export function hush(quiet) {
  current.hushed = quiet;
  arrange();
  reload();
}

/** Show or hide what the switches say; a density that was not asked for yet is asked for now. */
function arrange() {
  arrangeLayers();
  if (densityShown()) reload();
}

/** @param {L.Map} map */
function addNames(map) {
  showNote("borders");
  addLabels(map);
}

function noTiles() {
  showNote("no-tiles");
}

/**
 * Make the map fit into the page around it.
 * @param {L.Map} map
 */
function settle(map) {
  const box = map.getContainer();
  // Leaflet focuses the map on mousedown: without preventScroll the page jumps, the click misses
  box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
  // tells the page around that the map is here: it says why there is none where it is not
  const frame = /** @type {HTMLElement | null} */ (window.frameElement);
  if (frame) frame.dataset.drawn = "";
  if (calm()) {
    // Leaflet reads its own option only while it makes the map
    /** @type {any} */ (map)._zoomAnimated = false;
    map.options.inertia = false;
  }
}
