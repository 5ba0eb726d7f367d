import assert from "node:assert/strict";
import test from "node:test";
import { heights, roundUp } from "../../../../../dashboard/ui/components/timeline/bars.js";
import { fullest, totals } from "../../../../../dashboard/ui/components/timeline/tip.js";

const DATA = {
  edges: [0, 7, 14],
  kinds: [
    { label: "Shelling", colour: "#111111", counts: [3, 0], vague: [0.5, 0] },
    { label: "Protest", colour: "#222222", counts: [5, 1], vague: [] },
    { label: "Flood", colour: "#333333", counts: [0, 0], vague: [0, 2] },
  ],
};

for (const [value, round] of [
  [0, 1],
  [1, 1],
  [6.5, 8],
  [8.1, 10],
  [11, 20],
  [61, 80],
  [999, 1000],
]) {
  test(`bars up to ${value} stand on a scale to ${round}`, () => {
    assert.equal(roundUp(value), round);
  });
}

test("a bar is as high as its events are many, those of a rough date too", () => {
  assert.deepEqual(heights(DATA), [8.5, 3]);
});

test("the tip counts what the bar holds, the fullest kinds first", () => {
  assert.deepEqual(totals(DATA, 0), { all: 8.5, rough: 0.5 });
  assert.deepEqual(
    fullest(DATA, 0).map(({ label, n }) => [label, n]),
    [
      ["Protest", 5],
      ["Shelling", 3.5],
    ],
  );
  assert.deepEqual(
    fullest(DATA, 1).map(({ label }) => label),
    ["Flood", "Protest"],
  );
});
