/* Which days are shown while events are played, or gone through step by step. */
import { addMonths } from "./days.js";
import { same } from "./range.js";

/**
 * @typedef {import("./range.js").Range} Range
 * @typedef {"day" | "week" | "month" | "year"} Unit
 * @typedef {object} Window
 * @property {"rolling" | "cumulative"} mode
 * @property {number} days how long a rolling one is
 */

/**
 * What is played: the days up to `head`, from `since` on where the window grows.
 * @typedef {object} Run
 * @property {number} since
 * @property {number} head may have a fraction
 * @property {number} goal
 * @property {[since: number, until: number] | null} range shown last
 */

const UNIT_DAYS = { day: 1, week: 7, month: 30.44, year: 365.25 };
const LONGEST_FRAME = 100; // ms; a tab that slept does not leap

/**
 * Begin a run: at the beginning of the days that are chosen, and to their end where they grow.
 * @param {Range} range
 * @param {[first: number, last: number]} whole the days of all events
 * @param {Window} window
 * @returns {Run}
 */
export function begin([since, until], [first, last], { mode, days }) {
  if (mode === "cumulative") {
    const from = since ?? first;
    return { since: from, head: from, goal: until ?? last, range: null };
  }
  const chosen = since !== null && until !== null && until < last;
  const head = chosen ? until : first + days - 1;
  return { since: first, head, goal: Math.max(last, head), range: null };
}

/**
 * Return whether a run may go on where it rested: nobody chose other days since.
 * @param {Run | null} run
 * @param {Range} range
 */
export function mayGoOn(run, range) {
  return run?.range ? same(run.range, range) && run.head < run.goal : false;
}

/**
 * Move a run on by the time that passed, and return the days to show.
 * @param {Run} run
 * @param {number} passed ms
 * @param {number} perSecond days
 * @param {Window} window
 * @returns {[since: number, until: number]}
 */
export function advance(run, passed, perSecond, window) {
  run.head += (Math.min(LONGEST_FRAME, Math.max(0, passed)) / 1000) * perSecond;
  const day = Math.min(run.goal, Math.floor(run.head));
  run.range = window.mode === "cumulative" ? [run.since, day] : [day - window.days + 1, day];
  return run.range;
}

/**
 * Return how many days a second pass.
 * @param {number} speed steps a second
 * @param {Unit} unit of a step
 */
export function daysPerSecond(speed, unit) {
  return speed * UNIT_DAYS[unit];
}

/**
 * Return the days one step on or back.
 * @param {Range} range
 * @param {[first: number, last: number]} whole the days of all events
 * @param {Window} window
 * @param {Unit} unit of a step
 * @param {1 | -1} by
 * @returns {[since: number, until: number]}
 */
export function step([since, until], [first, last], { mode, days }, unit, by) {
  const wanted = stepEnd([since, until], [first, last], { mode, days }, unit, by);
  const day = Math.max(first, Math.min(Math.max(last, until ?? last), wanted));
  return [mode === "cumulative" ? Math.min(since ?? first, day) : day - days + 1, day];
}

/**
 * @param {Range} range
 * @param {[first: number, last: number]} whole
 * @param {Window} window
 * @param {Unit} unit
 * @param {1 | -1} by
 */
function stepEnd([since, until], [first, last], { mode, days }, unit, by) {
  if (until !== null) return moved(until, by, unit);
  if (mode === "rolling") return by > 0 ? first + days - 1 : last;
  return by > 0 ? moved(since ?? first, 1, unit) - 1 : moved(last, -1, unit);
}

/**
 * @param {number} day
 * @param {1 | -1} by
 * @param {Unit} unit
 */
function moved(day, by, unit) {
  if (unit === "week" || unit === "day") return day + by * UNIT_DAYS[unit];
  return addMonths(day, by * (unit === "year" ? 12 : 1));
}
