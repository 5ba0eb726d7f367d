/* An article's text whose marks can be pointed at and chosen by mouse and keyboard, in step with
   the map and the strip beside it. They speak by events of the window:
     dateline:point, dateline:choose   from map and strip: {mark: 2}, {event: 5}, or {}
     dateline:light                    from here: the numbers of the marks and events to light
     dateline:labels                   from here: what the marks of the map are called
     dateline:picked, dateline:quote   to here: what is picked; the quote to show
   Every piece of text goes in by textContent: nothing in an article can become markup. */
import { find } from "../dom.js";
import { dispatch, listen } from "../window_events.js";
import { choose, light, pick } from "./in_step.js";
import { drawText } from "./pieces.js";
import { keyOf, nextKey } from "./reach.js";
import { standOut } from "./scrolling.js";

/**
 * @typedef {import("../component.d.ts").Component<import("./types.d.ts").TextData>} Component
 * @typedef {import("./types.d.ts").Reading} Reading
 */

/** @type {WeakMap<HTMLElement, Reading>} by the element it is in */
const readings = new WeakMap();

/**
 * Draw the text, and follow what is pointed at and chosen.
 * @param {Component} component
 */
export default function run(component) {
  const reading = readingIn(find(component.parentElement, ".dl-text"), component);
  const { data } = reading;
  const drawn = JSON.stringify([data.stamp, data.events, data.skip]);
  if (reading.drawn !== drawn) {
    reading.drawn = drawn;
    drawText(reading);
  }
  listenToReader(reading);
  listenToPage(reading);
  dispatch("labels", data.labels);
  dispatch("ready", {});
  return () => reading.off.abort();
}

/**
 * @param {HTMLElement} root
 * @param {Component} component
 * @returns {Reading}
 */
function readingIn(root, component) {
  const before = readings.get(root);
  before?.off.abort();
  const reading = before ?? {
    root,
    component,
    data: component.data,
    drawn: "",
    at: new Map(),
    picked: "",
    lit: "",
    off: new AbortController(),
  };
  Object.assign(reading, { component, data: component.data, off: new AbortController() });
  readings.set(root, reading);
  return reading;
}

/** @param {Reading} reading */
function listenToReader(reading) {
  const { root, off } = reading;
  root.addEventListener("pointerover", (event) => light(reading, keyUnder(event)), off);
  root.addEventListener("pointerleave", () => light(reading, ""), off);
  root.addEventListener("focusin", (event) => light(reading, keyUnder(event)), off);
  root.addEventListener("focusout", () => light(reading, ""), off);
  root.addEventListener("click", (event) => choose(reading, keyUnder(event)), off);
  root.addEventListener(
    "keydown",
    (event) => {
      const key = (event.key === "Enter" || event.key === " ") && keyUnder(event);
      if (!key) return;
      event.preventDefault();
      choose(reading, key);
    },
    off,
  );
}

/** @param {Reading} reading */
function listenToPage(reading) {
  const { signal } = reading.off;
  listen("point", (what) => light(reading, keyOf(what)), signal);
  listen("choose", (what) => choose(reading, nextKey(reading.data, what, reading.picked)), signal);
  listen("picked", (key) => pick(reading, key), signal);
  listen("quote", (start) => standOut(reading.at.get(`c${start}`) ?? []), signal);
  listen("drawn", () => dispatch("labels", reading.data.labels), signal);
}

/** @param {Event} event */
function keyUnder(event) {
  const target = /** @type {Element} */ (event.target);
  const marked = /** @type {HTMLElement | null} */ (target.closest?.("[data-pick]"));
  return marked?.dataset.pick ?? "";
}
