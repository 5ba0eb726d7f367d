/* The player's keys, which show a shape, and its fields. */
import { element } from "../dom.js";

/**
 * @typedef {import("./playback.js").Unit} Unit
 * @typedef {import("./types.d.ts").Timeline} Timeline
 */

export const MOST_DAYS = 36525; // in a window
const SPEEDS = ["0.5", "1", "2", "4", "8"]; // steps a second
/** @type {Unit[]} */
const UNITS = ["day", "week", "month", "year"];
const SPACE = "http://www.w3.org/2000/svg";
const SHAPES = {
  back: "M6 5h2v14H6zM19 5v14L9 12z",
  on: "M16 5h2v14h-2zM5 5v14l10-7z",
  play: "M7 4v16l13-8z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  stop: "M6 6h12v12H6z",
};

/** @typedef {keyof typeof SHAPES} Shape */

/**
 * Make the keys: a step back, play, a step on, stop.
 * @param {Timeline} timeline
 * @param {Record<"back" | "play" | "on" | "stop", () => void>} press
 */
export function keysOf({ messages }, press) {
  const box = element("div", "tl-keys");
  box.dir = "ltr"; // time runs so, in every language
  const play = keyOf("play", messages.play, press.play);
  const stop = keyOf("stop", messages.stop, press.stop);
  const back = keyOf("back", messages.back, press.back);
  box.append(back, play, keyOf("on", messages.on, press.on), stop);
  return { box, play, stop };
}

/**
 * Make the fields: speed, step, kind of window, its length.
 * @param {Timeline} timeline
 */
export function fieldsOf({ messages, format }) {
  const length = element("input");
  Object.assign(length, { type: "number", min: 1, max: MOST_DAYS, value: 7 });
  return {
    speed: choiceOf(
      messages.speed,
      SPEEDS.map((n) => [n, `${format.number.format(Number(n))}×`]),
      "2",
    ),
    unit: choiceOf(
      messages.step,
      UNITS.map((name) => [name, messages[name]]),
      "day",
    ),
    mode: choiceOf(
      messages.window,
      [
        ["rolling", messages.rolling],
        ["cumulative", messages.cumulative],
      ],
      "rolling",
    ),
    length: labelled(messages.length, length),
  };
}

/**
 * Make a button that shows a shape.
 * @param {Shape} shape
 * @param {string} name
 * @param {() => void} press
 */
function keyOf(shape, name, press) {
  const button = element("button", "tl-key");
  button.onclick = press;
  button.append(icon(shape));
  nameKey(button, name);
  return button;
}

/**
 * Name a button that shows a shape.
 * @param {HTMLButtonElement} button
 * @param {string} name
 */
export function nameKey(button, name) {
  button.title = name;
  button.setAttribute("aria-label", name);
}

/**
 * Draw a shape.
 * @param {Shape} shape
 */
export function icon(shape) {
  const drawn = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  drawn.append(path);
  return drawn;
}

/**
 * Put a name before a field.
 * @template {HTMLElement} Field
 * @param {string} name
 * @param {Field} field
 */
function labelled(name, field) {
  const label = element("label", "tl-field", `${name} `);
  label.append(field);
  field.setAttribute("aria-label", name); // else its choices are taken for a part of its name
  return { label, field };
}

/**
 * Make a field to choose from.
 * @param {string} name
 * @param {[value: string, text: string][]} options
 * @param {string} chosen
 */
function choiceOf(name, options, chosen) {
  const field = element("select");
  field.append(
    ...options.map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      return option;
    }),
  );
  field.value = chosen;
  return labelled(name, field);
}
