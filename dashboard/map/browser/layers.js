/* The layers: places of events, the areas they really mean, where they are many, the selection, and
   places that are only named. */
import { current } from "./current.js";
import { addPane, element } from "./dom.js";
import { isOn } from "./furniture/switches.js";
import { areaLayer, worthDrawing } from "./marks/areas.js";
import { clearDensity, densityOf, drawDensity } from "./marks/density.js";
import { placeMarker } from "./marks/markers.js";
import { namedMarker } from "./marks/named.js";
import { look } from "./theme.js";
import { reach } from "./view.js";

/**
 * @typedef {import("./types.d.ts").Answer} Answer
 * @typedef {import("./types.d.ts").Place} Place
 * @typedef {import("./types.d.ts").Spot} Spot
 */

const AREA_PIXELS = 240; // larger hides the map
const PICKED_PIXELS = 1200;
const RING_PIXELS = 52;

/** @type {L.LayerGroup} */
let places;
/** @type {L.LayerGroup} */
let areas;
/** @type {L.LayerGroup} */
let named;
/** @type {L.LayerGroup} */
let picked;
/** @type {import("./marks/density.js").Density} */
let density;
/** @type {string | undefined} the area that is picked, as JSON */
let pickedBefore;

/**
 * Add the layers, with nothing in them.
 * @param {L.Map} map
 */
export function addLayers(map) {
  density = densityOf(map);
  areas = L.layerGroup();
  addPane(map, "rings", 640);
  picked = L.layerGroup().addTo(map);
  places = L.layerGroup();
  named = L.layerGroup();
}

/**
 * Draw what the server answered.
 * @param {Answer} answer
 * @param {(place: Place, named: boolean) => void} choose called with a place that is clicked or
 *   pressed, and whether it is one that is only named
 */
export function drawLayers(answer, choose) {
  places.clearLayers();
  named.clearLayers();
  areas.clearLayers();
  clearDensity(density);
  for (const place of answer.places) {
    places.addLayer(placeMarker(place, answer, (one) => choose(one, false)));
    if (place.area && worthDrawing(current.map, place.area[2], AREA_PIXELS)) {
      areas.addLayer(areaLayer(place.area, answer.kinds[place.kind].colour, false));
    }
  }
  for (const place of answer.named ?? []) {
    named.addLayer(namedMarker(place, (one) => choose(one, true)));
  }
  if (answer.density && answer.cell && densityShown()) {
    drawDensity(density, answer.density, answer.cell);
  }
}

/** Show or hide the layers as the switches say. */
export function arrangeLayers() {
  /** @type {[string, L.LayerGroup][]} */
  const switched = [
    ["places", places],
    ["areas", areas],
  ];
  for (const [name, layer] of switched) {
    if (isOn(name) && !current.hushed) current.map.addLayer(layer);
    else current.map.removeLayer(layer);
  }
  if (current.hushed) current.map.removeLayer(named);
  else current.map.addLayer(named);
  if (!densityShown()) clearDensity(density);
}

/** Return whether the density is to be seen. */
export function densityShown() {
  return isOn("density") && !current.hushed;
}

/**
 * Draw the area of the picked event, and bring it into view when it is another than before.
 * @param {Spot | null | undefined} spot
 */
export function pick(spot) {
  const now = JSON.stringify(spot);
  const first = pickedBefore === undefined;
  const other = pickedBefore !== now;
  pickedBefore = now;
  picked.clearLayers();
  if (!spot) return;
  if (worthDrawing(current.map, spot[2], PICKED_PIXELS)) {
    picked.addLayer(areaLayer(spot, look().picked, true));
  }
  /** @type {[number, number]} */
  const at = [spot[0], spot[1]];
  ring(at).addTo(picked);
  if (other) reach(current.map, at, first);
}

/** @param {[lat: number, lon: number]} at */
function ring(at) {
  const icon = L.divIcon({
    className: "picked",
    html: element("div", "ring"),
    iconSize: [RING_PIXELS, RING_PIXELS],
  });
  return L.marker(at, { icon, pane: "rings", interactive: false, keyboard: false });
}
