/* Events played through on the map: fetched once, drawn on a canvas over it, one frame after the
   other. The timeline on the page around says which days. */
import { current } from "../current.js";
import { element } from "../dom.js";
import { hush } from "../map.js";
import { drawCircles, wipe } from "./circles.js";
import { groupSites } from "./groups.js";
import { inside, move, readEvents, regroup, totals, windowOver } from "./moments.js";

/**
 * @typedef {object} Events that are played
 * @property {import("./moments.js").Window} window
 * @property {import("./groups.js").Leader[]} leaders of the groups
 * @property {number} zoom for which they are grouped
 */

/**
 * @typedef {object} Screen
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} label
 * @property {HTMLElement} text in the label
 * @property {string} font
 */

/** @type {Events | undefined} */
let events;
/** @type {Screen | undefined} */
let screen;
/** @type {[number | null, number | null] | null} */
let days = null;
let asked = "";
let drawn = 0;

/**
 * Fetch the events of { filter, version, by }, whatever their days; resolves to their number.
 * @param {Record<string, string>} what
 */
export async function open(what) {
  const query = new URLSearchParams(what).toString();
  if (!events || asked !== query) {
    const answer = await fetch(`../../api/moments?${query}`);
    if (!answer.ok) throw new Error(`moments: ${answer.status}`);
    const window = windowOver(readEvents(await answer.arrayBuffer()));
    events = { window, leaders: [], zoom: Number.NaN };
    asked = query;
  }
  screen ??= addScreen(current.map);
  return events.window.slot.length;
}

/**
 * Draw the events of these days, since 1970 and both included, and write the days.
 * @param {number | null} since null is open
 * @param {number | null} until null is open
 * @param {string} text
 */
export function play(since, until, text) {
  if (!events || !screen) return;
  days = [since, until];
  if (screen.canvas.hidden) {
    screen.canvas.hidden = screen.label.hidden = false;
    hush(true);
    document.documentElement.dataset.playing = "true"; // the legend's numbers are not of these days
  }
  screen.text.textContent = text;
  redraw();
}

/** Give way to the places that can be clicked. */
export function close() {
  if (!screen || screen.canvas.hidden) return;
  screen.canvas.hidden = screen.label.hidden = true;
  days = null;
  hush(false);
  delete document.documentElement.dataset.playing;
}

/** Return how often the map was drawn while events were played. */
export function frames() {
  return drawn;
}

/** Return how many events are within the days that are drawn. */
export function countInside() {
  return events ? inside(events.window) : 0;
}

function redraw() {
  if (!events || !screen || screen.canvas.hidden || !days) return;
  const zoom = Math.round(current.map.getZoom());
  if (events.zoom !== zoom) group(events, zoom);
  move(events.window, ...days);
  drawCircles(screen.canvas, current.map, events.leaders, events.window, screen.font);
  drawn++;
}

/**
 * @param {Events} events
 * @param {number} zoom
 */
function group(events, zoom) {
  const { window } = events;
  const { group, leaders } = groupSites(window.events, totals(window.events), zoom);
  regroup(window, group, leaders.length);
  events.leaders = leaders;
  events.zoom = zoom;
}

/**
 * @param {L.Map} map
 * @returns {Screen}
 */
function addScreen(map) {
  const box = map.getContainer();
  const canvas = element("canvas", "playback");
  const label = element("div", "playback-days");
  const text = element("bdi", "");
  label.append(text);
  canvas.setAttribute("aria-hidden", "true");
  label.setAttribute("aria-hidden", "true"); // the timeline's own handles say it
  canvas.hidden = label.hidden = true;
  box.append(canvas, label);
  map.on("move resize zoomend", redraw);
  map.on("zoomanim", () => wipe(canvas));
  return { canvas, label, text, font: `700 12px ${getComputedStyle(box).fontFamily}` };
}
