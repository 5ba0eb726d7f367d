/* Elements of our components. Text goes in by textContent, never as HTML. */

/**
 * Make an element of a class, with a text; a button is one to press, not to send a form with.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (made instanceof HTMLButtonElement) made.type = "button";
  return made;
}

/**
 * Find an element that the component's own HTML has.
 * @param {ParentNode} root
 * @param {string} selector
 */
export function find(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}
