/* How far it is: a bar of a round length, true where the map's middle is. */
import { element } from "../dom.js";
import { message } from "../messages.js";

const WIDEST = 90; // pixels

/**
 * Add the bar, and draw it again whenever the map moves.
 * @param {L.Map} map
 */
export function addScale(map) {
  const bar = element("div", "scale");
  map.getContainer().append(bar);
  const draw = () => drawScale(map, bar);
  map.on("moveend resize", draw);
  document.addEventListener("dateline:messages", draw);
  draw();
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} bar
 */
function drawScale(map, bar) {
  const { x, y } = map.getSize().divideBy(2);
  const [west, east] = [x - WIDEST / 2, x + WIDEST / 2].map((end) =>
    map.containerPointToLatLng([end, y]),
  );
  const { metres, pixels } = barOf(map.distance(west, east));
  bar.style.width = `${pixels}px`;
  const far = metres >= 1000;
  bar.textContent = message(far ? "km" : "m", { n: String(far ? metres / 1000 : metres) });
}

/**
 * Return the round length of a bar, and its width, where the widest bar is so many metres.
 * @param {number} widest metres
 */
export function barOf(widest) {
  const metres = roundDown(widest);
  return { metres, pixels: Math.round((WIDEST * metres) / widest) };
}

/**
 * Round down to 1, 2 or 5 times a power of ten.
 * @param {number} value
 */
export function roundDown(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = value / power;
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}
