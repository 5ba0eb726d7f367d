/* Places that articles only name: small rings under the circles of events. */
import { element } from "../dom.js";
import { message } from "../messages.js";

/** @typedef {import("../types.d.ts").Place} Place */

const BEHIND = -1000; // events lie over them

/**
 * Return the diameter in pixels of the ring of a place that so many articles name.
 * @param {number} articles
 */
export function ringDiameter(articles) {
  return Math.round(11 + 7 * Math.log10(articles));
}

/**
 * Make the marker of one place or several; `choose` is called when it is clicked or pressed.
 * @param {Place} place
 * @param {(place: Place) => void} choose
 */
export function namedMarker(place, choose) {
  const size = ringDiameter(place.n);
  const html = element("div", "named");
  html.style.width = html.style.height = `${size}px`;
  const box = Math.max(24, size); // what a finger hits
  const icon = L.divIcon({ className: "spot spot-named", html, iconSize: [box, box] });
  const at = /** @type {[number, number]} */ ([place.lat, place.lon]);
  const marker = L.marker(at, { icon, zIndexOffset: BEHIND });
  marker.bindTooltip(() => tooltip(place), { direction: "top", offset: [0, -size / 2] });
  marker.on("click", () => choose(place));
  marker.on("add", () => {
    const made = /** @type {HTMLElement} */ (marker.getElement());
    const count = countOf(place);
    made.setAttribute("aria-label", message("named", { place: nameOf(place), count }));
    made.dataset.count = String(place.n);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(place);
    });
  });
  return marker;
}

/**
 * Several places are named by articles that may be the same: how many is said of one place only.
 * @param {Place} place
 */
function countOf(place) {
  return place.others ? message("more", { n: place.others }) : message("articles", { n: place.n });
}

/** @param {Place} place */
function nameOf(place) {
  return place.name || message("nameless");
}

/** @param {Place} place */
function tooltip(place) {
  const box = element("div", "tip");
  const name = element("div", "tip-name", nameOf(place));
  name.dir = "auto";
  box.append(name);
  box.append(element("div", "tip-count", countOf(place)));
  return box;
}
