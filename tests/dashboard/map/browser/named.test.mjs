import assert from "node:assert/strict";
import test from "node:test";
import { ringDiameter } from "../../../../dashboard/map/browser/marks/named.js";

test("a ring grows with the articles that name a place, and stays smaller than a circle", () => {
  assert.equal(ringDiameter(1), 11);
  assert.ok(ringDiameter(1000) > ringDiameter(10));
  assert.ok(ringDiameter(1000) < 17 + 14 * 3);
});
