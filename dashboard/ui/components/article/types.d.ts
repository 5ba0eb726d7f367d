/* What an article's text and the strip beside it are handed (text.py, strip.py). */
import type { Component } from "../component.d.ts";

/** m12: a mention, e3: an event, c40: a claim, s2: a mark of the map; "" for none. */
export type Key = string;

/** Words with their classes, and the keys of what is there. */
export type Piece = [text: string, classes: string, keys: string];

export interface TextData {
  /** Another where the text is another. */
  stamp: number;
  lines: Piece[][];
  /** The marks of the map: which events and mentions each stands for. */
  sites: { events: number[]; mentions: Key[] }[];
  /** What they are called: a name, and what is there. */
  labels: [string, string][];
  events: { number: number; title: string; site: number | null; claims: Key[] }[];
  skip: string;
}

/** An article's text on the page. */
export interface Reading {
  root: HTMLElement;
  /** As Streamlit handed it over last. */
  component: Component<TextData>;
  data: TextData;
  /** What is drawn, as JSON. */
  drawn: string;
  /** The elements of each key. */
  at: Map<Key, HTMLElement[]>;
  picked: Key;
  lit: Key;
  /** Ends the listeners of the last time it was handed over. */
  off: AbortController;
}

export interface StripEvent {
  /** e3: an event, m12: a place that is only named. */
  key: Key;
  title: string;
  colour: string;
  /** First and last, since 1970; null without a date. */
  days: [first: number, last: number] | null;
  sure: boolean;
}

export interface StripData {
  article: string;
  events: StripEvent[];
  locale: string;
  kinds: [colour: string, label: string][];
  picked: Key;
  status: string;
  messages: Record<"strip" | "undated" | "named" | "open" | "close", string>;
}

/** The strip of an article's events on the page. */
export interface Strip {
  root: HTMLElement;
  data: StripData;
  /** What is drawn, as JSON. */
  drawn: string;
  /** One an event, in the order of `data.events`. */
  buttons: HTMLButtonElement[];
  /** Ends the listeners of the last time it was handed over. */
  off: AbortController;
}
