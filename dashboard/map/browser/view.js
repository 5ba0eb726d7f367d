/* Where the map looks: fitted to its events, kept in the link people share ("map=35.1,40.2,7")
   and over the other pages of the dashboard, which drop the map. */
import { calm } from "./dom.js";
import { readLink, writeLink } from "./page.js";

/**
 * @typedef {import("./types.d.ts").Box} Box
 * @typedef {import("./types.d.ts").Spot} Spot
 * @typedef {[lat: number, lon: number, zoom: number]} View
 */

const CLOSE_ZOOM = 8; // near enough to see a picked event among others
const NEAR_ZOOM = 12; // as near as the selected event is brought
const LEAST_KM = 1;
/** @type {L.FitBoundsOptions} room for the buttons above */
const MARGINS = { paddingTopLeft: [50, 60], paddingBottomRight: [50, 52] };
const KEPT = "dateline-view";

/** @type {number | null} the number of the filter the map was fitted to */
let fitted = null;
/** @type {{ box: Box, at: string } | null} the box it was fitted to, and where it then stood */
let untouched = null;

/**
 * Fit the map to a box, if there is one.
 * @param {L.Map} map
 * @param {Box | null | undefined} box
 * @param {boolean} animate
 */
export function fit(map, box, animate) {
  if (!box) return;
  const moving = animate && !calm();
  const [south, west, north, east] = box;
  const sides = L.latLngBounds([south, west], [north, east]);
  map.fitBounds(sides, { ...MARGINS, maxZoom: CLOSE_ZOOM, animate: moving });
  const remember = () => {
    untouched = { box, at: where(map) };
  };
  remember();
  if (moving) map.once("moveend", remember);
}

/**
 * Look at a box, unless the link or this session says where, or it is the filter of before.
 * @param {L.Map} map
 * @param {Box | null} box
 * @param {number} fitting the filter's number
 */
export function look(map, box, fitting) {
  if (fitted === null) {
    const kept = viewOf(readLink("map")) || viewBefore(fitting);
    if (kept) map.setView([kept[0], kept[1]], kept[2], { animate: false });
    else fit(map, box, false);
    setTimeout(() => map.on("moveend", () => keep(map)), 0);
  } else if (fitted !== fitting) {
    fit(map, box, true);
  }
  fitted = fitting;
}

/**
 * Follow the size of the frame. A map nobody has moved since it was fitted is fitted again, as when
 * the legend under it grows.
 * @param {L.Map} map
 */
export function resize(map) {
  const again = untouched && untouched.at === where(map) ? untouched.box : null;
  map.invalidateSize({ animate: false });
  fit(map, again, false);
}

/**
 * Bring a picked event into view, where it is not; a link says itself where to look.
 * @param {L.Map} map
 * @param {[lat: number, lon: number]} at
 * @param {boolean} first whether nothing was picked in this frame before
 */
export function reach(map, at, first) {
  const seen = map.getZoom() >= CLOSE_ZOOM && map.getBounds().pad(-0.08).contains(at);
  if (seen || (first && viewOf(readLink("map")))) return;
  map.setView(at, Math.max(map.getZoom(), CLOSE_ZOOM), { animate: !first && !calm() });
}

/**
 * Bring the whole area of a picked event into view.
 * @param {L.Map} map
 * @param {Spot} spot
 */
export function select(map, [lat, lon, km]) {
  const box = L.latLng(lat, lon).toBounds(2000 * Math.max(km, LEAST_KM));
  map.fitBounds(box, { ...MARGINS, maxZoom: NEAR_ZOOM, animate: !calm() });
}

/**
 * Read a view of a link; null where it has none.
 * @param {string} link
 * @returns {View | null}
 */
export function viewOf(link) {
  const [lat, lon, zoom] = link.split(",").map(Number);
  return link && [lat, lon, zoom].every(Number.isFinite) ? [lat, lon, zoom] : null;
}

/**
 * Write a view for a link, with more digits the closer it is.
 * @param {View} view
 */
export function linkOfView([lat, lon, zoom]) {
  const digits = zoom > 7 ? 3 : 2;
  return [lat.toFixed(digits), lon.toFixed(digits), zoom].join(",");
}

/** @param {L.Map} map */
function where(map) {
  const centre = map.getCenter();
  return [centre.lat.toFixed(3), centre.lng.toFixed(3), map.getZoom()].join();
}

/**
 * Keep the view for the other pages of this session, and in the link.
 * @param {L.Map} map
 */
function keep(map) {
  const { lat, lng } = map.getCenter();
  const view = [lat, lng, map.getZoom()];
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify({ fitting: fitted, view }));
  } catch {
    // a browser that keeps nothing: the map fits its events again
  }
  const centre = map.getCenter().wrap();
  writeLink("map", linkOfView([centre.lat, centre.lng, map.getZoom()]));
}

/**
 * @param {number} fitting
 * @returns {View | null}
 */
function viewBefore(fitting) {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(KEPT) ?? "null");
    return kept && kept.fitting === fitting ? kept.view : null;
  } catch {
    return null;
  }
}
