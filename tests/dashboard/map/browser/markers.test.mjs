import assert from "node:assert/strict";
import test from "node:test";
import { bright, diameter } from "../../../../dashboard/map/browser/marks/circles.js";
import { classesOf, tooltipLines } from "../../../../dashboard/map/browser/marks/markers.js";

const KINDS = [{ label: "Shelling", colour: "#7f1d1d", n: 5 }];
const place = (fields) => ({ n: 1, kind: 0, disputed: 0, others: 0, name: "Raqqa", ...fields });
const keys = (fields) => tooltipLines(place(fields), { kinds: KINDS }).map(([, text]) => text);

test("a circle grows with the logarithm of its events", () => {
  assert.equal(diameter(1), 17);
  assert.equal(diameter(10), 31);
  assert.equal(diameter(100) - diameter(10), diameter(10) - diameter(1));
});

for (const [colour, dark] of [
  ["#ffffff", true],
  ["#e0a100", true],
  ["#8b98a5", true],
  ["#7a8794", true],
  ["#6b7280", false],
  ["#7f1d1d", false],
  ["#1f5f8b", false],
  ["#000000", false],
]) {
  test(`figures on ${colour} are ${dark ? "dark" : "white"}`, () => {
    assert.equal(bright(colour), dark);
  });
}

for (const [fields, colour, classes] of [
  [{}, "#7f1d1d", "place"],
  [{}, "#e0a100", "place bright"],
  [{ n: 3, disputed: 3 }, "#7f1d1d", "place disputed"],
  [{ n: 3, disputed: 1 }, "#e0a100", "place bright partly"],
]) {
  test(`a place with ${JSON.stringify(fields)} on ${colour} is "${classes}"`, () => {
    assert.equal(classesOf(place(fields), colour), classes);
  });
}

/* No words have come: a message is its key. */
for (const [fields, said] of [
  [{}, ["Shelling"]],
  [{ disputed: 1 }, ["Shelling", "disputed"]],
  [{ n: 4 }, ["events", "mostly"]],
  [{ n: 4, others: 2, disputed: 1 }, ["more", "events", "mostly", "some-disputed"]],
]) {
  test(`the tooltip of ${JSON.stringify(fields)} says ${said}`, () => {
    assert.deepEqual(keys(fields), said);
  });
}
