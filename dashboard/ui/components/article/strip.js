/* The days of an article's events and of the places it only names, each a button on an axis of
   days; those without a date beside it. One of them is in the tab order, the arrow keys go on from it. See text.js for how it speaks
   with the text and the map. On a phone it also opens and closes the sheet it is in. */
import { find } from "../dom.js";
import { dispatch, listen } from "../window_events.js";
import { openSheet } from "./sheet.js";
import { drawStrip, enter, placeButtons } from "./strip_drawing.js";

/**
 * @typedef {import("../component.d.ts").Component<import("./types.d.ts").StripData>} Component
 * @typedef {import("./types.d.ts").Strip} Strip
 */

/** @type {WeakMap<HTMLElement, Strip>} by the element it is in */
const strips = new WeakMap();

/**
 * Draw the strip, and follow what is pointed at and chosen.
 * @param {Component} component
 */
export default function run({ data, parentElement }) {
  const strip = stripIn(find(parentElement, ".dl-beside"), data);
  const now = JSON.stringify([data.article, data.events, data.messages]);
  if (strip.drawn !== now) {
    strip.drawn = now;
    drawStrip(strip);
  }
  find(strip.root, "[role=status]").textContent = data.status;
  markPicked(strip);
  listenToPage(strip);
  dispatch("picked", data.picked);
  placeButtons(strip);
  const sizes = new ResizeObserver(() => placeButtons(strip));
  sizes.observe(find(strip.root, ".dl-axis"));
  strip.off.signal.addEventListener("abort", () => sizes.disconnect());
  return () => strip.off.abort();
}

/**
 * @param {HTMLElement} root
 * @param {import("./types.d.ts").StripData} data
 * @returns {Strip}
 */
function stripIn(root, data) {
  const before = strips.get(root);
  before?.off.abort();
  const strip = before ?? { root, data, drawn: "", buttons: [], off: new AbortController() };
  Object.assign(strip, { data, off: new AbortController() });
  strips.set(root, strip);
  return strip;
}

/** @param {Strip} strip */
function markPicked({ data, buttons }) {
  for (const button of buttons) {
    const picked = button.dataset.key === data.picked;
    button.toggleAttribute("data-picked", picked);
    button.setAttribute("aria-pressed", String(picked));
  }
  enter(buttons, buttons.find((button) => button.hasAttribute("data-picked")) ?? buttons[0]);
}

/** @param {Strip} strip */
function listenToPage(strip) {
  const { root, data, buttons, off } = strip;
  const light = (/** @type {{ events: number[] }} */ { events }) => {
    for (const button of buttons) {
      const lit = events.some((event) => button.dataset.key === `e${event}`);
      button.classList.toggle("dl-lit", lit);
    }
  };
  listen("light", light, off.signal);
  listen("ready", () => dispatch("picked", data.picked), off.signal);
  listen("opened", () => openSheet(root, data.messages, true), off.signal);
}
