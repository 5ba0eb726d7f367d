/* Who else follows the days while they are chosen or played: the map beside the timeline, and the
   list that hears "dateline:window", { since, until, playing }, the days as YYYY-MM-DD or null
   where open. */
import { dispatch } from "../window_events.js";
import { isoOf } from "./days.js";

/** @typedef {import("./range.js").Range} Range */

const TELL = 100; // ms from one event to the next
const TELL_PLAYED = 200; // ms; the list that hears it draws its rows anew each time
const MAP = 'iframe[title="streamlit_folium.st_folium"]';

/** Return what the map's frame offers; undefined where there is none, or not yet. */
export function mapOfPage() {
  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(MAP));
  return /** @type {import("./types.d.ts").Map | undefined} */ (frame?.contentWindow?.Dateline);
}

/**
 * Make what has the map follow a range: one question at a time, always for the newest range.
 * @param {() => import("./types.d.ts").Map | undefined} map
 * @returns {import("./types.d.ts").Follow}
 */
export function follower(map) {
  /** @type {{ range: Range, after?: () => void } | null} */
  let wanted = null;
  /** @type {Promise<void> | null} */
  let asking = null;
  const ask = async () => {
    while (wanted) {
      const { range, after } = wanted;
      wanted = null;
      await map()?.during?.([isoOf(range[0]), isoOf(range[1])]);
      after?.();
    }
    asking = null;
  };
  /** @type {(range: Range, after?: () => void) => void} */
  const follow = (range, after) => {
    wanted = { range, after: after ?? wanted?.after };
    asking ||= ask();
  };
  return Object.assign(follow, { idle: () => asking });
}

/**
 * Make what says on the page's window which days there are, at most ten times a second; five times
 * while they are played.
 * @returns {(range: Range, playing: boolean) => void}
 */
export function announcer() {
  /** @type {{ since: string | null, until: string | null, playing: boolean } | null} */
  let next = null;
  let at = 0;
  let timer = 0;
  const announce = () => {
    timer = 0;
    at = performance.now();
    dispatch("window", next);
  };
  return ([since, until], playing) => {
    next = { since: isoOf(since) || null, until: isoOf(until) || null, playing };
    const rest = playing ? TELL_PLAYED : TELL;
    if (!timer) timer = setTimeout(announce, Math.max(0, at + rest - performance.now()));
  };
}
