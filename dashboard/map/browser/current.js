/* What the one map of this frame is and shows now. */

/**
 * @typedef {object} Current
 * @property {L.Map} map undefined before Python has handed it over
 * @property {Partial<import("./types.d.ts").Shown>} shown what Python asked for last
 * @property {import("./types.d.ts").Days | null} days in place of the filter's own
 * @property {boolean} hushed while something else draws
 */

/** @type {Current} */
export const current = {
  map: /** @type {any} */ (undefined),
  shown: {},
  days: null,
  hushed: false,
};
