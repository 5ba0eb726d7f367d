/* Lights, chooses and picks in the text what is pointed at, chosen and picked anywhere. */
import { dispatch } from "../window_events.js";
import { reach } from "./reach.js";
import { show } from "./scrolling.js";

/**
 * @typedef {import("./types.d.ts").Key} Key
 * @typedef {import("./types.d.ts").Reading} Reading
 */

const SETTLED = 250; // ms until the panel beside the text has its place

/**
 * Light what belongs to a key, here and beside the text; "" lights nothing.
 * @param {Reading} reading
 * @param {Key} key
 */
export function light(reading, key) {
  if (reading.lit === key) return;
  reading.lit = key;
  const { root, data, at } = reading;
  for (const made of root.querySelectorAll(".dl-lit")) made.classList.remove("dl-lit");
  const within = (/** @type {Key} */ mention, /** @type {Key} */ event) => {
    const words = new Set(at.get(event));
    return (at.get(mention) ?? []).some((made) => words.has(made));
  };
  const { marks, events, keys } = key
    ? reach(data, key, within)
    : { marks: [], events: [], keys: [] };
  for (const made of keys.flatMap((lit) => at.get(lit) ?? [])) made.classList.add("dl-lit");
  dispatch("light", { marks, events });
}

/**
 * Have Python pick a key; what is picked already is shown.
 * @param {Reading} reading
 * @param {Key} key
 */
export function choose(reading, key) {
  if (!key) return;
  dispatch("opened", {});
  if (key === reading.picked) show(reading.at.get(key)?.[0]);
  else reading.component.setTriggerValue("pick", key);
}

/**
 * Mark what is picked, and bring it into view.
 * @param {Reading} reading
 * @param {Key} key
 */
export function pick(reading, key) {
  if (key === reading.picked) return;
  reading.picked = key;
  unmark(reading.root);
  if (!key) return;
  const { at, data } = reading;
  const words = at.get(key) ?? [];
  const event = key[0] === "e" && data.events[Number(key.slice(1))];
  if (event) {
    const claims = event.claims.flatMap((claim) => at.get(claim) ?? []);
    for (const made of claims) made.classList.toggle("dl-claim", !words.includes(made));
  }
  for (const made of words) made.classList.add(event ? "dl-sentence" : "dl-chosen");
  words.at(-1)?.setAttribute("aria-current", "true");
  setTimeout(show, SETTLED, words[0]);
}

/** @param {HTMLElement} root */
function unmark(root) {
  for (const made of root.querySelectorAll(".dl-chosen, .dl-sentence, .dl-claim")) {
    made.classList.remove("dl-chosen", "dl-sentence", "dl-claim");
  }
  for (const made of root.querySelectorAll("[aria-current]")) made.removeAttribute("aria-current");
}
