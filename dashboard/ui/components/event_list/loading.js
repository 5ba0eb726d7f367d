/* Asks the server for rows, page by page, and again where it does not answer. */
import { put } from "./putting.js";

/**
 * @typedef {import("./types.d.ts").Answer} Answer
 * @typedef {import("./types.d.ts").List} List
 * @typedef {import("./types.d.ts").Request} Request
 */

export const PAGE = 30; // rows asked for at once
const NEAR = 400; // px from an end where the next page is asked for
const PATIENCE = 15000; // ms between two tries at most
const SLOW = 300; // ms until loading is said

/** The server has answered, but not with rows. */
class Refusal extends Error {}

/**
 * Name what is listed alike, whether days are the filter's own or in place of them.
 * @param {List} list
 */
export function listed({ data, days }) {
  const ends = days ? [days.since || "", days.until || ""] : data.days;
  return JSON.stringify([{ ...data.ask, filter: data.still }, data.version, ends]);
}

/**
 * Load rows: one request at a time; of those that come while days are played the last one counts.
 * @param {List} list
 * @param {Request} wanted
 */
export async function load(list, wanted) {
  if (list.request && wanted.place !== "replace") return;
  if (list.request && list.days) {
    list.next = wanted;
    return;
  }
  list.request?.abort();
  clearTimeout(list.timer);
  const mine = new AbortController();
  list.request = mine;
  const slow = setTimeout(showState, SLOW, list, list.data.messages.loading);
  try {
    const answer = await fetchRows(list, wanted, mine.signal);
    if (mine === list.request) receive(list, answer, wanted);
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === "AbortError";
    if (mine === list.request && !aborted) fail(list, error, wanted);
  } finally {
    clearTimeout(slow);
  }
}

/**
 * Ask for what comes next where the end of what is there comes into view.
 * @param {List} list
 */
export function loadMore(list) {
  const { body, scroll, start, total } = list;
  if (list.request || !body.querySelector("[data-id]")) return;
  const after = start + body.children.length;
  const bottom = scroll.scrollTop + scroll.clientHeight;
  if (after < total && bottom > scroll.scrollHeight - NEAR) {
    load(list, { where: { from: after }, place: "append" });
  } else if (start > 0 && scroll.scrollTop < NEAR) {
    const from = Math.max(0, start - PAGE);
    load(list, { where: { from, count: start - from }, place: "prepend" });
  }
}

/**
 * @param {List} list
 * @param {Request} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function fetchRows({ data, days }, { where }, signal) {
  const query = { ...data.ask, count: PAGE, ...where };
  const window = days ? { since: days.since || "", until: days.until || "" } : {};
  const named = Object.entries({ ...query, ...window }).map(([key, value]) => [key, String(value)]);
  const answer = await fetch(`${data.url}?${new URLSearchParams(named)}`, { signal });
  if (!answer.ok) throw new Refusal(String(answer.status));
  return answer.json();
}

/**
 * @param {List} list
 * @param {Answer} answer
 * @param {Request} wanted
 */
function receive(list, answer, wanted) {
  list.request = null;
  list.tries = 0;
  showState(list, "");
  list.root.classList.remove("failing");
  put(list, answer, wanted);
  const { next } = list;
  list.next = null;
  if (next) load(list, next);
  else loadMore(list);
}

/**
 * @param {List} list
 * @param {unknown} error
 * @param {Request} wanted
 */
function fail(list, error, wanted) {
  const { messages } = list.data;
  list.request = list.next = null;
  list.root.classList.add("failing");
  showState(list, error instanceof Refusal ? messages.wrong : messages.gone);
  list.timer = setTimeout(load, Math.min(PATIENCE, 1000 * 2 ** list.tries), list, wanted);
  list.tries += 1;
}

/**
 * Say under the list what it waits for; "" for nothing.
 * @param {List} list
 * @param {string} text
 */
function showState({ state, table }, text) {
  if (state.textContent !== text) state.textContent = text;
  table.setAttribute("aria-busy", String(Boolean(text)));
}
