/* One article's marks on the map, in step with its text. The frame and the page speak by events of
   the page's window: this script says what is pointed at or chosen (`dateline:point`,
   `dateline:choose`, with a mark's number), the page says what to light and what the marks are
   called (`dateline:light`, `dateline:labels`). Names go in by textContent only. */
import { current } from "./current.js";
import { element } from "./dom.js";
import { areaLayer } from "./marks/areas.js";
import { bright } from "./marks/circles.js";

/**
 * @typedef {import("./types.d.ts").Mark} Mark
 * @typedef {import("./types.d.ts").Spot} Spot
 * @typedef {{ marker: L.Marker, areas: Spot[], colour: string }} Drawn
 */

const GLIDE = 140; // ms a name is pointed at before the map moves to its place
const VAST = 150; // km: larger areas would cover the others, they show when they are lit
const DOT_PIXELS = 26;
const page = window.parent;

/** @type {{ marks: L.LayerGroup, lit: L.LayerGroup } | undefined} */
let layers;
/** @type {Drawn[]} */
let marks = [];
let drawn = "";
/** @type {number[]} */
let lit = [];
/** @type {number | null} */
let chosen = null;
let gliding = 0;

/**
 * Draw every mark of an article, and the one that is picked.
 * @param {{ marks: Mark[], picked: number | null }} what
 */
export function read(what) {
  layers ??= begin(current.map);
  const now = JSON.stringify(what.marks);
  if (drawn !== now) {
    drawn = now;
    lit = [];
    layers.marks.clearLayers();
    marks = what.marks.map(draw);
    for (const { marker } of marks) layers.marks.addLayer(marker);
    dispatch("drawn", {});
  }
  const before = chosen;
  chosen = what.picked;
  show();
  if (chosen !== null && chosen !== before) reveal([chosen]);
}

/**
 * Listen to the page from now on, until it takes the frame away.
 * @param {L.Map} map
 */
function begin(map) {
  const off = new AbortController();
  const listen = (/** @type {string} */ name, /** @type {(detail: any) => void} */ heard) =>
    page.addEventListener(
      `dateline:${name}`,
      (event) => heard(/** @type {CustomEvent} */ (event).detail),
      off,
    );
  listen("light", light);
  listen("labels", label);
  window.addEventListener("pagehide", () => off.abort());
  return { marks: L.layerGroup().addTo(map), lit: L.layerGroup().addTo(map) };
}

/**
 * @param {string} name
 * @param {{ mark?: number }} detail
 */
function dispatch(name, detail) {
  const { CustomEvent } = /** @type {typeof globalThis} */ (/** @type {unknown} */ (page));
  page.dispatchEvent(new CustomEvent(`dateline:${name}`, { detail }));
}

/* ---- marks -------------------------------------------------------------------------------- */

/**
 * @param {Mark} mark
 * @param {number} at its number
 * @returns {Drawn}
 */
function draw([lat, lon, number, events, areas], at) {
  const colour = colourOf(number);
  const marker = L.marker([lat, lon], {
    icon: icon(colour, events),
    riseOnHover: true,
    zIndexOffset: events ? 500 : 0,
  });
  marker.on("mouseover", () => dispatch("point", { mark: at }));
  marker.on("mouseout", () => dispatch("point", {}));
  marker.on("click", () => dispatch("choose", { mark: at }));
  marker.on("add", () => addKeys(boxOf(marker), at));
  for (const area of areas) {
    if (area[2] && area[2] <= VAST) layers?.marks.addLayer(areaLayer(area, colour, false));
  }
  return { marker, areas, colour };
}

/**
 * @param {HTMLElement} box
 * @param {number} at
 */
function addKeys(box, at) {
  box.dataset.mark = String(at);
  box.addEventListener("focus", () => dispatch("point", { mark: at }));
  box.addEventListener("blur", () => dispatch("point", {}));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") dispatch("choose", { mark: at });
  });
}

/**
 * @param {string} colour
 * @param {number} events
 */
function icon(colour, events) {
  const html = element("div", events ? "read-event" : "read-named");
  html.textContent = events > 1 ? String(events) : "";
  if (events) html.style.backgroundColor = colour;
  if (bright(colour)) html.classList.add("bright");
  return L.divIcon({ className: "read-mark", html, iconSize: [DOT_PIXELS, DOT_PIXELS] });
}

/** @param {number} number 0xRRGGBB */
function colourOf(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}

/** @param {L.Marker} marker */
function boxOf(marker) {
  return /** @type {HTMLElement} */ (marker.getElement());
}

/* ---- in step ------------------------------------------------------------------------------ */

function show() {
  layers?.lit.clearLayers();
  marks.forEach(({ marker, areas, colour }, at) => {
    const box = boxOf(marker);
    box.classList.toggle("lit", lit.includes(at));
    box.classList.toggle("chosen", chosen === at);
    if (!lit.includes(at) && chosen !== at) return;
    for (const area of areas) {
      if (area[2]) layers?.lit.addLayer(areaLayer(area, colour, true));
    }
  });
  document.documentElement.dataset.lit = lit.join();
}

/**
 * Only where none of them is in view: a map that swings with every name makes one dizzy.
 * @param {number[]} wanted
 */
function reveal(wanted) {
  const view = current.map.getBounds().pad(-0.05);
  const spots = wanted.map((at) => marks[at].marker.getLatLng());
  if (spots.length && !spots.some((spot) => view.contains(spot))) current.map.panTo(spots[0]);
}

/** @param {{ marks?: number[] }} what */
function light(what) {
  lit = (what.marks ?? []).filter((at) => at < marks.length);
  show();
  clearTimeout(gliding);
  gliding = setTimeout(reveal, GLIDE, lit);
}

/** @param {[name: string, count: string][]} labels */
function label(labels) {
  if (labels.length !== marks.length) return; // those of another article
  labels.forEach(([name, count], at) => {
    boxOf(marks[at].marker).setAttribute("aria-label", `${name}: ${count}`);
    const tip = element("div", "tip");
    const rows = [element("div", "tip-name", name), element("div", "tip-count", count)];
    for (const row of rows) row.dir = "auto";
    tip.append(...rows);
    marks[at].marker.unbindTooltip().bindTooltip(tip, { direction: "top", offset: [0, -12] });
  });
  document.documentElement.dataset.read = String(marks.length);
}
