/* What the colours in view mean, and how often; under the map, where it hides no event. A press on
   one filters by it. */
import { current } from "../current.js";
import { button, element } from "../dom.js";
import { message } from "../messages.js";
import { short } from "../numbers.js";

/**
 * @typedef {import("../types.d.ts").Answer} Answer
 * @typedef {import("../types.d.ts").Kind} Kind
 */

const HEIGHT = "dateline-legend-"; // its height at a width of the frame, kept for the session
const MOST_KINDS = 8; // named in the legend

/**
 * Draw the legend of what is in view.
 * @param {HTMLElement} box
 * @param {Answer} answer
 * @param {(kind: number) => void} choose called with the number of a kind that is pressed
 */
export function drawLegend(box, { kinds, disputed, named }, choose) {
  const { named: shown, rest } = namedKinds(kinds);
  /** @type {HTMLElement[]} */
  const rows = shown.map((kind) => {
    const dot = element("span", "legend-dot");
    dot.style.backgroundColor = kind.colour;
    const number = kinds.indexOf(kind);
    return pressable(row(dot, kind.label, short(kind.n)), number, choose);
  });
  if (disputed) {
    const dot = element("span", "legend-dot disputed");
    rows.push(row(dot, message("disputed"), short(disputed)));
  }
  if (named) {
    const ring = element("span", "legend-dot named");
    const places = named.reduce((sum, { others }) => sum + others + 1, 0);
    rows.push(row(ring, message("names"), short(places)));
  }
  const others = `${message("others")} ${short(rest)}`;
  if (rest) rows.push(element("div", "legend-row legend-count", others));
  box.replaceChildren(...rows);
  keepHeight(box);
}

/**
 * Return the kinds in view that are named, the fullest first, and how many events the rest has.
 * @param {Kind[]} kinds
 */
export function namedKinds(kinds) {
  const inView = kinds.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
  const rest = inView.slice(MOST_KINDS).reduce((sum, { n }) => sum + n, 0);
  return { named: inView.slice(0, MOST_KINDS), rest };
}

/**
 * Make it as high from the start as it was on the last page: else the map is fitted once more.
 * @param {HTMLElement} box
 */
export function reserveLegend(box) {
  const before = readHeight();
  if (before) box.style.minHeight = `${before}px`;
}

/**
 * It never gets lower again: a map that grew and shrank as it moves would show and hide types.
 * @param {HTMLElement} box
 */
function keepHeight(box) {
  const height = Math.max(box.offsetHeight, Number.parseFloat(box.style.minHeight) || 0);
  box.style.minHeight = `${height}px`;
  try {
    if (height) window.sessionStorage.setItem(HEIGHT + window.innerWidth, String(height));
  } catch {
    // a browser that keeps nothing
  }
}

function readHeight() {
  try {
    return window.sessionStorage.getItem(HEIGHT + window.innerWidth);
  } catch {
    return null;
  }
}

/**
 * Make a row a button that filters by a kind, or no longer.
 * @param {HTMLElement} made
 * @param {number} kind
 * @param {(kind: number) => void} choose
 */
function pressable(made, kind, choose) {
  const press = button("legend-row legend-press", () => choose(kind));
  press.setAttribute("aria-pressed", String((current.shown.chosen ?? []).includes(kind)));
  press.title = message("only");
  press.append(...made.childNodes);
  return press;
}

/**
 * @param {HTMLElement} dot
 * @param {string} label
 * @param {string} count
 */
function row(dot, label, count) {
  const made = element("div", "legend-row");
  const [name, number] = [
    element("span", "legend-label", label),
    element("span", "legend-count", count),
  ];
  made.append(dot, name, number);
  return made;
}
