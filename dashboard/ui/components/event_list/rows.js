/* The rows of the list. Every text goes in as text: nothing in an article can become markup. */
import { element } from "../dom.js";

/**
 * @typedef {import("./types.d.ts").Column} Column
 * @typedef {import("./types.d.ts").Row} Row
 */

const WAITING = 8;

/**
 * Draw a row.
 * @param {Row} row
 * @param {Column[]} columns
 * @param {number} index of all rows, from 0
 */
export function drawRow(row, columns, index) {
  const drawn = element("tr");
  drawn.dataset.id = row.id;
  drawn.tabIndex = -1;
  drawn.setAttribute("aria-rowindex", String(index + 2)); // the head is the first
  drawn.append(...row.cells.map((text, i) => drawCell(row, columns[i], text)));
  return drawn;
}

/**
 * Draw rows of grey where the first ones will be.
 * @param {Column[]} columns
 */
export function waitingRows(columns) {
  return Array.from({ length: WAITING }, () => {
    const row = element("tr", "wait");
    row.setAttribute("aria-hidden", "true");
    row.append(
      ...columns.map(() => {
        const cell = element("td");
        cell.append(element("span"));
        return cell;
      }),
    );
    return row;
  });
}

/**
 * @param {Row} row
 * @param {Column} column
 * @param {string} text
 */
function drawCell({ colour, disputed }, { key, number }, text) {
  const cell = element("td");
  const label = element("bdi");
  cell.dataset.key = key;
  cell.classList.toggle("number", number);
  if (key === "what") {
    const dot = element("span", "dot");
    dot.style.background = colour;
    cell.append(dot);
  }
  if (key === "status") label.classList.toggle("disputed", disputed);
  label.append(...breakable(text));
  cell.append(label);
  return cell;
}

/**
 * "Shelling/artillery/missile attack" may break after a stroke; strings go in as text.
 * @param {string} text
 */
function breakable(text) {
  return text.split(/(?<=\/)/).flatMap((part, i) => (i ? [element("wbr"), part] : [part]));
}
