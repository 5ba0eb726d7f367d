/* The events to play through, as moments.py writes them, and how many of them each group of places
   has within a window of days. The window is moved, never counted anew: what comes in is added,
   what goes out is taken off, so that a million events cost what a day of them costs. */

/**
 * The events by their first day: those of `day[d]` are from `start[d]` up to `start[d + 1]`.
 * @typedef {object} Events
 * @property {string[]} colours of the kinds
 * @property {Int32Array} day since 1970
 * @property {Uint32Array} start
 * @property {Float32Array} lat of each site
 * @property {Float32Array} lon of each site
 * @property {Uint16Array | Uint32Array} site of each event
 * @property {Uint16Array} longer how many days after its first an event's last is
 * @property {Uint8Array} kind of each event
 */

/**
 * @typedef {object} Window
 * @property {Events} events
 * @property {number} kinds
 * @property {ByLast} last
 * @property {Uint32Array} slot of each event in the counts
 * @property {Int32Array} counts by group and kind
 * @property {number} begins how many events begin before its end
 * @property {number} ends how many of these end before its beginning
 */

/**
 * The events again by their last day.
 * @typedef {object} ByLast
 * @property {Uint32Array} order
 * @property {Uint32Array} upTo how many end before each day, `low` the first
 * @property {number} low
 */

/**
 * Read what the server sends.
 * @param {ArrayBuffer} buffer
 * @returns {Events}
 */
export function readEvents(buffer) {
  const long = new Uint32Array(buffer, 0, 1)[0];
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, long)));
  let at = 4 + long;
  /**
   * @template {ArrayBufferView} Values
   * @param {new (buffer: ArrayBuffer, at: number, length: number) => Values} Kind
   * @param {number} length
   */
  const take = (Kind, length) => {
    const values = new Kind(buffer, at, length);
    at += values.byteLength;
    return values;
  };
  return {
    colours: head.kinds,
    day: take(Int32Array, head.days),
    start: take(Uint32Array, head.days + 1),
    lat: take(Float32Array, head.sites),
    lon: take(Float32Array, head.sites),
    site: head.wide ? take(Uint32Array, head.events) : take(Uint16Array, head.events),
    longer: take(Uint16Array, head.events),
    kind: take(Uint8Array, head.events),
  };
}

/**
 * Make a window over events; it has to be grouped and moved before it counts.
 * @param {Events} events
 * @returns {Window}
 */
export function windowOver(events) {
  return {
    events,
    kinds: Math.max(1, events.colours.length),
    last: byLast(events),
    slot: new Uint32Array(events.site.length),
    counts: new Int32Array(0),
    begins: 0,
    ends: 0,
  };
}

/**
 * Group the sites anew; the window has to be moved again.
 * @param {Window} window
 * @param {Uint32Array} group of each site
 * @param {number} groups
 */
export function regroup(window, group, groups) {
  const { events, kinds, slot } = window;
  for (let i = 0; i < slot.length; i++) slot[i] = group[events.site[i]] * kinds + events.kind[i];
  window.counts = new Int32Array(groups * kinds);
  window.begins = window.ends = 0;
}

/**
 * Move a window to days since 1970, both included; null is open.
 * @param {Window} window
 * @param {number | null} since
 * @param {number | null} until
 */
export function move(window, since, until) {
  const { events, last } = window;
  const begins = until === null ? events.site.length : beginningBefore(events, until + 1);
  const ends = since === null ? 0 : endingBefore(last, since);
  add(window, window.begins, begins, null, 1);
  add(window, begins, window.begins, null, -1);
  add(window, window.ends, ends, last.order, -1);
  add(window, ends, window.ends, last.order, 1);
  window.begins = begins;
  window.ends = ends;
}

/**
 * Return how many events are in the window.
 * @param {Window} window
 */
export function inside({ begins, ends }) {
  return begins - ends;
}

/**
 * Return how many events each site has at any time: the fullest lead the groups.
 * @param {Events} events
 */
export function totals({ lat, site }) {
  const found = new Uint32Array(lat.length);
  for (const one of site) found[one]++;
  return found;
}

/**
 * @param {Window} window
 * @param {number} from
 * @param {number} to
 * @param {Uint32Array | null} order null for that of the events
 * @param {1 | -1} by
 */
function add({ slot, counts }, from, to, order, by) {
  for (let i = from; i < to; i++) counts[slot[order ? order[i] : i]] += by;
}

/**
 * @param {Events} events
 * @param {number} wanted a day
 */
function beginningBefore({ day, start }, wanted) {
  let low = 0;
  let high = day.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return start[low] || 0;
}

/**
 * @param {ByLast} last
 * @param {number} wanted a day
 */
function endingBefore({ upTo, low }, wanted) {
  return upTo[Math.max(0, Math.min(upTo.length - 1, wanted - low))];
}

/**
 * @param {Events} events
 * @returns {ByLast}
 */
function byLast(events) {
  const low = events.day[0] || 0;
  const last = lastDays(events);
  let high = low;
  for (const day of last) if (day > high) high = day;
  const upTo = new Uint32Array(high - low + 2);
  for (const day of last) upTo[day - low + 1]++;
  for (let d = 1; d < upTo.length; d++) upTo[d] += upTo[d - 1];
  const next = upTo.slice();
  const order = new Uint32Array(last.length);
  for (let i = 0; i < last.length; i++) order[next[last[i] - low]++] = i;
  return { order, upTo, low };
}

/** @param {Events} events */
function lastDays({ day, start, longer }) {
  const last = new Int32Array(longer.length);
  for (let d = 0; d < day.length; d++) {
    for (let i = start[d]; i < start[d + 1]; i++) last[i] = day[d] + longer[i];
  }
  return last;
}
