/* What Python and the map's script tell one another. */

/** [lat, lon, radius in km, shape, bearing]: what an event's words really locate (world.py). */
export type Spot = [
  lat: number,
  lon: number,
  km: number,
  shape: "circle" | "sector" | "line" | "region",
  bearing: number | null,
];

/** [south, west, north, east] */
export type Box = [south: number, west: number, north: number, east: number];

/** [since, until] as YYYY-MM-DD, "" where open. */
export type Days = [since: string, until: string];

/** What a colour means, and how many events in view have it. */
export interface Kind {
  label: string;
  colour: string;
  n: number;
}

/** One place or several under one marker; `kind` is what most of its events are. */
export interface Place {
  lat: number;
  lon: number;
  n: number;
  kind: number;
  disputed: number;
  name: string;
  others: number;
  box: Box;
  area: Spot | null;
  /** Of a place with one event only. */
  type?: string;
  icon?: string;
}

/** The answer of /api/places (places.py); `density` is [column, row, count, ...] of cells. */
export interface Answer {
  total: number;
  kinds: Kind[];
  disputed: number;
  places: Place[];
  /** Places that articles name, `n` by how many articles. */
  named?: Place[];
  density?: number[];
  cell?: number;
}

/** What the map should show (world.py). */
export interface Shown {
  filter: string;
  version: string;
  by: string;
  language: string;
  still: string;
  days: Days;
  /** Whether the places that articles name are wanted too. */
  named: boolean;
  /** The numbers of the kinds in the legend that are filtered by. */
  chosen: number[];
  fit: Box | null;
  fitting: number;
  picked: Spot | null;
}

/** An article's mark: [lat, lon, colour as a number, how many events, their areas] (reader.py). */
export type Mark = [lat: number, lon: number, colour: number, events: number, areas: Spot[]];

/** What other scripts of the frame, the page around it and Python may ask of the map. */
export interface Public {
  /** Python: here is the map, once. */
  start(map: import("leaflet").Map, options: { base: string; tiled: boolean }): void;
  /** Python: which filter, which version of the store, where to look, what is picked. */
  show(what: Shown): void;
  /** Python: every mark of an article, and the number of the one that is picked. */
  read(what: { marks: Mark[]; picked: number | null }): void;
  /** The Leaflet map, undefined before it has started. */
  map(): import("leaflet").Map | undefined;
  /** What Python asked for last. */
  shown(): Partial<Shown>;
  /** Days in place of the filter's own; null ends it. */
  during(days: Days | null): Promise<void>;
  /** Hide places, areas and density while something else draws; false shows them. */
  hush(quiet: boolean): void;
  playback: {
    open(what: Record<string, string>): Promise<number>;
    show(since: number | null, until: number | null, text: string): void;
    close(): void;
    frames(): number;
    inside(): number;
  };
}

declare global {
  interface Window {
    Dateline: Public;
    map: import("leaflet").Map;
    Streamlit: { setComponentValue(value: unknown): void };
  }
}
