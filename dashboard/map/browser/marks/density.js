/* Where events are many: the counts of the view's cells, drawn soft on a canvas. */
import { addPane, element } from "../dom.js";
import { look } from "../theme.js";

/**
 * @typedef {{ map: L.Map, canvas: HTMLCanvasElement, stamp: HTMLCanvasElement }} Density
 */

const SCALE = 0.5; // canvas pixels per pixel of the map: soft edges need no more
const REACH = 30; // pixels a cell's count spreads over
const STRONGEST = 0.85;
const FAINTEST = 0.12;

/**
 * Make the layer of a map, hidden until something is drawn.
 * @param {L.Map} map
 * @returns {Density}
 */
export function densityOf(map) {
  const canvas = element("canvas", "density");
  canvas.setAttribute("aria-hidden", "true");
  canvas.hidden = true;
  map.getPane(addPane(map, "density", 340))?.append(canvas);
  const density = { map, canvas, stamp: softDot() };
  map.on("zoomstart", () => clearDensity(density)); // it would not grow with the map
  return density;
}

/** @param {Density} density */
export function clearDensity({ canvas }) {
  canvas.hidden = true;
}

/**
 * Draw counts of cells over the view.
 * @param {Density} density
 * @param {number[]} cells [column, row, count, ...]
 * @param {number} width of a cell, in pixels
 */
export function drawDensity({ map, canvas, stamp }, cells, width) {
  resize(canvas, map);
  const corner = /** @type {L.Point} */ (map.getPixelBounds().min);
  const pen = penOf(canvas);
  let most = 1;
  for (let i = 2; i < cells.length; i += 3) most = Math.max(most, cells[i]);
  for (let i = 0; i < cells.length; i += 3) {
    const x = (cells[i] + 0.5) * width - corner.x;
    const y = (cells[i + 1] + 0.5) * width - corner.y;
    const share = Math.log1p(cells[i + 2]) / Math.log1p(most);
    pen.globalAlpha = FAINTEST + (1 - FAINTEST) * share * share;
    pen.drawImage(stamp, (x - REACH) * SCALE, (y - REACH) * SCALE);
  }
  colour(pen, canvas.width, canvas.height);
  canvas.hidden = false;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {L.Map} map
 */
function resize(canvas, map) {
  const size = map.getSize();
  canvas.width = Math.ceil(size.x * SCALE);
  canvas.height = Math.ceil(size.y * SCALE);
  canvas.style.width = `${size.x}px`;
  canvas.style.height = `${size.y}px`;
  L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
}

/** @param {HTMLCanvasElement} canvas */
function penOf(canvas) {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return /** @type {CanvasRenderingContext2D} */ (pen);
}

function softDot() {
  const made = document.createElement("canvas");
  const radius = REACH * SCALE;
  made.width = made.height = 2 * radius;
  const pen = penOf(made);
  const soft = pen.createRadialGradient(radius, radius, 0, radius, radius, radius);
  soft.addColorStop(0, "rgb(0 0 0 / 100%)");
  soft.addColorStop(1, "rgb(0 0 0 / 0%)");
  pen.fillStyle = soft;
  pen.fillRect(0, 0, 2 * radius, 2 * radius);
  return made;
}

/**
 * Colour what was stamped in black, by how dark it is.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} width
 * @param {number} height
 */
function colour(pen, width, height) {
  const colours = ramp(look().heat);
  const image = pen.getImageData(0, 0, width, height);
  const { data } = image;
  for (let i = 3; i < data.length; i += 4) {
    if (!data[i]) continue;
    const tone = colours[data[i]];
    data[i - 3] = tone[0];
    data[i - 2] = tone[1];
    data[i - 1] = tone[2];
    data[i] = Math.min(255, data[i] * 2) * STRONGEST;
  }
  pen.putImageData(image, 0, 0);
}

/**
 * Return 256 colours between the stops, from few to many.
 * @param {number[][]} stops [red, green, blue] each
 */
export function ramp(stops) {
  return Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    return stops[low].map((from, c) => Math.round(from + (stops[low + 1][c] - from) * (at - low)));
  });
}
