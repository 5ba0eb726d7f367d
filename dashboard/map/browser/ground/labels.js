/* Names of countries and towns on the map; a name never lies over a larger one's. */
import { addPane, element, later } from "../dom.js";
import { language } from "../messages.js";
import { file } from "./files.js";

/**
 * @typedef {"country" | "city" | "town"} Size
 * @typedef {[lat: number, lon: number, zoom: number, name: string]} Row shown from a zoom on
 * @typedef {{ countries: string[], towns: string[] }} Names
 * @typedef {[west: number, north: number, east: number, south: number]} Box in pixels
 */

const MOST_TOWNS = 160;
const TOWNS_FROM_ZOOM = 4;
const COUNTRIES_TO_ZOOM = 6;
const TOGETHER = 30; // ms
const PATIENCE = 2000; // ms
const LETTER = { country: 4.6, city: 3.3, town: 3.3 }; // half its width in pixels
const LINE = 8; // half its height in pixels

/**
 * Draw the names, and again whenever the map moves or another language is spoken.
 * @param {L.Map} map
 */
export function addLabels(map) {
  addPane(map, "labels", 350);
  const group = L.layerGroup().addTo(map);
  let spoken = false; // before the messages have come nobody knows in which language
  let coming = 0;
  const draw = () => {
    if (spoken) drawLabels(map, group).catch(() => soon(PATIENCE));
  };
  /* Words, fitting and resizing come together at the start: draw once. */
  const soon = (/** @type {number} */ wait) => {
    clearTimeout(coming);
    coming = setTimeout(draw, wait);
  };
  later(() => file("town-names.json").catch(() => {}));
  map.on("moveend", () => soon(TOGETHER));
  document.addEventListener("dateline:messages", () => {
    spoken = true;
    soon(TOGETHER);
  });
}

/**
 * @param {L.Map} map
 * @param {L.LayerGroup} group
 */
async function drawLabels(map, group) {
  const zoom = map.getZoom();
  const view = map.getBounds().pad(0.05);
  /** @type {(row: Row) => boolean} */
  const shown = ([lat, lon, from]) => from <= zoom && view.contains([lat, lon]);
  /** @type {[Row[], Row[], Names]} */
  const [countries, towns, names] = await Promise.all([
    file("country-names.json"),
    zoom < TOWNS_FROM_ZOOM ? [] : file("town-names.json"),
    localNames(),
  ]);
  if (zoom !== map.getZoom()) return;
  group.clearLayers();
  const add = adder(map, group);
  if (zoom <= COUNTRIES_TO_ZOOM) {
    countries.forEach((row, at) => {
      if (shown(row)) add(row, names.countries[at], "country");
    });
  }
  let room = MOST_TOWNS;
  for (let at = 0; at < towns.length && room > 0; at++) {
    if (!shown(towns[at])) continue;
    room -= 1;
    add(towns[at], names.towns[at], towns[at][2] <= zoom - 2 ? "city" : "town");
  }
}

/**
 * Return what adds a name where it lies over no other that was added before.
 * @param {L.Map} map
 * @param {L.LayerGroup} group
 * @returns {(row: Row, local: string | undefined, size: Size) => void}
 */
function adder(map, group) {
  /** @type {Box[]} */
  const taken = [];
  return ([lat, lon, , name], local, size) => {
    const text = local || name;
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const half = text.length * LETTER[size] + 4;
    /** @type {Box} */
    const box = [x - half, y - LINE, x + half, y + LINE];
    if (taken.some((other) => overlap(other, box))) return;
    taken.push(box);
    const html = element("span", "", text);
    const icon = L.divIcon({ className: `label ${size}`, html, iconSize: [0, 0] });
    L.marker([lat, lon], { icon, pane: "labels", interactive: false, keyboard: false }).addTo(
      group,
    );
  };
}

/**
 * Return whether two boxes overlap.
 * @param {Box} a
 * @param {Box} b
 */
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/**
 * Fetch the names in the interface's language, in the order of the others, "" where not known.
 * @returns {Promise<Names>}
 */
async function localNames() {
  const none = { countries: [], towns: [] };
  if (language() === "en") return none;
  return file(`names-${language()}.json`).catch(() => none);
}
