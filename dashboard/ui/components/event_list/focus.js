/* Which row has the keyboard, which is selected, and that they can be seen. */

/** @typedef {import("./types.d.ts").List} List */

/**
 * Find the row of an event.
 * @param {List} list
 * @param {string} id
 */
export function rowOf({ body }, id) {
  const found = body.querySelector(`[data-id="${CSS.escape(id)}"]`);
  return /** @type {HTMLElement | null} */ (found);
}

/**
 * Find a row by its number of all, where it is there.
 * @param {List} list
 * @param {number} index
 */
export function rowAt({ body, start }, index) {
  const row = /** @type {HTMLElement | undefined} */ (body.children[index - start]);
  return row?.dataset.id ? row : null;
}

/**
 * Make a row the one that is reached by the tab key: the one that had the focus last.
 * @param {List} list
 * @param {HTMLElement | null} row
 */
export function enter({ body }, row) {
  if (!row?.dataset.id) return;
  body.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
  row.tabIndex = 0;
}

/**
 * Give a row the keyboard.
 * @param {List} list
 * @param {HTMLElement | null} row
 */
export function take(list, row) {
  if (!row?.dataset.id) return;
  enter(list, row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  reveal(list, row);
}

/**
 * Scroll the list, and never the page, until nothing hides a row.
 * @param {List} list
 * @param {HTMLElement} row
 */
export function reveal({ scroll, head }, row) {
  const box = row.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  const over = head.getBoundingClientRect().bottom - box.top;
  if (over > 0) scroll.scrollTop -= over;
  else if (box.bottom > frame.bottom) scroll.scrollTop += box.bottom - frame.bottom;
}

/**
 * Mark the selected row, and return it where it is there.
 * @param {List} list
 */
export function markSelected({ body, data }) {
  let found = null;
  for (const row of /** @type {Iterable<HTMLElement>} */ (/** @type {unknown} */ (body.children))) {
    const selected = Boolean(data.selected) && row.dataset.id === data.selected;
    row.setAttribute("aria-selected", String(selected));
    if (selected) found = row;
  }
  return found;
}
