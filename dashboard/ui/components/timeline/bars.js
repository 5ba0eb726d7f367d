/* Stacked bars on a canvas: what is known to the bar in full colour, dates known only roughly
   hatched on top of it. What lies outside the chosen days is pale. No colour of the theme is
   drawn, so that a dark page needs no other picture. */

/**
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./scale.js").Scale} Scale
 * @typedef {import("./types.d.ts").Data} Data
 * @typedef {{ full: HTMLCanvasElement, pale: HTMLCanvasElement, most: number }} Pictures of the
 *   bars, drawn once; `most` is the number at their top
 */

const PALE = 0.3;
const ROUGH = 0.5;
const GAP = 1; // px between bars
const GAP_FROM = 3; // px; thinner bars have none
const TOP = 14; // px above the highest bar, for its number
const STRIP = 7; // px under the bars, for places that are only named
const FAINTEST = 0.12;
const NAMED = "#4d6579";
const TILE = 6; // px of the hatching
const STROKES = [
  [-1, 1, 1, -1],
  [0, 6, 6, 0],
  [5, 7, 7, 5],
];
/** @type {Map<string, HTMLCanvasElement>} by colour */
const hatches = new Map();

/**
 * Draw both pictures of the bars; choosing and playing days only copies parts of them.
 * @param {Data} data
 * @param {Scale} scale
 * @param {number} height
 * @returns {Pictures}
 */
export function barPictures(data, scale, height) {
  const most = roundUp(Math.max(1, ...heights(data)));
  const room = height - (data.named.length ? STRIP + 1 : 0);
  const tall = (/** @type {number} */ n) => (n / most) * (room - TOP);
  const [full, pale] = [1, PALE].map((alpha) => {
    const picture = resize(document.createElement("canvas"), scale.width, height);
    const pen = penOf(picture);
    pen.globalAlpha = alpha;
    for (let i = 0; i + 1 < data.edges.length; i++) drawBar(pen, data, i, scale, room, tall);
    drawNamed(pen, data, scale, height);
    return picture;
  });
  return { full, pale, most };
}

/**
 * Draw the bars with those days in full colour that are chosen.
 * @param {HTMLCanvasElement} canvas
 * @param {Pictures} pictures
 * @param {Scale} scale
 * @param {number} height
 * @param {Range} range
 */
export function drawBars(canvas, { full, pale }, scale, height, [since, until]) {
  const pen = penOf(canvas);
  const { width } = scale;
  const from = since === null ? 0 : Math.max(0, scale.x(since));
  const to = until === null ? width : Math.min(width, scale.x(until + 1));
  pen.clearRect(0, 0, width, height);
  pen.drawImage(pale, 0, 0, width, height);
  if (to <= from) return;
  pen.save();
  pen.beginPath();
  pen.rect(from, 0, to - from, height);
  pen.clip();
  pen.clearRect(from, 0, to - from, height);
  pen.drawImage(full, 0, 0, width, height);
  pen.restore();
}

/**
 * Give a canvas a size, as sharp as the screen is.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function resize(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  penOf(canvas).scale(sharp, sharp);
  return canvas;
}

/**
 * Return the next round number: 1 to 6, 8, 10, 20 ...
 * @param {number} value
 */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const digit = [1, 2, 3, 4, 5, 6, 8].find((n) => n * power >= value) ?? 10;
  return digit * power;
}

/**
 * Return how many events each bar has, of all kinds.
 * @param {Data} data
 */
export function heights({ edges, kinds }) {
  return edges
    .slice(1)
    .map((_, i) => kinds.reduce((sum, kind) => sum + kind.counts[i] + (kind.vague[i] || 0), 0));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Data} data
 * @param {number} i the bar's number
 * @param {Scale} scale
 * @param {number} height
 * @param {(n: number) => number} tall
 */
function drawBar(pen, { edges, kinds }, i, scale, height, tall) {
  const left = scale.x(edges[i]);
  const wide = scale.x(edges[i + 1]) - left;
  const gap = wide > GAP_FROM ? GAP : 0;
  let y = height;
  const stack = (/** @type {number} */ n, /** @type {string | CanvasPattern} */ fill) => {
    if (!n) return;
    const high = Math.max(1, tall(n));
    pen.fillStyle = fill;
    pen.fillRect(left + gap / 2, y - high, Math.max(1, wide - gap), high);
    y -= high;
  };
  for (const kind of kinds) stack(kind.counts[i], kind.colour);
  for (const kind of kinds) {
    if (kind.vague[i]) stack(kind.vague[i], hatch(pen, kind.colour));
  }
}

/**
 * Draw how many places articles name as a strip, the darker the more; the pen's own alpha stays.
 * @param {CanvasRenderingContext2D} pen
 * @param {Data} data
 * @param {Scale} scale
 * @param {number} height
 */
function drawNamed(pen, { edges, named }, scale, height) {
  const most = Math.max(1, ...named);
  const alpha = pen.globalAlpha;
  pen.fillStyle = NAMED;
  named.forEach((n, i) => {
    if (!n) return;
    const left = scale.x(edges[i]);
    pen.globalAlpha = alpha * (FAINTEST + (1 - FAINTEST) * Math.sqrt(n / most));
    pen.fillRect(left, height - STRIP, Math.max(1, scale.x(edges[i + 1]) - left), STRIP);
  });
  pen.globalAlpha = alpha;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} colour
 */
function hatch(pen, colour) {
  const tile = hatches.get(colour) ?? hatchTile(colour);
  hatches.set(colour, tile);
  return /** @type {CanvasPattern} */ (pen.createPattern(tile, "repeat"));
}

/** @param {string} colour */
function hatchTile(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE;
  const pen = penOf(tile);
  pen.fillStyle = pen.strokeStyle = colour;
  pen.globalAlpha = ROUGH;
  pen.fillRect(0, 0, TILE, TILE);
  pen.globalAlpha = 1;
  pen.lineWidth = 1.6;
  for (const [x1, y1, x2, y2] of STROKES) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  return tile;
}

/** @param {HTMLCanvasElement} canvas */
function penOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
