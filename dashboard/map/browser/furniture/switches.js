/* Which layers are shown: switches on the map, kept in the link ("layers=places,density"). */
import { button, element } from "../dom.js";
import { message } from "../messages.js";
import { readLink, writeLink } from "../page.js";

const LAYERS = ["places", "areas", "density"];
const AT_FIRST = ["places", "areas"];

/** @type {string[]} */
let on = [];

/**
 * Return whether a layer is to be shown.
 * @param {string} name
 */
export function isOn(name) {
  return on.includes(name);
}

/**
 * Add the switches, as the link says they stand.
 * @param {L.Map} map
 * @param {() => void} changed called after a press
 */
export function addSwitches(map, changed) {
  on = layersOf(readLink("layers"));
  const group = element("div", "switches");
  group.setAttribute("role", "group");
  group.id = "switches";
  const label = () => labelSwitches(group, buttons);
  const buttons = LAYERS.map((name) =>
    button("switch", () => {
      on = toggled(on, name);
      writeLink("layers", linkOf(on));
      label();
      changed();
    }),
  );
  group.append(...buttons);
  map.getContainer().append(group);
  document.addEventListener("dateline:messages", label);
  label();
}

/**
 * @param {HTMLElement} group
 * @param {HTMLButtonElement[]} buttons
 */
function labelSwitches(group, buttons) {
  group.setAttribute("aria-label", message("layers"));
  buttons.forEach((made, at) => {
    made.textContent = message(LAYERS[at]);
    made.setAttribute("aria-pressed", String(isOn(LAYERS[at])));
  });
}

/**
 * Return the layers that a link asks for; those shown at first where it names none.
 * @param {string} link
 */
export function layersOf(link) {
  const named = link.split(",").filter(Boolean);
  return named.length ? LAYERS.filter((name) => named.includes(name)) : [...AT_FIRST];
}

/**
 * Write layers for a link: "" for those shown at first.
 * @param {string[]} layers
 */
export function linkOf(layers) {
  return layers.join() === AT_FIRST.join() ? "" : layers.join() || "none";
}

/**
 * Return the layers with one switched on or off.
 * @param {string[]} layers
 * @param {string} name
 */
export function toggled(layers, name) {
  return LAYERS.filter((other) => layers.includes(other) !== (other === name));
}
