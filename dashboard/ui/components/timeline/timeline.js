/* The timeline: bars to brush over, dates to type, spans to press, playback. Python's range is the
   truth: this shows it, proposes another at once to the map and to the list, and tells Python when
   it rests. All text comes translated from Python or from Intl, and goes in by textContent. */
import { element, find } from "../dom.js";
import { addBrush } from "./brush_view.js";
import { mapBeside } from "./choosing.js";
import { draw, HEIGHT } from "./drawing.js";
import { announcer, follower } from "./following.js";
import { formats } from "./formats.js";
import { headOf } from "./head.js";
import { playerOf } from "./player.js";
import { same } from "./range.js";
import { scaleOf } from "./scale.js";

/**
 * @typedef {import("../component.d.ts").Component<import("./types.d.ts").Data>} Component
 * @typedef {import("./types.d.ts").Timeline} Timeline
 * @typedef {{ timeline: Timeline, messages: string, end: () => void }} Kept
 */

const HELD = 3000; // ms that an answer of Python to an earlier choice is not shown
/** @type {WeakMap<HTMLElement, Kept>} by the element it is in */
const timelines = new WeakMap();

/**
 * Draw the timeline that Python hands over.
 * @param {Component} component
 */
export default function run(component) {
  const root = find(component.parentElement, ".tl");
  const messages = JSON.stringify(component.data.messages);
  const before = timelines.get(root);
  if (before && before.messages !== messages) before.end();
  const kept = before?.messages === messages ? before : begin(root, component, messages);
  timelines.set(root, kept);
  update(root, kept.timeline, component);
  return kept.end;
}

/**
 * @param {HTMLElement} root
 * @param {Component} component
 * @param {string} messages
 * @returns {Kept}
 */
function begin(root, component, messages) {
  const timeline = timelineOf(component);
  const head = headOf(timeline);
  timeline.head = head;
  timeline.brush = addBrush(timeline);
  timeline.player = playerOf(timeline);
  timeline.follow = follower(() => mapBeside(timeline));
  root.replaceChildren(head.box, timeline.field, timeline.legend, timeline.player.box);
  const watch = new ResizeObserver(() => draw(timeline));
  watch.observe(timeline.plot);
  const end = () => {
    watch.disconnect();
    clearTimeout(timeline.timer);
    if (timeline.player.playing()) timeline.player.pause();
  };
  return { timeline, messages, end };
}

/**
 * Make a timeline whose parts are still to come.
 * @param {Component} component
 * @returns {Timeline}
 */
function timelineOf(component) {
  const { data } = component;
  const none = /** @type {any} */ (undefined);
  return {
    component,
    data,
    messages: data.messages,
    range: data.chosen,
    format: formats(data.locale),
    scale: scaleOf(0, 1, 1),
    bars: undefined,
    waiting: null,
    timer: 0,
    fieldsDrawn: 0,
    ...elements(),
    brush: none,
    head: none,
    player: none,
    follow: none,
    announce: announcer(),
  };
}

function elements() {
  const plot = element("div", "tl-plot");
  const canvas = element("canvas");
  const axis = element("div", "tl-axis");
  const top = element("span", "tl-top");
  const tip = element("div", "tl-tip");
  const field = element("div", "tl-field-of-days");
  plot.dir = axis.dir = "ltr";
  plot.style.height = `${HEIGHT}px`;
  plot.setAttribute("role", "group");
  canvas.setAttribute("aria-hidden", "true");
  top.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  plot.append(canvas, top);
  field.append(plot, axis, tip);
  return { plot, canvas, axis, top, tip, field, legend: element("div", "tl-legend") };
}

/**
 * Show what Python hands over, unless something else is being chosen here.
 * @param {HTMLElement} root
 * @param {Timeline} timeline
 * @param {Component} component
 */
function update(root, timeline, component) {
  const { data } = component;
  const other = JSON.stringify(timeline.data.play) !== JSON.stringify(data.play);
  timeline.component = component;
  timeline.data = data;
  root.dir = data.rtl ? "rtl" : "ltr";
  root.lang = data.language;
  timeline.plot.setAttribute("aria-label", data.summary);
  if (other && timeline.player.playing()) timeline.player.pause();
  const { waiting, brush, player, timer } = timeline;
  const old = waiting && !same(waiting.range, data.chosen) && Date.now() - waiting.since < HELD;
  if (!old && !brush.holding() && !player.playing() && !timer) {
    timeline.waiting = null;
    timeline.range = data.chosen;
  }
  draw(timeline);
}
