/* Choosing days on the bars: by dragging, by its two ends as sliders, by a click on a bar. */
import { element } from "../dom.js";
import { dragged, gripAt, stepOf, stepped } from "./brush.js";
import { commit, commitSoon, propose } from "./choosing.js";
import { dateOf } from "./days.js";
import { barAt, betweenOf, bounds, isWhole, rangeOf } from "./range.js";
import { showTip } from "./tip.js";

/**
 * @typedef {import("./brush.js").Hold} Hold
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./types.d.ts").Timeline} Timeline
 * @typedef {Hold & { x: number, before: Range, moved: boolean }} Press
 */

const CLICK = 4; // px: a press that moves less is a click
const TWICE = 260; // ms to wait for a second click

/**
 * Let days be chosen on the plot.
 * @param {Timeline} timeline
 */
export function addBrush(timeline) {
  const { plot, messages } = timeline;
  const chosen = element("div", "tl-chosen");
  const ends = [slider(timeline, 0, messages.from), slider(timeline, 1, messages.to)];
  plot.append(chosen, ...ends);
  const holding = addPointer(timeline);
  return { draw: () => drawBrush(timeline, chosen, ends), holding };
}

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} chosen
 * @param {HTMLElement[]} ends
 */
function drawBrush({ range, data, scale, format }, chosen, ends) {
  const between = betweenOf(range, data.edges);
  const [from, to] = between.map(scale.x);
  chosen.hidden = isWhole(range);
  chosen.style.left = `${from}px`;
  chosen.style.width = `${Math.max(2, to - from)}px`;
  const [first, after] = bounds(data.edges);
  ends.forEach((end, i) => {
    const day = i ? between[1] - 1 : between[0];
    end.style.left = `${i ? to : from}px`;
    end.classList.toggle("tl-open", range[i] === null);
    end.setAttribute("aria-valuemin", String(first));
    end.setAttribute("aria-valuemax", String(after - 1));
    end.setAttribute("aria-valuenow", String(day));
    end.setAttribute("aria-valuetext", format.full.format(dateOf(day)));
  });
}

/* ---- keyboard ----------------------------------------------------------------------------- */

/**
 * @param {Timeline} timeline
 * @param {0 | 1} end
 * @param {string} name
 */
function slider(timeline, end, name) {
  const made = element("div", "tl-handle");
  made.tabIndex = 0;
  made.setAttribute("role", "slider");
  made.setAttribute("aria-label", name);
  made.onkeydown = (event) => pressKey(timeline, event, end);
  return made;
}

/**
 * @param {Timeline} timeline
 * @param {KeyboardEvent} event
 * @param {0 | 1} end
 */
function pressKey(timeline, event, end) {
  if (event.key === "Escape") {
    event.preventDefault();
    commit(timeline, [null, null]);
    return;
  }
  const step = stepOf(event.key);
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { edges } = timeline.data;
  const between = stepped(betweenOf(timeline.range, edges), end, step, edges);
  commitSoon(timeline, rangeOf(between, edges));
}

/* ---- mouse and finger --------------------------------------------------------------------- */

/**
 * Listen to the plot; return what says whether something is held.
 * @param {Timeline} timeline
 */
function addPointer(timeline) {
  const { plot } = timeline;
  /** @type {Press | null} */
  let press = null;
  let clicked = 0;
  plot.addEventListener("pointerdown", (event) => {
    if (event.button || timeline.player.playing()) return;
    press = take(timeline, xOf(event, plot));
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointermove", (event) => {
    if (press) drag(timeline, press, xOf(event, plot));
    else hover(timeline, xOf(event, plot));
  });
  plot.addEventListener("pointerup", (event) => {
    if (!press) return;
    const { moved } = press;
    press = null;
    clearTimeout(clicked);
    if (moved) commit(timeline, timeline.range);
    else clicked = setTimeout(commit, TWICE, timeline, daysOfBar(timeline, xOf(event, plot)));
  });
  plot.addEventListener("pointercancel", () => {
    if (press?.moved) propose(timeline, press.before);
    press = null;
  });
  plot.addEventListener("dblclick", () => {
    clearTimeout(clicked);
    commit(timeline, [null, null]);
  });
  plot.addEventListener("pointerleave", () => {
    if (!press) showTip(timeline, null, null);
  });
  return () => press !== null;
}

/**
 * @param {PointerEvent} event
 * @param {HTMLElement} plot
 */
function xOf(event, plot) {
  return event.clientX - plot.getBoundingClientRect().left;
}

/**
 * @param {Timeline} timeline
 * @param {number} x
 */
function gripOf({ range, data, scale }, x) {
  const [from, to] = betweenOf(range, data.edges).map(scale.x);
  return gripAt(x, [from, to], isWhole(range));
}

/**
 * @param {Timeline} timeline
 * @param {number} x
 * @returns {Press}
 */
function take(timeline, x) {
  const { range, data, scale } = timeline;
  const between = betweenOf(range, data.edges);
  return { x, grip: gripOf(timeline, x), day: scale.day(x), between, before: range, moved: false };
}

/**
 * @param {Timeline} timeline
 * @param {Press} press
 * @param {number} x
 */
function drag(timeline, press, x) {
  press.moved ||= Math.abs(x - press.x) >= CLICK;
  if (!press.moved) return;
  const { data, scale } = timeline;
  propose(timeline, rangeOf(dragged(press, scale.day(x), data.edges), data.edges));
  showTip(timeline, null, x);
}

/**
 * @param {Timeline} timeline
 * @param {number} x
 */
function hover(timeline, x) {
  timeline.plot.dataset.grip = timeline.player.playing() ? "" : gripOf(timeline, x);
  showTip(timeline, barAt(timeline.scale.day(x), timeline.data.edges), x);
}

/**
 * @param {Timeline} timeline
 * @param {number} x
 */
function daysOfBar({ data: { edges }, scale }, x) {
  const bar = barAt(scale.day(x), edges);
  return rangeOf([edges[bar], edges[bar + 1]], edges);
}
