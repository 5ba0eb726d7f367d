/* Where the buttons of days stand, so that none lies over another. */

/**
 * Return where each button is, from the left in pixels, and in which lane above the axis.
 * @param {[first: number, last: number][]} days
 * @param {import("../timeline/scale.js").Scale} scale
 * @param {number} least px a button is wide
 */
export function lanesOf(days, scale, least) {
  /** @type {number[]} where each lane is free again */
  const ends = [];
  const places = days.map(([first, last]) => {
    const centre = scale.x((first + last + 1) / 2);
    const wide = Math.max(least, scale.x(last + 1) - scale.x(first));
    const left = Math.min(scale.width - wide, Math.max(0, centre - wide / 2));
    const free = ends.findIndex((end) => end <= left);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = left + wide;
    return { left, wide, lane };
  });
  return { places, count: ends.length };
}
