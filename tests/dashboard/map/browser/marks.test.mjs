import assert from "node:assert/strict";
import test from "node:test";
import { overlap } from "../../../../dashboard/map/browser/ground/labels.js";
import { points } from "../../../../dashboard/map/browser/ground/lines.js";
import { destination, sector } from "../../../../dashboard/map/browser/marks/areas.js";

const near = (found, wanted) =>
  found.every((value, i) => Math.abs(value - wanted[i]) < 0.01) ||
  assert.fail(`${found} is not ${wanted}`);

for (const [bearing, km, wanted] of [
  [0, 111.195, [36, 40]],
  [180, 111.195, [34, 40]],
  [90, 91.1, [34.99, 41]],
  [270, 0, [35, 40]],
]) {
  test(`${km} km in direction ${bearing} of 35, 40 is ${wanted}`, () => {
    near(destination(35, 40, bearing, km), wanted);
  });
}

test("a sector has its point at the place and its arc around its direction", () => {
  const corners = sector([35, 40, 50, "sector", 90]);
  assert.deepEqual(corners[0], [35, 40]);
  assert.equal(corners.length, 20);
  assert.ok(corners.slice(1).every(([, lon]) => lon > 40.3));
  near(corners[10], destination(35, 40, 90, 50));
});

test("steps become a line, and go the short way over the 180th meridian", () => {
  assert.deepEqual(points([179000, 10000, 2000, 0]), [
    [10, 179],
    [10, 181],
  ]);
  assert.deepEqual(points([179000, 10000, -358000, 500]), [
    [10, 179],
    [10.5, 181],
  ]);
  assert.deepEqual(points([-179000, 0, 358000, 0]), [
    [0, -179],
    [0, -181],
  ]);
});

for (const [a, b, both] of [
  [[0, 0, 10, 10], [9, 9, 20, 20], true],
  [[0, 0, 10, 10], [10, 0, 20, 10], false],
  [[0, 0, 10, 10], [2, 2, 3, 3], true],
  [[0, 0, 10, 10], [0, 11, 10, 20], false],
]) {
  test(`the boxes ${a} and ${b} ${both ? "overlap" : "do not overlap"}`, () => {
    assert.equal(overlap(a, b), both);
    assert.equal(overlap(b, a), both);
  });
}
