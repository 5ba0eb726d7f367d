/* What the reader chooses on the map: closer, or a list, which Python has to know of. */
import { current } from "./current.js";
import { calm } from "./dom.js";

/**
 * @typedef {import("./types.d.ts").Box} Box
 * @typedef {import("./types.d.ts").Place} Place
 */

const SAME_POINT = 1e-4; // degrees, about 10 m
const CLOSER = 3; // zooms at most

/**
 * Come closer where several places are under one marker. One place, or several on the same point,
 * have their events listed, or the articles that name them.
 * @param {Place} place
 * @param {boolean} named
 */
export function choosePlace(place, named) {
  const [south, west, north, east] = place.box;
  const { map } = current;
  const zoom = map.getZoom();
  const apart = Math.max(north - south, east - west) > SAME_POINT;
  if (!place.others || !apart || zoom >= map.getMaxZoom()) {
    report({ box: place.box, named });
    return;
  }
  const animate = !calm();
  const sides = L.latLngBounds([south, west], [north, east]);
  map.fitBounds(sides, { padding: [60, 60], maxZoom: zoom + CLOSER, animate });
  if (map.getZoom() === zoom) map.setView([place.lat, place.lon], zoom + 1, { animate });
}

/** List the events of what is in view, and no others. */
export function listView() {
  const sides = current.map.getBounds();
  const box = [sides.getSouth(), sides.getWest(), sides.getNorth(), sides.getEast()];
  report({ box, only: true });
}

/**
 * Filter by a kind of the legend, or no longer.
 * @param {number} kind
 */
export function chooseKind(kind) {
  report({ kind });
}

/** @param {{ box?: number[], only?: boolean, named?: boolean, kind?: number }} choice */
function report(choice) {
  window.Streamlit.setComponentValue({ ...choice, moment: Date.now() });
}
