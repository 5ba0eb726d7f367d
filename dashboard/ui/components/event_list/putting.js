/* Puts the rows that have come where they belong. */
import { enter, markSelected, reveal, rowAt, rowOf, take } from "./focus.js";
import { drawRow } from "./rows.js";

/**
 * @typedef {import("./types.d.ts").Answer} Answer
 * @typedef {import("./types.d.ts").List} List
 * @typedef {import("./types.d.ts").Request} Request
 */

const KEPT = 300; // rows in the page at most

/**
 * Put rows into the list, and give the keyboard back to the row that had it.
 * @param {List} list
 * @param {Answer} answer
 * @param {Request} request
 */
export function put(list, answer, { place, focus }) {
  const { body, data } = list;
  const focused = idWithFocus(list);
  const rows = answer.rows.map((row, i) => drawRow(row, data.columns, answer.from + i));
  list.total = answer.total;
  if (place === "replace") replace(list, rows, answer.from);
  else if (place === "append") keepInPlace(list, body.lastElementChild, () => append(list, rows));
  else keepInPlace(list, body.firstElementChild, () => prepend(list, rows, answer.from));
  writeAbout(list);
  markSelected(list);
  const opened = rowOf(list, data.selected || data.opened || "");
  if (place === "replace" && opened) reveal(list, opened);
  const first = /** @type {HTMLElement | null} */ (body.firstElementChild);
  if (typeof focus === "number") take(list, rowAt(list, focus) ?? first);
  else if (focus && opened) take(list, opened);
  else if (focused) take(list, rowOf(list, focused) ?? first);
  else enter(list, opened ?? first);
}

/** @param {List} list */
function idWithFocus({ root, body }) {
  const { activeElement } = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const held = /** @type {HTMLElement | null} */ (activeElement);
  return held && body.contains(held) ? held.dataset.id : "";
}

/**
 * @param {List} list
 * @param {HTMLElement[]} rows
 * @param {number} from
 */
function replace(list, rows, from) {
  list.start = from;
  list.body.replaceChildren(...rows);
  list.scroll.scrollTop = 0;
}

/**
 * @param {List} list
 * @param {HTMLElement[]} rows
 */
function append(list, rows) {
  const before = [...list.body.children];
  list.body.append(...rows);
  const over = Math.max(0, list.body.children.length - KEPT);
  for (const row of before.slice(0, over)) row.remove();
  list.start += over;
}

/**
 * @param {List} list
 * @param {HTMLElement[]} rows
 * @param {number} from
 */
function prepend(list, rows, from) {
  list.body.prepend(...rows);
  list.start = from;
  while (list.body.children.length > KEPT) list.body.lastElementChild?.remove();
}

/**
 * Change the rows above and below one that is being read, which must not move.
 * @param {List} list
 * @param {Element | null} row
 * @param {() => void} change
 */
function keepInPlace({ scroll }, row, change) {
  const before = row?.getBoundingClientRect().top ?? 0;
  change();
  if (row) scroll.scrollTop += row.getBoundingClientRect().top - before;
}

/**
 * Write which rows there are, of how many.
 * @param {List} list
 */
function writeAbout({ none, table, range, body, data, days, start, total }) {
  none.hidden = total > 0;
  none.textContent = days ? data.messages.none_now : data.messages.none;
  table.setAttribute("aria-rowcount", String(total + 1));
  const last = start + body.querySelectorAll("[data-id]").length;
  range.textContent = total
    ? rangeText(data.messages.range, data.ask.language, { first: start + 1, last, total })
    : "";
}

/**
 * Write numbers into a text's {fields}, each isolated from the direction of the text.
 * @param {string} text
 * @param {string} language
 * @param {Record<string, number>} numbers
 */
export function rangeText(text, language, numbers) {
  const format = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return text.replace(/\{(\w+)\}/g, (_, key) => `\u2068${format.format(numbers[key])}\u2069`);
}
