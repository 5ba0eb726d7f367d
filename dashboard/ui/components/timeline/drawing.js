/* Draws the timeline: its bars, what is chosen of them, and what their colours mean. */
import { element } from "../dom.js";
import { drawAxis } from "./axis.js";
import { barPictures, drawBars, resize } from "./bars.js";
import { bounds } from "./range.js";
import { scaleOf } from "./scale.js";

/**
 * @typedef {import("./types.d.ts").Data} Data
 * @typedef {import("./types.d.ts").Timeline} Timeline
 */

export const HEIGHT = 96; // px

/**
 * Draw everything, where it has a width.
 * @param {Timeline} timeline
 */
export function draw(timeline) {
  const { data, plot, format } = timeline;
  if (!plot.clientWidth) return;
  const [first, after] = bounds(data.edges);
  const scale = scaleOf(first, after, plot.clientWidth);
  const bars = barPictures(data, scale, HEIGHT);
  timeline.scale = scale;
  timeline.bars = bars;
  drawAxis(timeline.axis, scale, format);
  timeline.legend.replaceChildren(...legendOf(data, timeline.messages));
  resize(timeline.canvas, scale.width, HEIGHT);
  timeline.top.textContent = format.number.format(bars.most);
  timeline.player.box.hidden = !data.play;
  drawRange(timeline);
}

/**
 * Draw what is chosen.
 * @param {Timeline} timeline
 */
export function drawRange(timeline) {
  if (!timeline.bars) return;
  drawBrush(timeline);
  timeline.head.draw();
  if (!timeline.player.playing()) timeline.player.draw();
}

/**
 * Draw what is chosen on the bars only, as often as it is played.
 * @param {Timeline} timeline
 */
export function drawBrush({ canvas, bars, scale, range, brush }) {
  if (!bars) return;
  drawBars(canvas, bars, scale, HEIGHT, range);
  brush.draw();
}

/**
 * Beside the map its own legend has the colours.
 * @param {Data} data
 * @param {Record<string, string>} messages
 */
function legendOf({ kinds, play }, messages) {
  const rows = play ? [] : kinds.map(({ label, colour }) => legendRow(label, "tl-dot", colour));
  const rough = kinds.some(({ vague }) => vague.some((n) => n > 0));
  if (rough) rows.push(legendRow(messages.vague, "tl-hatch", ""));
  return rows;
}

/**
 * @param {string} label
 * @param {string} className
 * @param {string} colour
 */
function legendRow(label, className, colour) {
  const row = element("span", "tl-kind", label);
  const dot = element("span", className);
  dot.style.background = colour;
  row.prepend(dot);
  return row;
}
