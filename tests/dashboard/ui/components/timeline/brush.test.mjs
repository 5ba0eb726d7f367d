import assert from "node:assert/strict";
import test from "node:test";
import {
  dragged,
  gripAt,
  stepOf,
  stepped,
} from "../../../../../dashboard/ui/components/timeline/brush.js";
import { dayOf, isoOf } from "../../../../../dashboard/ui/components/timeline/days.js";
import { withEnd } from "../../../../../dashboard/ui/components/timeline/head.js";
import { presetRange } from "../../../../../dashboard/ui/components/timeline/presets.js";
import {
  barAt,
  betweenOf,
  rangeOf,
} from "../../../../../dashboard/ui/components/timeline/range.js";

const EDGES = [0, 7, 14, 21, 28]; // four bars of a week

for (const [x, whole, grip] of [
  [100, false, "from"],
  [111, false, "from"],
  [150, false, "body"],
  [192, false, "to"],
  [211, false, "to"],
  [212, false, "new"],
  [50, false, "new"],
  [100, true, "new"],
]) {
  test(`at ${x} px of days from 100 to 200${whole ? ", all of them," : ""} one takes ${grip}`, () => {
    assert.equal(gripAt(x, [100, 200], whole), grip);
  });
}

for (const [grip, from, to, between, wanted] of [
  ["new", 8, 19, [0, 28], [7, 21]],
  ["new", 19, 8, [0, 28], [7, 21]],
  ["new", 8, 9, [0, 28], [7, 14]],
  ["from", 7, 1, [7, 21], [0, 21]],
  ["from", 7, 27, [7, 21], [14, 21]],
  ["to", 21, 27, [7, 21], [7, 28]],
  ["to", 21, 2, [7, 21], [7, 14]],
  ["body", 10, 16, [7, 21], [14, 28]],
  ["body", 10, 60, [7, 21], [14, 28]],
  ["body", 10, -60, [7, 21], [0, 14]],
]) {
  test(`${grip} dragged from ${from} to ${to} makes ${between} ${wanted}`, () => {
    assert.deepEqual(dragged({ grip, day: from, between }, to, EDGES), wanted);
  });
}

for (const [key, end, between, wanted] of [
  ["ArrowRight", 0, [7, 28], [14, 28]],
  ["ArrowLeft", 1, [7, 28], [7, 21]],
  ["ArrowRight", 0, [14, 21], [14, 21]], // never over the other end
  ["ArrowLeft", 1, [14, 21], [14, 21]],
  ["ArrowRight", 0, [9, 28], [14, 28]], // days that were typed lie between two edges
  ["ArrowLeft", 0, [9, 28], [7, 28]],
  ["PageDown", 0, [21, 28], [0, 28]],
  ["Home", 0, [21, 28], [0, 28]],
  ["End", 1, [0, 7], [0, 28]],
  ["End", 0, [0, 14], [7, 14]],
]) {
  test(`${key} on ${end ? "the last" : "the first"} day of ${between} makes ${wanted}`, () => {
    assert.deepEqual(stepped(between, end, stepOf(key), EDGES), wanted);
  });
}

test("other keys are no steps", () => {
  assert.equal(stepOf("a"), undefined);
});

for (const [range, between] of [
  [
    [null, null],
    [0, 28],
  ],
  [
    [7, 20],
    [7, 21],
  ],
  [
    [null, 6],
    [0, 7],
  ],
  [
    [14, null],
    [14, 28],
  ],
]) {
  test(`the days ${range} lie between ${between}, and back`, () => {
    assert.deepEqual(betweenOf(range, EDGES), between);
    assert.deepEqual(rangeOf(between, EDGES), range);
  });
}

test("days beyond the bars are held at their ends", () => {
  assert.deepEqual(betweenOf([-50, 400], EDGES), [0, 28]);
  assert.deepEqual(
    [-5, 0, 6.9, 7, 400].map((day) => barAt(day, EDGES)),
    [0, 0, 0, 1, 3],
  );
});

for (const [range, end, day, wanted] of [
  [[3, 9], 0, 5, [5, 9]],
  [[3, 9], 0, 12, [12, 12]],
  [[3, 9], 1, 1, [1, 1]],
  [[null, 9], 1, null, [null, null]],
]) {
  test(`${day} typed as ${end ? "last" : "first"} day of ${range} makes ${wanted}`, () => {
    assert.deepEqual(withEnd(range, end, day), wanted);
  });
}

for (const [name, first, last] of [
  ["week", "2023-12-09", "2023-12-15"],
  ["days30", "2023-11-16", "2023-12-15"],
  ["month", "2023-12-01", "2023-12-31"],
  ["year", "2023-01-01", "2023-12-31"],
  ["all", "", ""],
]) {
  test(`${name} up to 15 December 2023 is ${first} to ${last}`, () => {
    assert.deepEqual(presetRange(name, dayOf("2023-12-15")).map(isoOf), [first, last]);
  });
}
