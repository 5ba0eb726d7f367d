/* What belongs together: a mention, the event it is in, the mark of its place on the map. */

/**
 * @typedef {import("./types.d.ts").Key} Key
 * @typedef {import("./types.d.ts").TextData} TextData
 * @typedef {{ marks: number[], events: number[], keys: Key[] }} Reach of the map, of the strip, of
 *   the text
 */

/**
 * Return the key of what map or strip say; "" for nothing.
 * @param {{ mark?: number, event?: number, key?: Key }} what
 * @returns {Key}
 */
export function keyOf({ mark, event, key }) {
  if (key) return key;
  if (event !== undefined) return `e${event}`;
  return mark === undefined ? "" : `s${mark}`;
}

/**
 * Return what lights up together with a key.
 * @param {TextData} data
 * @param {Key} key
 * @param {(mention: Key, event: Key) => boolean} within whether a mention is in an event's words
 * @returns {Reach}
 */
export function reach(data, key, within) {
  const at = Number(key.slice(1));
  if (key[0] === "e") return reachOfEvent(data, at, within);
  const { sites } = data;
  const marks =
    key[0] === "s"
      ? [at].filter((site) => sites[site])
      : [...sites.keys()].filter((site) => sites[site].mentions.includes(key));
  const events = marks.flatMap((site) => sites[site].events);
  const named = marks.flatMap((site) => sites[site].mentions);
  const own = key[0] === "m" ? [key] : [];
  return { marks, events, keys: [...new Set([...own, ...named]), ...events.map((i) => `e${i}`)] };
}

/**
 * @param {TextData} data
 * @param {number} event
 * @param {(mention: Key, event: Key) => boolean} within
 * @returns {Reach}
 */
function reachOfEvent({ events, sites }, event, within) {
  const key = `e${event}`;
  const { site } = events[event];
  if (site === null) return { marks: [], events: [event], keys: [key] };
  const named = sites[site].mentions.filter((mention) => within(mention, key));
  return { marks: [site], events: [event], keys: [key, ...named] };
}

/**
 * Return what is chosen by map or strip. A mark with several events gives the one after the picked
 * one; one with none its mentions.
 * @param {TextData} data
 * @param {{ mark?: number, event?: number, key?: Key }} what
 * @param {Key} picked
 * @returns {Key}
 */
export function nextKey({ sites }, { mark, event, key }, picked) {
  if (key) return key;
  if (event !== undefined) return `e${event}`;
  const site = mark === undefined ? undefined : sites[mark];
  if (!site) return "";
  const keys = site.events.length ? site.events.map((i) => `e${i}`) : site.mentions;
  return keys[(keys.indexOf(picked) + 1) % keys.length] || "";
}
