/* Above the bars: spans to press, the two days to type, and how many events have none. */
import { element } from "../dom.js";
import { commit } from "./choosing.js";
import { dayOf, isoOf } from "./days.js";
import { PRESETS, presetRange } from "./presets.js";
import { same } from "./range.js";

/**
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./types.d.ts").Timeline} Timeline
 * @typedef {ReturnType<typeof controls>} Controls
 */

const YEAR_ONE = "0999"; // while a year is typed its first digits are years of their own

/**
 * Make the head; return it with what draws it again.
 * @param {Timeline} timeline
 */
export function headOf(timeline) {
  const made = controls(timeline);
  const box = element("div", "tl-head");
  const dates = element("div", "tl-dates");
  dates.append(...made.fields.map(({ label }) => label));
  box.append(spansOf(timeline, made), dates, made.undated);
  return { box, draw: () => drawHead(timeline, made) };
}

/** @param {Timeline} timeline */
function controls(timeline) {
  const { messages } = timeline;
  const undated = element("button", "tl-undated");
  undated.title = messages.undated;
  undated.onclick = () => timeline.component.setTriggerValue("undated", Date.now());
  const help = element("span", "tl-hidden");
  help.id = "tl-spans-help";
  const spans = PRESETS.map((name) => {
    const button = element("button", "tl-span", messages[`span_${name}`]);
    button.onclick = () => commit(timeline, presetRange(name, timeline.data.newest));
    return button;
  });
  return { undated, help, spans, fields: [field(timeline, 0), field(timeline, 1)] };
}

/**
 * @param {Timeline} timeline
 * @param {Controls} controls
 */
function spansOf({ messages }, { spans, help }) {
  const group = element("div", "tl-spans");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", messages.spans);
  group.setAttribute("aria-describedby", help.id);
  group.append(...spans, help);
  return group;
}

/**
 * @param {Timeline} timeline
 * @param {0 | 1} end
 */
function field(timeline, end) {
  const name = end ? timeline.messages.to : timeline.messages.from;
  const label = element("label", "tl-field", `${name} `);
  const input = element("input");
  input.type = "date";
  input.setAttribute("aria-label", name);
  label.append(input);
  input.onchange = () => {
    const day = dayOf(input.value);
    if (day !== null && input.value.slice(0, 4) <= YEAR_ONE) return;
    commit(timeline, withEnd(timeline.range, end, day));
  };
  return { label, input };
}

/**
 * Return a range with another end; the other one goes along where it would be left behind.
 * @param {Range} range
 * @param {0 | 1} end
 * @param {number | null} day
 * @returns {Range}
 */
export function withEnd(range, end, day) {
  const [since, until] = end ? [range[0], day] : [day, range[1]];
  return since !== null && until !== null && since > until ? [day, day] : [since, until];
}

/**
 * Only what is another than before: what is written again is read out again.
 * @param {Timeline} timeline
 * @param {Controls} controls
 */
function drawHead({ data, range, player }, { spans, help, fields, undated }) {
  spans.forEach((button, i) => {
    const pressed = String(same(presetRange(PRESETS[i], data.newest), range));
    if (button.getAttribute("aria-pressed") !== pressed) {
      button.setAttribute("aria-pressed", pressed);
    }
    if (button.title !== data.help) button.title = data.help;
  });
  if (help.textContent !== data.help) help.textContent = data.help;
  [data.first, data.last].forEach((day, i) => {
    const { label, input } = fields[i];
    const value = isoOf(range[i] ?? day);
    if (input.value !== value && !input.matches(":focus")) input.value = value;
    label.classList.toggle("tl-open", range[i] === null);
    input.disabled = player.playing();
  });
  undated.hidden = !data.undated;
  if (undated.textContent !== data.undated) undated.textContent = data.undated;
}
