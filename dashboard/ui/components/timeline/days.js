/* Days as numbers: since 1 January 1970, in UTC. */

const DAY = 864e5; // ms

/**
 * Return the moment a day begins.
 * @param {number} day
 */
export function dateOf(day) {
  return new Date(day * DAY);
}

/**
 * Write a day as YYYY-MM-DD, "" for none.
 * @param {number | null} day
 */
export function isoOf(day) {
  return day === null ? "" : dateOf(day).toISOString().slice(0, 10);
}

/**
 * Read YYYY-MM-DD; null where there is nothing.
 * @param {string} text
 */
export function dayOf(text) {
  return text ? Math.round(Date.parse(`${text}T00:00:00Z`) / DAY) : null;
}

/**
 * Return the first day of a month; months count from 0, and beyond 11 into the next year. Date.UTC
 * takes the years before 100 for those of the last century.
 * @param {number} year
 * @param {number} month
 */
export function firstOfMonth(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.round(date.getTime() / DAY);
}

/**
 * Return the same day some months on; the last of the month where it has no such day.
 * @param {number} day
 * @param {number} months
 */
export function addMonths(day, months) {
  const date = dateOf(day);
  const wanted = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== wanted) date.setUTCDate(0); // there is no 31 February
  return Math.round(date.getTime() / DAY);
}
