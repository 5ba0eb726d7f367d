/* What brushing does to the days that are chosen: by dragging, or by its two ends as sliders. */
import { barAt, bounds, edgeAfter, edgeBefore, nearest } from "./range.js";

/**
 * @typedef {import("./range.js").Between} Between
 * @typedef {"from" | "to" | "body" | "new"} Grip what of the chosen days is taken hold of
 * @typedef {{ grip: Grip, day: number, between: Between }} Hold where it was taken, and what was
 *   chosen then
 */

const REACH = 11; // px around an end that take hold of it
/** @type {Record<string, number>} */
const STEPS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Return what one takes hold of at x; all days have no ends to take.
 * @param {number} x pixels
 * @param {[from: number, to: number]} ends pixels
 * @param {boolean} whole whether all days are chosen
 * @returns {Grip}
 */
export function gripAt(x, [from, to], whole) {
  if (whole) return "new";
  if (Math.abs(x - to) <= REACH) return "to";
  if (Math.abs(x - from) <= REACH) return "from";
  return x > from && x < to ? "body" : "new";
}

/**
 * Return what is chosen when something is dragged to a day.
 * @param {Hold} hold
 * @param {number} day may have a fraction
 * @param {number[]} edges
 * @returns {Between}
 */
export function dragged({ grip, day: began, between: [from, to] }, day, edges) {
  if (grip === "from") return [Math.min(nearest(day, edges), edgeBefore(to, edges)), to];
  if (grip === "to") return [from, Math.max(nearest(day, edges), edgeAfter(from, edges))];
  if (grip === "body") return movedTo(from + day - began, to - from, edges);
  const [left, right] = [began, day].sort((a, b) => a - b).map((end) => nearest(end, edges));
  if (right > left) return [left, right];
  const bar = barAt(day, edges);
  return [edges[bar], edges[bar + 1]];
}

/**
 * @param {number} from
 * @param {number} long days
 * @param {number[]} edges
 * @returns {Between}
 */
function movedTo(from, long, edges) {
  const [first, after] = bounds(edges);
  const start = Math.max(first, Math.min(after - long, nearest(from, edges)));
  return [start, Math.min(after, nearest(start + long, edges))];
}

/**
 * Return by how many edges a key moves an end, undefined for any other key.
 * @param {string} key
 * @returns {number | undefined}
 */
export function stepOf(key) {
  return STEPS[key];
}

/**
 * Return what is chosen when an end is moved by some edges. Days that were typed lie between two
 * edges: one step is to the next of them.
 * @param {Between} between
 * @param {0 | 1} end
 * @param {number} step
 * @param {number[]} edges
 * @returns {Between}
 */
export function stepped(between, end, step, edges) {
  const at = between[end];
  const here =
    step > 0 ? edges.findLastIndex((edge) => edge <= at) : edges.findIndex((edge) => edge >= at);
  const to = edges[Math.max(end, Math.min(edges.length - 2 + end, here + step))];
  const [from, after] = between;
  return end
    ? [from, Math.max(to, edgeAfter(from, edges))]
    : [Math.min(to, edgeBefore(after, edges)), after];
}
