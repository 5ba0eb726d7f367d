/* Counts as short as a circle or a legend has room for. */

/**
 * Shorten a count: 950, 12k, 1.2M.
 * @param {number} count
 */
export function short(count) {
  if (count < 1000) return String(count);
  return count < 1e6 ? `${Math.round(count / 1e3)}k` : `${(count / 1e6).toFixed(1)}M`;
}
