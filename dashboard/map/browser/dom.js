/* What every part of the map's script needs: elements, buttons, panes. Text goes in by textContent,
   never as HTML. */

const SOON = 2000; // ms

/**
 * Make an element of a class, with a text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Make a button over the map; the map hears nothing of its presses.
 * @param {string} className
 * @param {() => void} press
 */
export function button(className, press) {
  const made = element("button", className);
  made.type = "button";
  made.addEventListener("click", press);
  L.DomEvent.disableClickPropagation(made);
  return made;
}

/**
 * Find an element that is in the frame for good.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Add a pane that lets clicks through to the map; return its name.
 * @param {L.Map} map
 * @param {string} name
 * @param {number} order its z-index
 */
export function addPane(map, name, order) {
  const pane = map.createPane(name);
  pane.style.zIndex = String(order);
  pane.style.pointerEvents = "none";
  return name;
}

/**
 * Do what a closer look will need once the events are on the map, which it would hold up.
 * @param {() => void} prepare
 */
export function later(prepare) {
  setTimeout(() => (window.requestIdleCallback || setTimeout)(prepare), SOON);
}

/** Return whether the reader asked for a picture that does not move by itself. */
export function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
