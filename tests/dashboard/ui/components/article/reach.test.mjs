import assert from "node:assert/strict";
import test from "node:test";
import { lanesOf } from "../../../../../dashboard/ui/components/article/lanes.js";
import { keyOf, nextKey, reach } from "../../../../../dashboard/ui/components/article/reach.js";
import { scaleOf } from "../../../../../dashboard/ui/components/timeline/scale.js";

/* Raqqa is named twice, with two events, the first around its first name; Aleppo only named. */
const DATA = {
  sites: [
    { events: [0, 1], mentions: ["m5", "m90"] },
    { events: [], mentions: ["m40"] },
  ],
  events: [{ site: 0 }, { site: 0 }, { site: null }],
};
const within = (mention, event) => mention === "m5" && event === "e0";

for (const [key, marks, events, keys] of [
  ["e0", [0], [0], ["e0", "m5"]],
  ["e1", [0], [1], ["e1"]],
  ["e2", [], [2], ["e2"]],
  ["m90", [0], [0, 1], ["m90", "m5", "e0", "e1"]],
  ["m40", [1], [], ["m40"]],
  ["m7", [], [], ["m7"]], // an unplaced name
  ["s0", [0], [0, 1], ["m5", "m90", "e0", "e1"]],
  ["s9", [], [], []],
]) {
  test(`${key} lights ${keys.join(", ") || "nothing"}`, () => {
    assert.deepEqual(reach(DATA, key, within), { marks, events, keys });
  });
}

for (const [what, picked, key] of [
  [{ event: 2 }, "", "e2"],
  [{ mark: 0 }, "", "e0"],
  [{ mark: 0 }, "e0", "e1"],
  [{ mark: 0 }, "e1", "e0"],
  [{ mark: 1 }, "", "m40"],
  [{ mark: 9 }, "", ""],
  [{}, "", ""],
]) {
  test(`${JSON.stringify(what)} chosen after "${picked}" picks "${key}"`, () => {
    assert.equal(nextKey(DATA, what, picked), key);
  });
}

test("marks and events have keys of their own", () => {
  assert.deepEqual([{ mark: 2 }, { event: 5 }, {}].map(keyOf), ["s2", "e5", ""]);
});

test("who shares a day stands above the others, and nobody over the edge", () => {
  const scale = scaleOf(0, 20, 200);
  const days = [
    [0, 0],
    [0, 0],
    [10, 10],
    [9, 12],
    [19, 19],
  ];
  const { places, count } = lanesOf(days, scale, 24);
  assert.deepEqual(
    places.map(({ lane }) => lane),
    [0, 1, 0, 1, 0],
  );
  assert.equal(count, 2);
  assert.ok(places.every(({ left, wide }) => left >= 0 && left + wide <= 200 && wide >= 24));
});

test("days that follow one another stand in one lane", () => {
  const days = [
    [0, 0],
    [1, 4],
    [5, 5],
  ];
  assert.equal(lanesOf(days, scaleOf(0, 20, 640), 24).count, 1);
});
