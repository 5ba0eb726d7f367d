/* Groups of places while events are played: grouped as the server groups them (clusters.py), but by
   all events of a place, so that they stay where they are. */

/** @typedef {{ x: number, y: number }} Leader in widths of the world, from its north-west */

/**
 * @typedef {object} Grid
 * @property {number} near in widths of the world: the size of a cell, too
 * @property {Leader[]} leaders of the groups
 * @property {Map<number, number>} cells the group of each cell that has one
 * @property {Map<number, number>} led the group whose leader is in a cell
 */

const NEAR = 44; // pixels
const SPLIT = 13; // from this zoom on only what lies on the same pixel is one
const TILE = 256; // pixels
const COLUMNS = 2 ** 26; // more than the cells that a row of the grid can have

/**
 * Return how many pixels the world is wide at a zoom.
 * @param {number} zoom
 */
export function widthOf(zoom) {
  return TILE * 2 ** zoom;
}

/**
 * Return where a point is in Web Mercator, in widths of the world.
 * @param {number} lat
 * @param {number} lon
 * @returns {Leader}
 */
export function mercator(lat, lon) {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.atanh(sine) / (2 * Math.PI) };
}

/**
 * Number the groups of sites, the fullest site of each first: a grid, then near leaders.
 * @param {{ lat: ArrayLike<number>, lon: ArrayLike<number> }} sites
 * @param {Uint32Array} totals events of each site
 * @param {number} zoom a whole number
 * @returns {{ group: Uint32Array, leaders: Leader[] }} the group of each site; where each is
 */
export function groupSites({ lat, lon }, totals, zoom) {
  const order = Uint32Array.from(totals.keys()).sort((a, b) => totals[b] - totals[a] || a - b);
  const group = new Uint32Array(order.length);
  /** @type {Grid} */
  const grid = {
    near: (zoom < SPLIT ? NEAR : 1) / widthOf(zoom),
    leaders: [],
    cells: new Map(),
    led: new Map(),
  };
  for (const site of order) group[site] = join(grid, mercator(lat[site], lon[site]));
  return { group, leaders: grid.leaders };
}

/**
 * Return the number of the group that a point joins; it leads a new one where no other is near.
 * @param {Grid} grid
 * @param {Leader} at
 */
function join(grid, at) {
  const [i, j] = [Math.floor(at.x / grid.near), Math.floor(at.y / grid.near)];
  const cell = cellOf(i, j);
  let mine = grid.cells.get(cell) ?? leaderNear(grid, at, i, j);
  if (mine === undefined) {
    mine = grid.leaders.push(at) - 1;
    grid.led.set(cell, mine);
  }
  grid.cells.set(cell, mine);
  return mine;
}

/**
 * Find a leader near a point, in its cell or in one around it.
 * @param {Grid} grid
 * @param {Leader} at
 * @param {number} i
 * @param {number} j
 */
function leaderNear({ near, leaders, led }, at, i, j) {
  for (let a = i - 1; a <= i + 1; a++) {
    for (let b = j - 1; b <= j + 1; b++) {
      const other = led.get(cellOf(a, b));
      if (other === undefined) continue;
      if (Math.hypot(leaders[other].x - at.x, leaders[other].y - at.y) < near) return other;
    }
  }
  return undefined;
}

/**
 * @param {number} i
 * @param {number} j
 */
function cellOf(i, j) {
  return i * COLUMNS + j;
}
