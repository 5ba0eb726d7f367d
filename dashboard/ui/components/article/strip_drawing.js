/* Draws the strip: a button for each event, an axis of days, and what the colours mean. */
import { element, find } from "../dom.js";
import { drawAxis } from "../timeline/axis.js";
import { formats } from "../timeline/formats.js";
import { scaleOf } from "../timeline/scale.js";
import { dispatch } from "../window_events.js";
import { lanesOf } from "./lanes.js";
import { handleOf } from "./sheet.js";

/**
 * @typedef {import("./types.d.ts").Strip} Strip
 * @typedef {import("./types.d.ts").StripData} StripData
 * @typedef {import("./types.d.ts").StripEvent} StripEvent
 */

const SIZE = 24; // px of a button, the least that fingers hit

/**
 * Draw the whole strip anew.
 * @param {Strip} strip
 */
export function drawStrip(strip) {
  const { root, data } = strip;
  strip.buttons = data.events.map((event) => buttonOf(strip, event));
  const axis = axisOf(strip);
  const status = element("div", "dl-said");
  status.setAttribute("role", "status");
  const days = data.events.length ? toolbarOf(strip, axis) : axis;
  root.replaceChildren(handleOf(root, data.messages), days, legendOf(data), status);
}

/**
 * Make one button the only one in the tab order.
 * @param {HTMLButtonElement[]} buttons
 * @param {HTMLButtonElement | undefined} made
 */
export function enter(buttons, made) {
  for (const button of buttons) button.tabIndex = button === made ? 0 : -1;
}

/**
 * Put the buttons where their days are; who shares a day stands above the others.
 * @param {Strip} strip
 */
export function placeButtons({ root, data, buttons }) {
  const box = find(root, ".dl-days");
  const width = box?.clientWidth;
  const days = data.events.flatMap((event) => (event.days ? [event.days] : []));
  if (!width || !days.length) return;
  const [first, last] = [Math.min(...days.map(([a]) => a)), Math.max(...days.map(([, b]) => b))];
  const scale = scaleOf(first, last + 1, width);
  const lanes = lanesOf(days, scale, SIZE);
  buttons
    .filter((_, at) => data.events[at].days)
    .forEach((button, at) => {
      const { left, wide, lane } = lanes.places[at];
      const style = { left: `${left}px`, width: `${wide}px`, bottom: `${lane * SIZE}px` };
      Object.assign(button.style, style);
    });
  box.style.height = `${lanes.count * SIZE}px`;
  const scrolled = box.closest(".dl-strip"); // it begins at the axis, higher days are above it
  if (scrolled) scrolled.scrollTop = scrolled.scrollHeight;
  drawAxis(find(root, ".dl-ticks"), scale, formats(data.locale));
}

/** @param {Strip} strip */
function axisOf({ data, buttons }) {
  const axis = element("div", "dl-axis");
  const days = element("div", "dl-days");
  days.append(...buttons.filter((_, at) => data.events[at].days));
  axis.append(days, element("div", "dl-ticks"));
  axis.hidden = !days.childElementCount;
  return axis;
}

/**
 * @param {Strip} strip
 * @param {HTMLElement} axis
 */
function toolbarOf(strip, axis) {
  const { data, buttons } = strip;
  const undated = element("div", "dl-undated");
  undated.append(element("span", "dl-tick", data.messages.undated));
  undated.append(...buttons.filter((_, at) => !data.events[at].days));
  undated.hidden = undated.childElementCount === 1;
  const bar = element("div", "dl-strip");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", data.messages.strip);
  bar.append(axis, undated);
  bar.addEventListener("keydown", (event) => goOn(buttons, event));
  return bar;
}

/**
 * @param {Strip} strip
 * @param {StripEvent} event
 */
function buttonOf(strip, { key, title, colour, sure }) {
  const made = element("button", "dl-day");
  made.title = title;
  made.setAttribute("aria-label", title);
  made.dataset.key = key;
  made.classList.toggle("dl-named", !colour);
  made.style.setProperty("--kind", colour);
  made.classList.toggle("dl-unsure", !sure);
  made.onpointerenter = made.onfocus = () => dispatch("point", { key });
  made.onpointerleave = made.onblur = () => dispatch("point", {});
  made.onclick = () => {
    enter(strip.buttons, made);
    dispatch("choose", { key });
  };
  return made;
}

/**
 * @param {HTMLButtonElement[]} buttons
 * @param {KeyboardEvent} event
 */
function goOn(buttons, event) {
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  const last = buttons.length - 1;
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last };
  const to = steps[event.key];
  if (at < 0 || to === undefined || event.shiftKey) return;
  event.preventDefault();
  const made = buttons[Math.min(last, Math.max(0, to))];
  enter(buttons, made);
  made.focus();
}

/** @param {StripData} data */
function legendOf({ kinds, messages }) {
  const legend = element("div", "dl-key dl-kinds");
  const rows = kinds.map(([colour, text]) => {
    const row = legendRow(text, "dl-dot", colour);
    row.dir = "auto";
    return row;
  });
  legend.append(...rows, legendRow(messages.named, "dl-dot dl-only", ""));
  return legend;
}

/**
 * @param {string} text
 * @param {string} className
 * @param {string} colour
 */
function legendRow(text, className, colour) {
  const row = element("span", "", text);
  const dot = element("i", className);
  dot.style.backgroundColor = colour;
  row.prepend(dot);
  return row;
}
