import assert from "node:assert/strict";
import test from "node:test";
import { barOf, roundDown } from "../../../../dashboard/map/browser/furniture/scale.js";

for (const [value, round] of [
  [1, 1],
  [1.99, 1],
  [2, 2],
  [4.9, 2],
  [5, 5],
  [9.99, 5],
  [10, 10],
  [731, 500],
  [1_999, 1_000],
  [0.3, 0.2],
  [8_400_000, 5_000_000],
]) {
  test(`${value} is rounded down to ${round}`, () => {
    assert.ok(Math.abs(roundDown(value) - round) < 1e-9);
  });
}

test("the bar is never wider than the widest, and never shorter than two fifths of it", () => {
  for (let widest = 3; widest < 2e7; widest *= 1.07) {
    const { metres, pixels } = barOf(widest);
    assert.ok(pixels <= 90 && pixels >= 36, `${widest} m: ${pixels} px`);
    assert.ok(Math.abs(pixels / 90 - metres / widest) < 0.006);
  }
});
