/* The labels under a plot of days. */
import { element } from "../dom.js";
import { dateOf } from "./days.js";
import { ticks } from "./scale.js";

const LEFT = 12; // pixels from an end, where a label would stick out
const RIGHT = 22;

/**
 * Draw the labels; one that would stick out at an end is left out.
 * @param {HTMLElement} box
 * @param {import("./scale.js").Scale} scale
 * @param {import("./formats.js").Formats} format
 */
export function drawAxis(box, scale, format) {
  const { unit, days } = ticks(scale);
  const inside = days.filter((day) => scale.x(day) >= LEFT && scale.x(day) <= scale.width - RIGHT);
  box.replaceChildren(
    ...inside.map((day) => {
      const label = element("span", "tl-tick", format[unit].format(dateOf(day)));
      label.dir = "auto";
      label.style.left = `${scale.x(day)}px`;
      return label;
    }),
  );
}
