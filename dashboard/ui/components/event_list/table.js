/* The event list: asks the server for its rows by pages, as it is scrolled, sorted and played. */
import { find } from "../dom.js";
import { listen } from "../window_events.js";
import { markSelected, reveal } from "./focus.js";
import { drawHead } from "./head.js";
import { addKeys } from "./keys.js";
import { listed, load, loadMore } from "./loading.js";
import { waitingRows } from "./rows.js";

/**
 * @typedef {import("../component.d.ts").Component<import("./types.d.ts").Data>} Component
 * @typedef {import("./types.d.ts").List} List
 */

/** @type {WeakMap<HTMLElement, List>} by the element it is in */
const lists = new WeakMap();

/**
 * Show the list that Python hands over.
 * @param {Component} component
 */
export default function run(component) {
  const root = find(component.parentElement, ".list");
  const before = lists.get(root);
  const list = before ?? listIn(root, component);
  const { data } = list;
  lists.set(root, list);
  list.data = component.data;
  list.trigger = component.setTriggerValue;
  list.off.abort();
  list.off = new AbortController();
  listen("window", (days) => follow(list, days), list.off.signal);
  root.style.setProperty("--height", `${list.data.height}px`);
  list.table.setAttribute("aria-label", list.data.label);
  drawHead(list);
  if (before) update(list, data);
  else begin(list);
  return () => close(list);
}

/**
 * @param {HTMLElement} root
 * @param {Component} component
 * @returns {List}
 */
function listIn(root, { data, setTriggerValue }) {
  /** @type {List} */
  const list = {
    root,
    scroll: find(root, ".scroll"),
    table: find(root, "table"),
    head: find(root, "thead tr"),
    body: find(root, "tbody"),
    none: find(root, ".none"),
    range: find(root, ".range"),
    state: find(root, ".state"),
    data,
    trigger: setTriggerValue,
    asked: "",
    start: 0,
    total: 0,
    days: null,
    request: null,
    next: null,
    timer: 0,
    tries: 0,
    off: new AbortController(),
  };
  list.scroll.onscroll = () => loadMore(list);
  addKeys(list);
  return list;
}

/**
 * Load the first rows, or those around the event that is looked at.
 * @param {List} list
 */
function begin(list) {
  const { data } = list;
  const around = data.selected || data.opened;
  list.asked = listed(list);
  list.body.replaceChildren(...waitingRows(data.columns));
  const focus = Boolean(data.focus && around);
  load(list, { where: around ? { around } : { from: 0 }, place: "replace", focus });
}

/**
 * Load the rows anew where others are asked for, or those around another event that is selected.
 * @param {List} list
 * @param {import("./types.d.ts").Data} before
 */
function update(list, before) {
  const { data } = list;
  const same = JSON.stringify(before.ask) === JSON.stringify(data.ask);
  if (!same) list.days = null; // those that were dragged over have become the filter's
  const now = listed(list);
  if (now !== list.asked) {
    list.asked = now;
    load(list, { where: { from: same ? list.start : 0 }, place: "replace" });
  } else if (data.selected !== before.selected) {
    const row = markSelected(list);
    if (row) reveal(list, row);
    else if (data.selected) load(list, { where: { around: data.selected }, place: "replace" });
  }
}

/**
 * Follow the days that somebody plays or drags over on the timeline.
 * @param {List} list
 * @param {List["days"]} days
 */
function follow(list, days) {
  list.days = days?.since || days?.until ? days : null;
  list.asked = listed(list);
  load(list, { where: { from: 0 }, place: "replace" });
}

/** @param {List} list */
function close(list) {
  list.off.abort();
  clearTimeout(list.timer);
  list.request?.abort();
}
