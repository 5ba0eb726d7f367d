/* Spans of days to press, counted from the newest event: the news of an archive have no "last week"
   from today. */
import { dateOf, firstOfMonth } from "./days.js";

/** @typedef {"week" | "days30" | "month" | "year" | "all"} Preset */

/** @type {Preset[]} */
export const PRESETS = ["week", "days30", "month", "year", "all"];

/**
 * Return the days of a span.
 * @param {Preset} name
 * @param {number} newest the day of the newest event
 * @returns {import("./range.js").Range}
 */
export function presetRange(name, newest) {
  const date = dateOf(newest);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if (name === "week") return [newest - 6, newest];
  if (name === "days30") return [newest - 29, newest];
  if (name === "month") return [firstOfMonth(year, month), firstOfMonth(year, month + 1) - 1];
  if (name === "year") return [firstOfMonth(year, 0), firstOfMonth(year + 1, 0) - 1];
  return [null, null];
}
