/* On a phone what is beside the text is a sheet, opened and closed by its handle. */
import { element, find } from "../dom.js";

/** @typedef {Record<"open" | "close", string>} Texts */

const SHEET = ".st-key-article-beside";

/**
 * Make the handle.
 * @param {HTMLElement} root
 * @param {Texts} messages
 */
export function handleOf(root, messages) {
  const made = element("button", "dl-handle", messages.open);
  made.setAttribute("aria-expanded", "false");
  made.onclick = () => openSheet(root, messages, made.getAttribute("aria-expanded") !== "true");
  return made;
}

/**
 * Open the sheet, or close it.
 * @param {HTMLElement} root
 * @param {Texts} messages
 * @param {boolean} wanted
 */
export function openSheet(root, messages, wanted) {
  const handle = find(root, ".dl-handle");
  handle.textContent = wanted ? messages.close : messages.open;
  handle.setAttribute("aria-expanded", String(wanted));
  root.closest(SHEET)?.toggleAttribute("data-open", wanted);
}
