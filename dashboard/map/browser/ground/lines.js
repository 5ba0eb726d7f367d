/* Lines of the ground as our files have them (build_basemap.py). */

const HALF_WORLD = 180000; // thousandths of a degree

/**
 * Turn steps of thousandths of a degree, x then y, back into [lat, lon]. A step over half the world
 * is one across the 180th meridian: drawn the short way, past it, not back around the globe.
 * @param {number[]} steps
 */
export function points(steps) {
  /** @type {[number, number][]} */
  const line = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    const step = steps[i];
    const across = i > 0 && Math.abs(step) > HALF_WORLD;
    x += across ? step - Math.sign(step) * 2 * HALF_WORLD : step;
    y += steps[i + 1];
    line.push([y / 1000, x / 1000]);
  }
  return line;
}
