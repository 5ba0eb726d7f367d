/* What the charts are handed (charts.py). */

export interface Row {
  key: string;
  label: string;
  n: number;
  /** The same as text. */
  number: string;
  /** "" for the theme's own. */
  colour: string;
  chosen: boolean;
}

export interface Chart {
  field: string;
  title: string;
  /** How many rows are left out. */
  more: number;
  rows: Row[];
}

export interface Months {
  title: string;
  kinds: { label: string; colour: string; counts: number[] }[];
  bars: { days: [since: string, until: string]; label: string }[];
}

export interface World {
  title: string;
  shapes: string;
  codes: string;
  countries: Record<string, { n: number; label: string; chosen: boolean }>;
}

export interface Data {
  language: string;
  rtl: boolean;
  charts: Chart[];
  months: Months;
  world: World;
  none: string;
}
