/* What stands over and under the map: a button, a notice, the legend, whose borders these are. */
import { button, byId, element } from "../dom.js";
import { message } from "../messages.js";
import { reserveLegend } from "./legend.js";

const OF_EVENTS = ["list-area", "legend", "switches"];

/**
 * Add it, hidden where the map shows no events of its own.
 * @param {HTMLElement} box the map's
 * @param {() => void} list called to list what is in view
 */
export function addFurniture(box, list) {
  const listing = button("", list);
  listing.id = "list-area";
  const [notice, legend, note] = ["notice", "legend", "note"].map((name) => {
    const made = element("div", name);
    made.id = name;
    return made;
  });
  notice.setAttribute("role", "status");
  L.DomEvent.disableClickPropagation(notice);
  for (const made of [listing, notice, legend]) made.hidden = true;
  box.append(listing, notice);
  box.after(legend, note);
  reserveLegend(legend);
  document.addEventListener("dateline:messages", () => {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", message("map"));
    listing.textContent = message("list");
    listing.title = message("list-title");
  });
}

/**
 * Show what belongs to events only where there are some.
 * @param {boolean} events
 */
export function showFurniture(events) {
  for (const id of OF_EVENTS) byId(id).hidden = !events;
}

/**
 * Say under the map whose borders these are, or whose tiles.
 * @param {string} key
 * @param {Record<string, string>} [fields]
 */
export function showNote(key, fields) {
  const write = () => {
    byId("note").textContent = message(key, fields);
  };
  document.addEventListener("dateline:messages", write);
  write();
}

/**
 * Say something over the map; "" takes it away.
 * @param {string} text
 */
export function showNotice(text) {
  const box = byId("notice");
  box.textContent = text;
  box.hidden = !text;
}
