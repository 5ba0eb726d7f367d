import assert from "node:assert/strict";
import test from "node:test";
import {
  inside,
  move,
  readEvents,
  regroup,
  totals,
  windowOver,
} from "../../../../dashboard/map/browser/playback/moments.js";

/* [first day, last day, site, kind], by the first day. */
const EVENTS = [
  [19000, 19000, 0, 0],
  [19000, 19004, 1, 1],
  [19002, 19002, 0, 1],
  [19002, 19400, 2, 0],
  [19009, 19009, 1, 1],
];
const RANGES = [
  [null, null],
  [19000, 19000],
  [19001, 19001],
  [19003, 19008],
  [null, 19001],
  [19010, null],
  [19401, null],
  [18000, 18999],
];

/* As moments.py writes them. */
function written(events) {
  const days = [...new Set(events.map(([first]) => first))];
  const head = {
    kinds: ["#111111", "#222222"],
    days: days.length,
    sites: 3,
    events: events.length,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(32);
  padded.set(text);
  const start = [...days.map((day) => events.findIndex(([first]) => first === day)), events.length];
  const parts = [
    Uint32Array.of(padded.length),
    padded,
    Int32Array.from(days),
    Uint32Array.from(start),
    Float32Array.of(35, 36, 37),
    Float32Array.of(40, 41, 42),
    Uint16Array.from(events.map(([, , site]) => site)),
    Uint16Array.from(events.map(([first, last]) => last - first)),
    Uint8Array.from(events.map(([, , , kind]) => kind)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer), at);
    at += part.byteLength;
  }
  return bytes.buffer;
}

function counted([since, until]) {
  const counts = new Array(6).fill(0);
  for (const [first, last, site, kind] of EVENTS) {
    if (first <= (until ?? first) && last >= (since ?? last)) counts[site * 2 + kind] += 1;
  }
  return counts;
}

function opened() {
  const window = windowOver(readEvents(written(EVENTS)));
  regroup(window, Uint32Array.of(0, 1, 2), 3);
  return window;
}

test("what the server sends is read as it was written", () => {
  const events = readEvents(written(EVENTS));
  assert.deepEqual([...events.day], [19000, 19002, 19009]);
  assert.deepEqual([...events.start], [0, 2, 4, 5]);
  assert.deepEqual([...events.longer], [0, 4, 0, 398, 0]);
  assert.deepEqual([...totals(events)], [2, 2, 1]);
});

test("a window that is moved counts what one counts anew", () => {
  const window = opened();
  for (const range of [...RANGES, ...[...RANGES].reverse()]) {
    move(window, ...range);
    assert.deepEqual([...window.counts], counted(range), String(range));
    assert.equal(
      inside(window),
      counted(range).reduce((sum, n) => sum + n, 0),
    );
  }
});

test("sites that are grouped are counted together", () => {
  const window = opened();
  regroup(window, Uint32Array.of(0, 0, 1), 2);
  move(window, null, null);
  assert.deepEqual([...window.counts], [1, 3, 1, 0]);
});
