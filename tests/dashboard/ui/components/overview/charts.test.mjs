import assert from "node:assert/strict";
import test from "node:test";
import { shareOf } from "../../../../../dashboard/ui/components/overview/overview.js";
import { outline, strength } from "../../../../../dashboard/ui/components/overview/world.js";

test("a bar is as long as its share, and one that has anything is seen", () => {
  assert.equal(shareOf(5, 10), 50);
  assert.equal(shareOf(1, 100000), 1);
  assert.equal(shareOf(0, 10), 0);
});

test("the country with most has the full colour, one with a single event is seen", () => {
  assert.equal(strength(900, 900), 1);
  assert.ok(strength(1, 1e6) > 0.18);
});

test("steps from point to point become an outline, south of the equator down", () => {
  assert.equal(outline([1000, 2000, 500, -1000]), "M1 -2l0.5 1z");
});

test("a step across the end of the map is a short one, and the far west of Russia lies east", () => {
  assert.equal(outline([179000, 0, -358000, 0]), "M179 0l2 0z");
  assert.equal(outline([-175000, 66000, 1000, 0]), "M185 -66l1 0z");
});
