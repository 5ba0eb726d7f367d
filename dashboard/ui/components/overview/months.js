/* Events over time, stacked by group; a bar is pressed to see its days only. */
import { element } from "../dom.js";

/** @typedef {import("./types.d.ts").Months} Months */

/**
 * Make the chart.
 * @param {Months} months
 * @param {(days: [string, string]) => void} choose
 */
export function monthsOf({ title, kinds, bars }, choose) {
  const box = element("section", "ov-chart ov-wide");
  const plot = element("div", "ov-months");
  const totals = bars.map((_, i) => kinds.reduce((sum, kind) => sum + kind.counts[i], 0));
  const most = Math.max(1, ...totals);
  plot.append(
    ...bars.map(({ days, label }, i) => {
      const made = element("button", "ov-month");
      made.title = label;
      made.setAttribute("aria-label", label);
      made.append(...kinds.map(({ colour, counts }) => partOf(colour, counts[i] / most)));
      made.disabled = !totals[i];
      made.onclick = () => choose(days);
      return made;
    }),
  );
  const legend = element("div", "ov-legend");
  legend.append(...kinds.map(({ label, colour }) => legendRow(label, colour)));
  box.append(element("h2", "", title), plot, legend);
  return box;
}

/**
 * @param {string} colour
 * @param {number} share of the highest bar
 */
function partOf(colour, share) {
  const part = element("span", "ov-part");
  part.style.blockSize = `${100 * share}%`;
  part.style.background = colour;
  return part;
}

/**
 * @param {string} label
 * @param {string} colour
 */
function legendRow(label, colour) {
  const row = element("span", "ov-kind", label);
  const dot = element("span", "ov-dot");
  dot.style.background = colour;
  row.prepend(dot);
  return row;
}
