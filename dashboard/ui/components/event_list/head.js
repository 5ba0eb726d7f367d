/* The head of the list: a button for each column that it can be sorted by. */
import { element } from "../dom.js";
import { listed, load } from "./loading.js";

/**
 * @typedef {import("./types.d.ts").Column} Column
 * @typedef {import("./types.d.ts").List} List
 */

const DOWN_FIRST = new Set(["when", "killed", "injured", "likelihood"]);

/**
 * Draw the head, and by which column the list is sorted.
 * @param {List} list
 */
export function drawHead(list) {
  const { head, data } = list;
  const named = data.ask.columns + data.ask.language;
  if (head.dataset.columns !== named) {
    head.dataset.columns = named;
    head.replaceChildren(...data.columns.map((column) => headCell(list, column)));
  }
  for (const cell of /** @type {Iterable<HTMLElement>} */ (
    /** @type {unknown} */ (head.children)
  )) {
    markSorted(cell, data.ask.sort);
  }
}

/**
 * Return the order after a press on a column's name.
 * @param {string} now
 * @param {string} key
 */
export function nextSort(now, key) {
  const same = now.replace("-", "") === key;
  const down = same ? !now.startsWith("-") : DOWN_FIRST.has(key);
  return (down ? "-" : "") + key;
}

/**
 * @param {List} list
 * @param {Column} column
 */
function headCell(list, { key, name, sortable, number }) {
  const cell = element("th");
  const label = element(sortable ? "button" : "span", "", name);
  cell.scope = "col";
  cell.dataset.key = key;
  cell.classList.toggle("number", number);
  if (sortable) label.onclick = () => sort(list, key);
  cell.append(label);
  return cell;
}

/**
 * @param {HTMLElement} cell
 * @param {string} sort
 */
function markSorted(cell, sort) {
  const order = sort.startsWith("-") ? "descending" : "ascending";
  if (cell.dataset.key === sort.replace("-", "")) cell.setAttribute("aria-sort", order);
  else cell.removeAttribute("aria-sort");
}

/**
 * @param {List} list
 * @param {string} key
 */
function sort(list, key) {
  const { ask } = list.data;
  list.data = { ...list.data, ask: { ...ask, sort: nextSort(ask.sort, key) } };
  list.asked = listed(list);
  drawHead(list);
  load(list, { where: { from: 0 }, place: "replace" });
  list.trigger("sort", list.data.ask.sort);
}
