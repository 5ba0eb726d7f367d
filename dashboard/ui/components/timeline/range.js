/* Days that are chosen: [since, until], both included, null where open. On the bars they lie
   between two of the edges of these: [from, to], the day after the last. */

/**
 * @typedef {[since: number | null, until: number | null]} Range
 * @typedef {[from: number, to: number]} Between
 */

/**
 * Return whether two ranges are the same.
 * @param {Range} a
 * @param {Range} b
 */
export function same(a, b) {
  return a[0] === b[0] && a[1] === b[1];
}

/**
 * Return whether all days are chosen.
 * @param {Range} range
 */
export function isWhole([since, until]) {
  return since === null && until === null;
}

/**
 * Return the first edge and the last.
 * @param {number[]} edges
 * @returns {Between}
 */
export function bounds(edges) {
  return [edges[0], edges[edges.length - 1]];
}

/**
 * Return the edges that days lie between; an open end is the bars'.
 * @param {Range} range
 * @param {number[]} edges
 * @returns {Between}
 */
export function betweenOf([since, until], edges) {
  const [first, after] = bounds(edges);
  const clip = (/** @type {number} */ day) => Math.max(first, Math.min(after, day));
  return [since === null ? first : clip(since), until === null ? after : clip(until + 1)];
}

/**
 * Return the days between two edges; an end of the bars is open.
 * @param {Between} between
 * @param {number[]} edges
 * @returns {Range}
 */
export function rangeOf([from, to], edges) {
  const [first, after] = bounds(edges);
  return [from <= first ? null : from, to >= after ? null : to - 1];
}

/**
 * Return the edge nearest to a day.
 * @param {number} day
 * @param {number[]} edges
 */
export function nearest(day, edges) {
  return edges.reduce((best, edge) => (Math.abs(edge - day) < Math.abs(best - day) ? edge : best));
}

/**
 * Return the number of the bar that a day is in, or is nearest to.
 * @param {number} day
 * @param {number[]} edges
 */
export function barAt(day, edges) {
  const found = edges.findLastIndex((edge) => edge <= day);
  return Math.max(0, Math.min(edges.length - 2, found));
}

/**
 * Return the edge before a day.
 * @param {number} day
 * @param {number[]} edges
 */
export function edgeBefore(day, edges) {
  return edges.findLast((edge) => edge < day) ?? edges[0];
}

/**
 * Return the edge after a day.
 * @param {number} day
 * @param {number[]} edges
 */
export function edgeAfter(day, edges) {
  return edges.find((edge) => edge > day) ?? edges[edges.length - 1];
}
