/* Goes through the rows by keyboard, and opens one by key or click. */
import { rowAt, take } from "./focus.js";
import { load, PAGE } from "./loading.js";

/** @typedef {import("./types.d.ts").List} List */

const ROWS_OF_A_PAGE = 10;

/**
 * Listen to clicks and keys.
 * @param {List} list
 */
export function addKeys(list) {
  list.body.onclick = (event) => open(list, rowUnder(event));
  list.body.onkeydown = (event) => press(list, event);
}

/**
 * Return the number of the row that a key goes to, undefined where it goes nowhere.
 * @param {string} key
 * @param {number} at
 * @param {number} total
 */
export function target(key, at, total) {
  /** @type {Record<string, number>} */
  const targets = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + ROWS_OF_A_PAGE,
    PageUp: at - ROWS_OF_A_PAGE,
    Home: 0,
    End: total - 1,
  };
  const to = targets[key];
  return to === undefined ? undefined : Math.max(0, Math.min(total - 1, to));
}

/**
 * @param {List} list
 * @param {KeyboardEvent} event
 */
function press(list, event) {
  const row = rowUnder(event);
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = list.start + [...list.body.children].indexOf(row);
  const to = target(event.key, at, list.total);
  if (to !== undefined) go(list, to);
  else if (event.key === "Enter" || event.key === " ") open(list, row);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {List} list
 * @param {number} index
 */
function go(list, index) {
  const row = rowAt(list, index);
  const from = Math.max(0, index - PAGE / 2);
  if (row) take(list, row);
  else load(list, { where: { from }, place: "replace", focus: index });
}

/**
 * @param {List} list
 * @param {HTMLElement | null} row
 */
function open(list, row) {
  if (!row) return;
  take(list, row);
  list.trigger("open", row.dataset.id);
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function rowUnder(event) {
  return /** @type {Element} */ (event.target).closest("tr[data-id]");
}
