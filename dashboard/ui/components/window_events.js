/* The components of a page, the map's frame among them, speak by events of the page's window. */

/**
 * Say something to the others.
 * @param {string} name without the "dateline:" before it
 * @param {unknown} detail
 */
export function dispatch(name, detail) {
  window.dispatchEvent(new CustomEvent(`dateline:${name}`, { detail }));
}

/**
 * Listen to the others.
 * @param {string} name without the "dateline:" before it
 * @param {(detail: any) => void} heard
 * @param {AbortSignal} [signal] ends it
 */
export function listen(name, heard, signal) {
  const listener = (/** @type {Event} */ event) => heard(/** @type {CustomEvent} */ (event).detail);
  window.addEventListener(`dateline:${name}`, listener, { signal });
}
