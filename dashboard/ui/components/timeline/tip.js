/* What a bar holds, in a box over it. */
import { element } from "../dom.js";

/**
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./types.d.ts").Data} Data
 * @typedef {import("./types.d.ts").Timeline} Timeline
 */

const MOST_KINDS = 5;
const LEAST_ROUGH = 0.05; // events; fewer are an effect of rounding

/**
 * Show at x what a bar holds, or the chosen days where it is of none; hide it at null.
 * @param {Timeline} timeline
 * @param {number | null} bar
 * @param {number | null} x pixels
 */
export function showTip(timeline, bar, x) {
  const { data, tip, field } = timeline;
  tip.hidden = x === null || timeline.player.playing();
  if (x === null || tip.hidden) return;
  if (bar === null) tip.replaceChildren(element("div", "tl-tip-days", rangeText(timeline)));
  else tip.replaceChildren(...lines(timeline, bar), ...fullest(data, bar).map(row(timeline)));
  const room = field.clientWidth - tip.offsetWidth;
  tip.style.left = `${Math.max(0, Math.min(room, x - tip.offsetWidth / 2))}px`;
}

/**
 * Write the chosen days; an open end is that of the events.
 * @param {Timeline} timeline
 */
export function rangeText({ data, format, range: [since, until] }) {
  return format.range(since ?? data.first, until ?? Math.max(since ?? 0, data.last));
}

/**
 * Return the kinds of which a bar has most events, and how many.
 * @param {Data} data
 * @param {number} bar
 */
export function fullest({ kinds }, bar) {
  return kinds
    .map(({ label, colour, counts, vague }) => ({
      label,
      colour,
      n: counts[bar] + (vague[bar] || 0),
    }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_KINDS);
}

/**
 * Return how many events a bar has, and how many of these by a rough date.
 * @param {Data} data
 * @param {number} bar
 */
export function totals({ kinds }, bar) {
  const rough = kinds.reduce((sum, kind) => sum + (kind.vague[bar] || 0), 0);
  return { all: kinds.reduce((sum, kind) => sum + kind.counts[bar], rough), rough };
}

/**
 * @param {Timeline} timeline
 * @param {number} bar
 */
function lines({ data, format, messages }, bar) {
  const { all, rough } = totals(data, bar);
  const count = (/** @type {string} */ text, /** @type {number} */ n) =>
    text.replace("{n}", format.number.format(n));
  const made = [
    element("div", "tl-tip-days", format.range(data.edges[bar], data.edges[bar + 1] - 1)),
    element("div", "", count(messages.total, all)),
  ];
  const named = data.named[bar];
  if (named) made.push(element("div", "tl-soft", count(messages.named, Math.round(named))));
  if (rough >= LEAST_ROUGH) made.push(element("div", "tl-soft", count(messages.rough, rough)));
  return made;
}

/**
 * @param {Timeline} timeline
 * @returns {(kind: { label: string, colour: string, n: number }) => HTMLElement}
 */
function row({ format }) {
  return ({ label, colour, n }) => {
    const made = element("div", "tl-kind");
    const dot = element("span", "tl-dot");
    dot.style.background = colour;
    made.append(dot, element("bdi", "", label), element("bdi", "tl-soft", format.number.format(n)));
    return made;
  };
}
