/* Icons of the types of event, cut out of a square in a circle: one file of outlines, fetched once. */
import { element } from "../dom.js";
import { file } from "../ground/files.js";

/**
 * Draw an icon into a circle, as soon as the outlines are there; nothing for an unknown one.
 * @param {HTMLElement} circle
 * @param {string} name
 */
export async function addIcon(circle, name) {
  /** @type {Record<string, string>} */
  const outlines = await file("icons.json").catch(() => ({}));
  if (!outlines[name]) return;
  const icon = element("span", "icon");
  icon.style.clipPath = `path("${outlines[name]}")`;
  circle.replaceChildren(icon);
}
