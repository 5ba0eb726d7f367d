/* What an event's words really locate, as a shape: a circle, a sector, a line, a region. */

/** @typedef {import("../types.d.ts").Spot} Spot */

const EARTH_KM = 6371.0088;
const KM_PER_DEGREE = 111.195;
const LEAST_PIXELS = 14; // smaller hides under its marker
const RADIAN = Math.PI / 180;

/**
 * Return where one comes to, in degrees, from a point in a direction over a distance.
 * @param {number} lat
 * @param {number} lon
 * @param {number} bearing degrees, clockwise from north
 * @param {number} km
 * @returns {[lat: number, lon: number]}
 */
export function destination(lat, lon, bearing, km) {
  const way = km / EARTH_KM;
  const [from, angle] = [lat * RADIAN, bearing * RADIAN];
  const to = Math.asin(
    Math.sin(from) * Math.cos(way) + Math.cos(from) * Math.sin(way) * Math.cos(angle),
  );
  const east = Math.atan2(
    Math.sin(angle) * Math.sin(way) * Math.cos(from),
    Math.cos(way) - Math.sin(from) * Math.sin(to),
  );
  return [to / RADIAN, lon + east / RADIAN];
}

/**
 * Return the corners of a sector of 90 degrees around a direction, its point first.
 * @param {Spot} spot
 */
export function sector([lat, lon, km, , bearing]) {
  /** @type {[number, number][]} */
  const edge = [[lat, lon]];
  for (let angle = -45; angle <= 45; angle += 5) {
    edge.push(destination(lat, lon, (bearing ?? 0) + angle, km));
  }
  return edge;
}

/**
 * Make the layer of an area; `strong` for the selected one.
 * @param {Spot} spot
 * @param {string} colour
 * @param {boolean} strong
 */
export function areaLayer(spot, colour, strong) {
  const [lat, lon, km, shape, bearing] = spot;
  const style = styleOf(spot, colour, strong);
  if (bearing === null || shape === "circle" || shape === "region") {
    return L.circle([lat, lon], { ...style, radius: km * 1000 });
  }
  if (shape === "line") {
    const ends = [bearing, bearing + 180].map((angle) => destination(lat, lon, angle, km));
    return L.polyline(ends, { ...style, weight: strong ? 8 : 5 });
  }
  return L.polygon(sector(spot), style);
}

/**
 * @param {Spot} spot
 * @param {string} colour
 * @param {boolean} strong
 */
function styleOf([, , , shape, bearing], colour, strong) {
  const dashed = shape === "region" || (shape === "line" && bearing === null);
  return {
    color: colour,
    weight: strong ? 2 : 1,
    opacity: strong ? 0.95 : 0.55,
    fillColor: colour,
    fillOpacity: strong ? 0.18 : 0.1,
    dashArray: dashed ? "5 5" : undefined,
    interactive: false,
  };
}

/**
 * Return whether a radius is large enough to be seen, and not larger than `most` pixels.
 * @param {L.Map} map
 * @param {number} km
 * @param {number} most
 */
export function worthDrawing(map, km, most) {
  const centre = map.getCenter();
  const here = map.latLngToContainerPoint(centre);
  const there = map.latLngToContainerPoint([centre.lat + km / KM_PER_DEGREE, centre.lng]);
  const pixels = Math.abs(here.y - there.y);
  return pixels >= LEAST_PIXELS && pixels <= most;
}
