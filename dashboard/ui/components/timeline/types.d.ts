/* What the timeline is handed (timeline.py), and what it holds while it is on the page. */
import type { Component } from "../component.d.ts";
import type { Pictures } from "./bars.js";
import type { Formats } from "./formats.js";
import type { Range } from "./range.js";
import type { Scale } from "./scale.js";

export interface Kind {
  label: string;
  colour: string;
  counts: number[];
  /** Events whose date is known only roughly, spread over bars; [] where there are none. */
  vague: number[];
}

export interface Data {
  unit: "day" | "week" | "month" | "year" | "decade";
  /** The days at which the bars begin, and the day after the last. */
  edges: number[];
  kinds: Kind[];
  /** How many places articles name in each bar, a strip under the bars; [] for none. */
  named: number[];
  first: number;
  last: number;
  /** The day of the newest event. */
  newest: number;
  undated: string;
  summary: string;
  help: string;
  /** What to play, beside a map only. */
  play: Record<string, string> | null;
  locale: string;
  language: string;
  rtl: boolean;
  messages: Record<string, string>;
  chosen: Range;
}

/** A part of the timeline that can be drawn again. */
export interface Part {
  draw(): void;
}

/** The timeline on a page. Python's range is the truth: this shows it, and proposes another. */
export interface Timeline {
  /** As Streamlit handed it over last. */
  component: Component<Data>;
  data: Data;
  messages: Record<string, string>;
  range: Range;
  format: Formats;
  scale: Scale;
  /** Undefined while it has no width, as in a part of the page that is folded up. */
  bars: Pictures | undefined;
  /** What was chosen here and Python has yet to confirm. */
  waiting: { range: Range; since: number } | null;
  /** Runs until what is chosen counts as chosen; 0 for none. */
  timer: number;
  /** When the fields of the dates were drawn last, while playing. */
  fieldsDrawn: number;
  plot: HTMLElement;
  canvas: HTMLCanvasElement;
  axis: HTMLElement;
  top: HTMLElement;
  tip: HTMLElement;
  legend: HTMLElement;
  field: HTMLElement;
  brush: Part & { holding(): boolean };
  head: Part;
  player: Part & { box: HTMLElement; playing(): boolean; pause(): void };
  follow: Follow;
  announce(range: Range, playing: boolean): void;
}

/** Has the map follow a range, one question at a time; `after` is called when it has. */
export interface Follow {
  (range: Range, after?: () => void): void;
  idle(): Promise<void> | null;
}

/** What the map's frame offers (map/browser/dateline.js). */
export type Map = import("../../../map/browser/types.d.ts").Public;
