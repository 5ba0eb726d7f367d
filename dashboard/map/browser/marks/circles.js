/* How a circle of events looks, as a marker or while events are played. */

/**
 * Return the diameter in pixels of a circle of so many events.
 * @param {number} count
 */
export function diameter(count) {
  return 17 + 14 * Math.log10(count);
}

/**
 * Return whether dark figures stand out from a colour more than white ones (WCAG's luminance).
 * @param {string} colour #rrggbb
 */
export function bright(colour) {
  const [r, g, b] = [1, 3, 5].map(
    (at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2;
}
