/* Playing the events through. The map's own script draws them (map/browser/playback); this moves
   the days. When it rests, the days it rests at become the chosen ones: what is on the map can then
   be clicked, listed, linked to and taken away as any choice of days can. */
import { element } from "../dom.js";
import { commit, commitSoon, mapBeside, rest, showPlayed } from "./choosing.js";
import { fieldsOf, icon, keysOf, MOST_DAYS, nameKey } from "./controls.js";
import { advance, begin, daysPerSecond, mayGoOn, step } from "./playback.js";

/**
 * @typedef {import("./playback.js").Unit} Unit
 * @typedef {import("./range.js").Range} Range
 * @typedef {import("./types.d.ts").Timeline} Timeline
 */

/**
 * @typedef {object} Player
 * @property {Timeline} timeline
 * @property {ReturnType<typeof fieldsOf>} fields
 * @property {ReturnType<typeof keysOf>} keys
 * @property {HTMLElement} box
 * @property {boolean} playing
 * @property {number} turn counts the times it was started or ended
 * @property {import("./playback.js").Run | null} run
 * @property {Range | null} before the days before it was first started
 * @property {Unit | null} unit of a step
 */

const WINDOWS = { day: 7, week: 28, month: 90, year: 365 };
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Make the player of a timeline.
 * @param {Timeline} timeline
 */
export function playerOf(timeline) {
  const box = element("div", "tl-player");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", timeline.messages.playback);
  const fields = fieldsOf(timeline);
  /** @type {Player} */
  const player = {
    timeline,
    fields,
    keys: keysOf(timeline, {
      back: () => stepBy(player, -1),
      play: () => (player.playing ? pause(player) : start(player)),
      on: () => stepBy(player, 1),
      stop: () => end(player),
    }),
    box,
    playing: false,
    turn: 0,
    run: null,
    before: null,
    unit: null,
  };
  listenTo(player);
  const { speed, unit, mode, length } = fields;
  box.append(player.keys.box, speed.label, unit.label, mode.label, length.label);
  return {
    box,
    draw: () => draw(player),
    playing: () => player.playing,
    pause: () => pause(player),
  };
}

/** @param {Player} player */
function listenTo(player) {
  const { unit, mode, length } = player.fields;
  unit.field.onchange = () => chooseUnit(player, /** @type {Unit} */ (unit.field.value));
  mode.field.onchange = () => {
    player.run = null;
    draw(player);
  };
  length.field.onchange = () => {
    const window = windowOf(player);
    length.field.value = String(window.days);
    player.run = null;
    const until = player.timeline.range[1];
    if (until !== null && window.mode === "rolling") {
      commit(player.timeline, [until - window.days + 1, until]);
    }
  };
}

/**
 * @param {Player} player
 * @returns {import("./playback.js").Window}
 */
function windowOf({ fields: { mode, length } }) {
  const days = Math.round(Number(length.field.value)) || 1;
  return {
    mode: mode.field.value === "cumulative" ? "cumulative" : "rolling",
    days: Math.max(1, Math.min(MOST_DAYS, days)),
  };
}

/**
 * @param {Player} player
 * @param {Unit} unit
 */
function chooseUnit(player, unit) {
  const { fields, timeline } = player;
  player.unit = unit;
  fields.unit.field.value = unit;
  if (timeline.range.some((day) => day === null)) fields.length.field.value = String(WINDOWS[unit]);
}

/** @param {Player} player */
function unitOf(player) {
  const { unit } = player.timeline.data;
  if (player.unit === null) chooseUnit(player, unit === "decade" ? "year" : unit);
  return /** @type {Unit} */ (player.unit);
}

/** @param {Player} player */
function draw(player) {
  const { timeline, fields, keys, playing, box } = player;
  const { messages } = timeline;
  unitOf(player);
  const { mode } = windowOf(player);
  const [since, until] = timeline.range;
  if (since !== null && until !== null && !playing && mode === "rolling") {
    fields.length.field.value = String(until - since + 1);
  }
  fields.length.label.hidden = mode !== "rolling";
  keys.play.replaceChildren(icon(playing ? "pause" : "play"));
  nameKey(keys.play, playing ? messages.pause : still.matches ? messages.still : messages.play);
  keys.play.disabled = still.matches;
  keys.stop.disabled = !player.before;
  box.dataset.playing = String(playing);
}

/** @param {Player} player */
async function start(player) {
  const { timeline, keys } = player;
  player.turn += 1;
  const mine = player.turn;
  player.playing = true;
  keys.play.setAttribute("aria-busy", "true");
  if (!mayGoOn(player.run, timeline.range)) {
    player.before = timeline.range;
    player.run = begin(timeline.range, wholeOf(timeline), windowOf(player));
  }
  draw(player);
  try {
    if (timeline.data.play) await mapBeside(timeline)?.playback.open(timeline.data.play);
  } catch {
    if (mine === player.turn) pause(player); // the server does not answer; the map says so
    return;
  } finally {
    keys.play.removeAttribute("aria-busy");
  }
  if (mine === player.turn) run(player);
}

/** @param {Player} player */
function run(player) {
  const mine = player.turn;
  let last = performance.now();
  const frame = (/** @type {number} */ now) => {
    if (mine !== player.turn || !player.run) return;
    const speed = Number(player.fields.speed.field.value);
    const perSecond = daysPerSecond(speed, unitOf(player));
    const range = advance(player.run, now - last, perSecond, windowOf(player));
    last = now;
    showPlayed(player.timeline, range);
    if (range[1] >= player.run.goal) pause(player);
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** @param {Player} player */
function pause(player) {
  player.turn += 1;
  player.playing = false;
  if (player.run?.range) rest(player.timeline, player.run.range);
  draw(player);
}

/** @param {Player} player */
function end(player) {
  player.turn += 1;
  player.playing = false;
  player.run = null;
  if (player.before) rest(player.timeline, player.before);
  player.before = null;
  draw(player);
}

/**
 * One step on or back, which asks no more of the eye than a click does.
 * @param {Player} player
 * @param {1 | -1} by
 */
function stepBy(player, by) {
  if (player.playing) pause(player);
  const { timeline } = player;
  player.before ||= timeline.range;
  player.run = null;
  const window = windowOf(player);
  commitSoon(timeline, step(timeline.range, wholeOf(timeline), window, unitOf(player), by));
  draw(player);
}

/**
 * @param {Timeline} timeline
 * @returns {[first: number, last: number]}
 */
function wholeOf({ data }) {
  return [data.first, data.last];
}
