/* Asks the server for the places in view, and again where it does not answer. `data-painted` on
   <html> says what is drawn: the browser tests wait for it. */
import { chooseKind, choosePlace } from "./choices.js";
import { current } from "./current.js";
import { byId } from "./dom.js";
import { showNotice } from "./furniture/furniture.js";
import { drawLegend } from "./furniture/legend.js";
import { isOn } from "./furniture/switches.js";
import { drawLayers } from "./layers.js";
import { message, speak } from "./messages.js";

/** @typedef {import("./types.d.ts").Answer} Answer */

const TOGETHER = 20; // ms; fitting, resizing and a new filter often come together: ask once
const SLOWEST = 15000; // ms between two tries of a server that does not answer
const PATIENCE = 3; // tries until it is said that the server may not be running

const asking = { sequence: 0, failures: 0, timer: 0 };
let drawn = ""; // what the answer that is drawn was asked for

/** Ask soon for what is in view. */
export function load() {
  if (current.hushed) return;
  clearTimeout(asking.timer);
  asking.timer = setTimeout(ask, TOGETHER);
}

/** Ask soon, even for what is drawn already. */
export function reload() {
  drawn = "";
  load();
}

/** Ask at once. */
export function askNow() {
  clearTimeout(asking.timer);
  return ask();
}

async function ask() {
  const { filter, language } = current.shown;
  if (!language) return; // Python has not spoken yet
  const mine = ++asking.sequence;
  const zoom = current.map.getZoom();
  const view = question(zoom);
  const name = nameOf(view);
  if (name === drawn) {
    // as when days that were dragged over have become the filter's
    markPainted(zoom);
    return;
  }
  try {
    const [answer] = await Promise.all([filter ? fetchPlaces(view) : null, speak(language)]);
    if (mine === asking.sequence) receive(answer, name, zoom);
  } catch (error) {
    if (mine === asking.sequence) fail(error);
  }
}

/**
 * Draw an answer; null where the map shows no events of its own.
 * @param {Answer | null} answer
 * @param {string} name
 * @param {number} zoom
 */
function receive(answer, name, zoom) {
  const mine = asking.sequence;
  asking.failures = 0;
  drawn = answer ? name : "";
  if (!answer) return;
  drawLayers(answer, choosePlace);
  drawLegend(byId("legend"), answer, chooseKind);
  const empty = message(answer.total ? "elsewhere" : "nothing");
  showNotice(answer.places.length || answer.named?.length ? "" : empty);
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (mine === asking.sequence) markPainted(zoom);
    }, 0),
  );
}

/**
 * Say so, and ask again, each time a little later: a server that was started again is found.
 * @param {unknown} error
 */
function fail(error) {
  asking.failures += 1;
  drawn = ""; // whatever is asked next is to show that the server is back
  const silent = error instanceof TypeError || error instanceof SyntaxError;
  const gone = message(asking.failures > PATIENCE ? "stopped" : "silent");
  const reason = error instanceof Error ? error.message : String(error);
  showNotice(silent ? gone : message("refused", { reason }));
  clearTimeout(asking.timer);
  asking.timer = setTimeout(ask, Math.min(SLOWEST, 500 * 2 ** asking.failures));
}

/** @param {number} zoom */
function question(zoom) {
  const { version, by, language } = current.shown;
  const sides = current.map.getBounds();
  const asked = new URLSearchParams({
    south: String(sides.getSouth()),
    west: String(sides.getWest()),
    north: String(sides.getNorth()),
    east: String(sides.getEast()),
    zoom: String(zoom),
    version: String(version),
    by: String(by),
    language: String(language),
  });
  if (isOn("density")) asked.set("density", "1");
  if (current.shown.named) asked.set("named", "1");
  return asked;
}

/**
 * Name what is asked for alike, whether days are the filter's own or in place of them.
 * @param {URLSearchParams} asked
 */
function nameOf(asked) {
  const { still, days } = current.shown;
  return [still, ...(current.days ?? days ?? []), asked].join("&");
}

/**
 * @param {URLSearchParams} asked
 * @returns {Promise<Answer>}
 */
async function fetchPlaces(asked) {
  asked.set("filter", String(current.shown.filter));
  if (current.days) {
    asked.set("since", current.days[0]);
    asked.set("until", current.days[1]);
  }
  const answer = await fetch(`../../api/places?${asked}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

/** @param {number} zoom */
function markPainted(zoom) {
  const { filter, version, by } = current.shown;
  const parts = [filter, version];
  if (by !== "group") parts.push(by);
  if (current.days) parts.push(current.days.join(".."));
  document.documentElement.dataset.painted = [...parts, `z${zoom}`].join("/");
}
