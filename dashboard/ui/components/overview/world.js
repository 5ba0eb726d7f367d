/* Countries the darker the more events they have; the list by country says the same in words. */
import { element } from "../dom.js";

/** @typedef {import("./types.d.ts").World} World */

const SVG = "http://www.w3.org/2000/svg";
const UNIT = 1000; // steps of a degree in the files of the basemap
// degrees, south is down: cut through the Bering Strait, where no country lies on both sides
const [WEST, NORTH, WIDE, HIGH] = [-170, -84, 360, 142];
const HALF = 180 * UNIT;
const FAINTEST = 0.18;

/**
 * Make the map; the shapes are fetched once a page.
 * @param {World} world
 * @param {(code: string) => void} choose
 */
export function worldOf(world, choose) {
  const box = element("section", "ov-chart ov-wide");
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `${WEST} ${NORTH} ${WIDE} ${HIGH}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", world.title);
  picture.setAttribute("class", "ov-world");
  box.append(element("h2", "", world.title), picture);
  draw(picture, world, choose).catch(() => {
    box.hidden = true; // the list by country says it all
  });
  return box;
}

/**
 * @param {SVGSVGElement} picture
 * @param {World} world
 * @param {(code: string) => void} choose
 */
async function draw(picture, { shapes, codes, countries }, choose) {
  const [areas, isos] = await Promise.all([shapes, codes].map(read));
  const most = Math.max(1, ...Object.values(countries).map(({ n }) => n));
  areas.forEach((/** @type {number[][]} */ rings, /** @type {number} */ i) => {
    const path = document.createElementNS(SVG, "path");
    const country = countries[isos[i]];
    path.setAttribute("d", rings.map(outline).join(""));
    path.setAttribute("class", country ? "ov-land ov-some" : "ov-land");
    if (country) {
      path.style.fillOpacity = String(strength(country.n, most));
      path.classList.toggle("ov-chosen", country.chosen);
      const title = document.createElementNS(SVG, "title");
      title.textContent = country.label;
      path.append(title);
      path.addEventListener("click", () => choose(isos[i]));
    }
    picture.append(path);
  });
}

/**
 * Return how strong a country's colour is: by the logarithm, for few have most.
 * @param {number} n
 * @param {number} most
 */
export function strength(n, most) {
  return FAINTEST + (1 - FAINTEST) * (Math.log1p(n) / Math.log1p(most));
}

/**
 * Write a ring of steps as the outline of an SVG path.
 * @param {number[]} steps x then y, from point to point
 */
export function outline(steps) {
  let path = "";
  for (let i = 0; i < steps.length; i += 2) {
    path += `${i ? "l" : "M"}${onward(steps[i], i > 0) / UNIT} ${-steps[i + 1] / UNIT}`;
  }
  return `${path}z`;
}

/**
 * Return a step across the end of the map as what it is, a short one; where a ring begins in the far
 * west that belongs to the east, it begins there.
 * @param {number} step
 * @param {boolean} going
 */
function onward(step, going) {
  if (!going) return step < WEST * UNIT ? step + 2 * HALF : step;
  return Math.abs(step) > HALF ? step - Math.sign(step) * 2 * HALF : step;
}

/** @param {string} url */
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
