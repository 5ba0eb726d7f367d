/* Days on a line, for the timeline and the strip. Time runs from left to right in every language:
   an axis is read as its numbers are, which run so in Arabic too, and a link or a picture of it
   means the same to whoever gets it. */
import { dateOf, firstOfMonth } from "./days.js";

/** @typedef {"day" | "month" | "year"} Unit */

/**
 * @typedef {object} Scale
 * @property {(day: number) => number} x pixels from the left
 * @property {(x: number) => number} day
 * @property {number} from the day at the left
 * @property {number} to the day at the right
 * @property {number} width pixels
 */

const LEAST_DAYS = 20; // a lone day must not fill the width
const TICK_PIXELS = 74;
const UNIT_DAYS = { day: 1, month: 30.44, year: 365.25 };
/** @type {[Unit, number[]][]} the steps from label to label, the least first */
const STEPS = [
  ["day", [1, 2, 7, 14]],
  ["month", [1, 2, 3, 6]],
  ["year", [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]],
];

/**
 * Lay the days from `first` up to `after` over a width.
 * @param {number} first
 * @param {number} after the day after the last
 * @param {number} width pixels
 * @returns {Scale}
 */
export function scaleOf(first, after, width) {
  const spare = Math.max(0, LEAST_DAYS - (after - first)) / 2;
  const from = first - spare;
  const days = after - first + 2 * spare;
  return {
    x: (day) => ((day - from) / days) * width,
    day: (x) => from + (x / width) * days,
    from,
    to: from + days,
    width,
  };
}

/**
 * Return the days to name on a scale, and by what: the first of each step whose labels have room.
 * @param {Scale} scale
 * @returns {{ unit: Unit, days: number[] }}
 */
export function ticks(scale) {
  const most = Math.max(2, scale.width / TICK_PIXELS);
  const { unit, n } = stepFor((scale.to - scale.from) / most);
  const days = [];
  let day = startOfStep(Math.floor(scale.from), unit, n);
  for (; day <= scale.to; day = nextStep(day, unit, n)) {
    if (day >= scale.from) days.push(day);
  }
  return { unit, days };
}

/**
 * Return the least step of so many days or more, the longest where there is none.
 * @param {number} days
 * @returns {{ unit: Unit, n: number }}
 */
function stepFor(days) {
  for (const [unit, counts] of STEPS) {
    const n = counts.find((n) => n * UNIT_DAYS[unit] >= days);
    if (n) return { unit, n };
  }
  return { unit: "year", n: 1000 };
}

/**
 * @param {number} day
 * @param {Unit} unit
 * @param {number} n
 */
function startOfStep(day, unit, n) {
  const date = dateOf(day);
  if (unit === "day") return n === 7 ? day - ((date.getUTCDay() + 6) % 7) : day - (day % n);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  return unit === "month"
    ? firstOfMonth(year, month - (month % n))
    : firstOfMonth(year - (year % n), 0);
}

/**
 * @param {number} day
 * @param {Unit} unit
 * @param {number} n
 */
function nextStep(day, unit, n) {
  if (unit === "day") return day + n;
  const date = dateOf(day);
  const year = date.getUTCFullYear();
  return unit === "month" ? firstOfMonth(year, date.getUTCMonth() + n) : firstOfMonth(year + n, 0);
}
