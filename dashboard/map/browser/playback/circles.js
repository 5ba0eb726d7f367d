/* The circles of events that are played, on a canvas over the map. */
import { bright, diameter } from "../marks/circles.js";
import { short } from "../numbers.js";
import { widthOf } from "./groups.js";

/**
 * @typedef {import("./groups.js").Leader} Leader
 * @typedef {import("./moments.js").Window} Window
 */

const MARGIN = 44; // pixels around the canvas where a circle still reaches into it

/**
 * Draw what is in a window of days; on the copy of the world that is in view.
 * @param {HTMLCanvasElement} canvas
 * @param {L.Map} map
 * @param {Leader[]} leaders of the groups
 * @param {Window} window
 * @param {string} font
 */
export function drawCircles(canvas, map, leaders, window, font) {
  const pen = ready(canvas, map, font);
  const { min, max } = map.getPixelBounds();
  if (!min || !max) return;
  const wide = widthOf(map.getZoom());
  const middle = (min.x + max.x) / 2;
  for (let group = leaders.length - 1; group >= 0; group--) {
    const world = leaders[group].x * wide;
    const x = world - Math.round((world - middle) / wide) * wide - min.x;
    const y = leaders[group].y * wide - min.y;
    if (near(x, canvas.width) && near(y, canvas.height)) {
      drawCircle(pen, x, y, countsOf(window, group), window.events.colours);
    }
  }
}

/**
 * Wipe the canvas, as while the map under it zooms.
 * @param {HTMLCanvasElement} canvas
 */
export function wipe(canvas) {
  canvas.getContext("2d")?.clearRect(0, 0, 1e5, 1e5);
}

/**
 * Return how many events a group has in a window, and the kind that most of them are.
 * @param {Window} window
 * @param {number} group
 */
export function countsOf({ counts, kinds }, group) {
  const at = group * kinds;
  let count = 0;
  let most = 0;
  for (let kind = 0; kind < kinds; kind++) {
    count += counts[at + kind];
    if (counts[at + kind] > counts[at + most]) most = kind;
  }
  return { count, most };
}

/**
 * @param {number} at
 * @param {number} end
 */
function near(at, end) {
  return at >= -MARGIN && at <= end + MARGIN;
}

/**
 * Return a pen for an empty canvas of the map's size.
 * @param {HTMLCanvasElement} canvas
 * @param {L.Map} map
 * @param {string} font
 */
function ready(canvas, map, font) {
  const size = map.getSize();
  const sharp = window.devicePixelRatio || 1;
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  if (canvas.width !== size.x * sharp) canvas.width = size.x * sharp;
  if (canvas.height !== size.y * sharp) canvas.height = size.y * sharp;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.textAlign = "center";
  pen.font = font;
  pen.textBaseline = "middle";
  return pen;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {{ count: number, most: number }} counts
 * @param {string[]} colours
 */
function drawCircle(pen, x, y, { count, most }, colours) {
  if (!count) return;
  const colour = colours[most];
  pen.beginPath();
  pen.arc(x, y, diameter(count) / 2 - 1, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = "rgb(255 255 255 / 90%)";
  pen.stroke();
  if (count === 1) return;
  pen.fillStyle = bright(colour) ? "#1c2733" : "#fff";
  pen.fillText(short(count), x, y + 0.5);
}
