/* Places as circles: as large as their events are many, coloured by what most of them are. */
import { element } from "../dom.js";
import { message } from "../messages.js";
import { short } from "../numbers.js";
import { bright, diameter } from "./circles.js";
import { addIcon } from "./icons.js";

const WITH_ICON = 22; // px of the circle of one event

/**
 * @typedef {import("../types.d.ts").Answer} Answer
 * @typedef {import("../types.d.ts").Place} Place
 */

/**
 * Make the marker of one place or several; `choose` is called when it is clicked or pressed.
 * @param {Place} place
 * @param {Answer} answer
 * @param {(place: Place) => void} choose
 */
export function placeMarker(place, answer, choose) {
  const size = place.icon ? WITH_ICON : Math.round(diameter(place.n));
  const html = circle(place, answer.kinds[place.kind].colour, size);
  if (place.icon) addIcon(html, place.icon);
  const icon = L.divIcon({ className: "spot", html, iconSize: [size, size] });
  const marker = L.marker([place.lat, place.lon], { icon, riseOnHover: true });
  marker.bindTooltip(() => tooltip(place, answer), { direction: "top", offset: [0, -size / 2] });
  marker.on("click", () => choose(place));
  marker.on("add", () => {
    const box = /** @type {HTMLElement} */ (marker.getElement());
    box.setAttribute("aria-label", nameOf(place));
    box.dataset.count = String(place.n);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(place);
    });
  });
  return marker;
}

/**
 * Return what a circle is called besides its colour: whether it is bright, disputed, partly so.
 * @param {Place} place
 * @param {string} colour
 */
export function classesOf(place, colour) {
  const classes = ["place"];
  if (bright(colour)) classes.push("bright");
  if (place.disputed) classes.push(place.disputed === place.n ? "disputed" : "partly");
  return classes.join(" ");
}

/**
 * @param {Place} place
 * @param {string} colour
 * @param {number} size
 */
function circle(place, colour, size) {
  const dot = element("div", classesOf(place, colour), place.n > 1 ? short(place.n) : "");
  dot.style.backgroundColor = colour;
  dot.style.width = dot.style.height = `${size}px`;
  return dot;
}

/** @param {Place} place */
function nameOf(place) {
  return message(place.disputed ? "place-disputed" : "place", {
    place: place.name || message("nameless"),
    count: String(place.n),
    disputed: String(place.disputed),
  });
}

/**
 * @param {Place} place
 * @param {Answer} answer
 */
function tooltip(place, answer) {
  const box = element("div", "tip");
  const name = element("div", "tip-name", place.name || message("nameless"));
  name.dir = "auto";
  box.append(name, ...tooltipLines(place, answer).map((line) => element("div", ...line)));
  return box;
}

/**
 * Return what a place's tooltip says under its name: [class, text] of each line.
 * @param {Place} place
 * @param {Answer} answer
 */
export function tooltipLines(place, answer) {
  const several = place.n > 1;
  const kind = place.type ?? answer.kinds[place.kind].label;
  /** @type {[string, string][]} */
  const lines = [];
  if (place.others) lines.push(["tip-count", message("more", { n: place.others })]);
  if (several) lines.push(["tip-count", message("events", { n: place.n })]);
  lines.push(["tip-kind", several ? message("mostly", { kind }) : kind]);
  if (place.disputed) {
    const some = message("some-disputed", { n: place.disputed });
    lines.push(["tip-doubt", several ? some : message("disputed")]);
  }
  return lines;
}
