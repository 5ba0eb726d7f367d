/* What the event list is handed (table.py), what the server answers it (rows.py), and what it holds
   while it is on the page. */
import type { Component } from "../component.d.ts";

export interface Column {
  key: string;
  name: string;
  sortable: boolean;
  number: boolean;
}

/** The query that tells the server which rows to send. */
export interface Ask {
  filter: string;
  kind: string;
  spot: string;
  /** A column, with "-" before it from the greatest down. */
  sort: string;
  columns: string;
  language: string;
}

export type Message = "loading" | "none" | "none_now" | "gone" | "wrong" | "range";

export interface Data {
  url: string;
  ask: Ask;
  /** The filter without its days, and these, "" where open. */
  still: string;
  days: [since: string, until: string];
  version: number;
  /** The event that is selected, the one that was opened last. */
  selected: string;
  opened: string;
  /** Whether the list is to have the keyboard. */
  focus: boolean;
  height: number;
  label: string;
  columns: Column[];
  messages: Record<Message, string>;
}

export interface Row {
  id: string;
  cells: string[];
  colour: string;
  disputed: boolean;
}

export interface Answer {
  from: number;
  total: number;
  rows: Row[];
}

/** Where rows are put: in place of all, below them, above them. */
export type Place = "replace" | "append" | "prepend";

/** What to load, where to put it, and which row then has the keyboard: by number, or the opened one. */
export interface Request {
  where: { from?: number; count?: number; around?: string };
  place: Place;
  focus?: number | boolean;
}

/** The list on the page. */
export interface List {
  root: HTMLElement;
  scroll: HTMLElement;
  table: HTMLElement;
  head: HTMLElement;
  body: HTMLElement;
  none: HTMLElement;
  range: HTMLElement;
  state: HTMLElement;
  data: Data;
  trigger: Component<Data>["setTriggerValue"];
  /** What the rows are an answer to. */
  asked: string;
  /** The number of the first row that is there, and how many there are in all. */
  start: number;
  total: number;
  /** Days that are dragged or played, in place of the filter's own. */
  days: { since: string | null; until: string | null } | null;
  /** The request that is under way, and the one to come after it. */
  request: AbortController | null;
  next: Request | null;
  /** The try to come, and how many failed. */
  timer: number;
  tries: number;
  /** Ends what listens to the timeline. */
  off: AbortController;
}
