/* A range of days is proposed at once to the map and to the list, and chosen when it rests: then
   Python hears of it. */
import { isoOf } from "./days.js";
import { drawBrush, drawRange } from "./drawing.js";
import { mapOfPage } from "./following.js";
import { same } from "./range.js";
import { rangeText } from "./tip.js";

/**
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./types.d.ts").Timeline} Timeline
 */

const SOON = 350; // ms after the last of some key presses
const MAP_FIRST = 300; // ms that the page waits at most for the map, which it would only hinder
const FIELDS = 200; // ms; a date's field is slow to write

/**
 * Show a range, as while it is dragged.
 * @param {Timeline} timeline
 * @param {Range} range
 */
export function propose(timeline, range) {
  if (!same(range, timeline.range)) timeline.follow(range);
  timeline.range = range;
  timeline.announce(range, false);
  drawRange(timeline);
}

/**
 * Choose a range.
 * @param {Timeline} timeline
 * @param {Range} range
 */
export async function commit(timeline, range) {
  clearTimeout(timeline.timer);
  timeline.timer = 0;
  propose(timeline, range);
  const mine = { range, since: Date.now() };
  timeline.waiting = mine;
  const patience = new Promise((done) => setTimeout(done, MAP_FIRST));
  await Promise.race([timeline.follow.idle(), patience]);
  if (timeline.waiting === mine) {
    timeline.component.setTriggerValue("range", range.map(isoOf));
  }
}

/**
 * Choose a range, unless another follows soon.
 * @param {Timeline} timeline
 * @param {Range} range
 */
export function commitSoon(timeline, range) {
  clearTimeout(timeline.timer);
  propose(timeline, range);
  timeline.timer = setTimeout(() => commit(timeline, range), SOON);
}

/**
 * Show a range while it is played.
 * @param {Timeline} timeline
 * @param {[since: number, until: number]} range
 */
export function showPlayed(timeline, range) {
  timeline.range = range;
  timeline.tip.hidden = true;
  mapBeside(timeline)?.playback.show(range[0], range[1], rangeText(timeline));
  timeline.announce(range, true);
  if (!timeline.bars) return;
  drawBrush(timeline);
  if (performance.now() - timeline.fieldsDrawn < FIELDS) return;
  timeline.fieldsDrawn = performance.now();
  timeline.head.draw();
}

/**
 * Choose the range at which playing rests. The circles that were played give way to the places that
 * can be clicked, once these are there.
 * @param {Timeline} timeline
 * @param {Range} range
 */
export function rest(timeline, range) {
  const map = mapBeside(timeline);
  timeline.follow(range, () => map?.playback.close());
  timeline.range = range;
  commit(timeline, range);
}

/**
 * Return the map that this timeline is beside, if there is one.
 * @param {Timeline} timeline
 */
export function mapBeside({ data }) {
  return data.play ? mapOfPage() : undefined;
}
