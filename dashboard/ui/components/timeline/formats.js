/* Days and numbers as the interface's language writes them. */
import { dateOf } from "./days.js";

/**
 * Make the formats of a locale.
 * @param {string} locale
 */
export function formats(locale) {
  /** @param {Intl.DateTimeFormatOptions} fields */
  const format = (fields) => new Intl.DateTimeFormat(locale, { ...fields, timeZone: "UTC" });
  const full = format({ day: "numeric", month: "short", year: "numeric" });
  return {
    day: format({ day: "numeric", month: "short" }),
    month: format({ month: "short", year: "numeric" }),
    year: format({ year: "numeric" }),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    full,
    /** @type {(since: number, until: number) => string} */
    range: (since, until) => full.formatRange(dateOf(since), dateOf(until)),
  };
}

/** @typedef {ReturnType<typeof formats>} Formats */
