/* The charts of the overview. Every bar and every country is pressed to filter by it. Bars grow from
   where reading begins. All text comes translated from Python and goes in by textContent. */
import { element, find } from "../dom.js";
import { monthsOf } from "./months.js";
import { worldOf } from "./world.js";

/**
 * @typedef {import("../component.d.ts").Component<import("./types.d.ts").Data>} Component
 * @typedef {import("./types.d.ts").Chart} Chart
 * @typedef {import("./types.d.ts").Row} Row
 */

/** @type {WeakMap<HTMLElement, string>} what is drawn in an element, as JSON */
const drawn = new WeakMap();

/**
 * Draw what Python hands over, where it is another than before.
 * @param {Component} component
 */
export default function run(component) {
  const { data, parentElement } = component;
  const root = find(parentElement, ".ov");
  const now = JSON.stringify(data);
  if (drawn.get(root) === now) return;
  drawn.set(root, now);
  root.dir = data.rtl ? "rtl" : "ltr";
  root.lang = data.language;
  const days = (/** @type {[string, string]} */ span) => component.setTriggerValue("days", span);
  const choose = (/** @type {string} */ field, /** @type {string} */ key) =>
    component.setTriggerValue("choose", [field, key]);
  root.replaceChildren(
    monthsOf(data.months, days),
    worldOf(data.world, (code) => choose("countries", code)),
    ...data.charts.map((chart) => chartOf(chart, data.none, choose)),
  );
}

/**
 * @param {Chart} chart
 * @param {string} none said where there is nothing to count
 * @param {(field: string, key: string) => void} choose
 */
function chartOf(chart, none, choose) {
  const box = element("section", "ov-chart");
  const most = Math.max(1, ...chart.rows.map(({ n }) => n));
  const list = element("ul", "ov-rows");
  list.append(
    ...chart.rows.map((row) => {
      const item = element("li");
      item.append(rowOf(row, most, () => choose(chart.field, row.key)));
      return item;
    }),
  );
  box.append(element("h2", "", chart.title), chart.rows.length ? list : element("p", "", none));
  return box;
}

/**
 * @param {Row} row
 * @param {number} most
 * @param {() => void} press
 */
function rowOf({ label, n, number, colour, chosen }, most, press) {
  const made = element("button", "ov-row");
  const bar = element("span", "ov-bar");
  const name = element("bdi", "ov-label", label);
  made.title = label;
  made.setAttribute("aria-pressed", String(chosen));
  bar.style.inlineSize = `${shareOf(n, most)}%`;
  if (colour) bar.style.background = colour;
  made.append(name, element("span", "ov-number", number), bar);
  made.onclick = press;
  return made;
}

/**
 * Return how long a bar is, in percent of the longest; one that has anything is seen.
 * @param {number} n
 * @param {number} most
 */
export function shareOf(n, most) {
  return n ? Math.max(1, Math.round((1000 * n) / most) / 10) : 0;
}
