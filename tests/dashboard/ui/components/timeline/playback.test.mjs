import assert from "node:assert/strict";
import test from "node:test";
import { dayOf, isoOf } from "../../../../../dashboard/ui/components/timeline/days.js";
import {
  advance,
  begin,
  daysPerSecond,
  mayGoOn,
  step,
} from "../../../../../dashboard/ui/components/timeline/playback.js";

const WHOLE = [1000, 1099];
const ROLLING = { mode: "rolling", days: 10 };
const GROWING = { mode: "cumulative", days: 10 };

for (const [range, window, head, goal] of [
  [[null, null], ROLLING, 1009, 1099],
  [[1020, 1029], ROLLING, 1029, 1099],
  [[1020, null], ROLLING, 1009, 1099],
  [[1090, 1099], ROLLING, 1009, 1099], // at the end it begins anew
  [[null, null], GROWING, 1000, 1099],
  [[1020, 1029], GROWING, 1020, 1029],
]) {
  test(`${window.mode} from ${range} is played from ${head} to ${goal}`, () => {
    const run = begin(range, WHOLE, window);
    assert.deepEqual([run.head, run.goal], [head, goal]);
  });
}

test("it comes to its goal and not beyond, frame by frame", () => {
  for (const window of [ROLLING, GROWING]) {
    const run = begin([null, null], WHOLE, window);
    const days = [];
    for (let i = 0; i < 500 && days.at(-1) !== 1099; i++) {
      days.push(advance(run, 16, daysPerSecond(8, "week"), window)[1]);
    }
    assert.equal(days.at(-1), 1099);
    assert.deepEqual(
      days,
      [...days].sort((a, b) => a - b),
    );
    assert.deepEqual(run.range, window === GROWING ? [1000, 1099] : [1090, 1099]);
  }
});

test("a tab that slept does not leap", () => {
  const run = begin([null, null], WHOLE, ROLLING);
  assert.deepEqual(advance(run, 60_000, 10, ROLLING), [1001, 1010]);
});

test("it goes on where it rested, unless other days were chosen or it came to its goal", () => {
  const run = begin([null, null], WHOLE, ROLLING);
  assert.equal(mayGoOn(null, [null, null]), false);
  assert.equal(mayGoOn(run, [null, null]), false, "nothing of it was shown");
  const rested = advance(run, 100, 10, ROLLING);
  assert.equal(mayGoOn(run, rested), true);
  assert.equal(mayGoOn(run, [1000, 1005]), false);
  const end = advance(run, 100, 100_000, ROLLING);
  assert.equal(mayGoOn(run, end), false);
});

const iso = (range) => range.map((day) => (day === null ? null : dayOf(day)));
const YEAR = iso(["2023-01-01", "2023-12-31"]);

for (const [range, mode, days, unit, by, wanted] of [
  [["2023-03-01", "2023-03-31"], "rolling", 31, "month", 1, ["2023-03-31", "2023-04-30"]],
  [["2023-01-29", "2023-01-31"], "rolling", 3, "month", 1, ["2023-02-26", "2023-02-28"]],
  [["2023-03-01", "2023-03-07"], "rolling", 7, "week", -1, ["2023-02-22", "2023-02-28"]],
  [["2023-12-25", "2023-12-31"], "rolling", 7, "day", 1, ["2023-12-25", "2023-12-31"]],
  [[null, null], "rolling", 7, "day", 1, ["2023-01-01", "2023-01-07"]],
  [[null, null], "rolling", 7, "day", -1, ["2023-12-25", "2023-12-31"]],
  [[null, null], "cumulative", 7, "month", 1, ["2023-01-01", "2023-01-31"]],
  [["2023-06-01", "2023-06-30"], "cumulative", 7, "day", 1, ["2023-06-01", "2023-07-01"]],
  [[null, null], "cumulative", 7, "year", -1, ["2023-01-01", "2023-01-01"]],
]) {
  test(`one ${unit} ${by > 0 ? "on" : "back"} from ${range}, ${mode}, is ${wanted}`, () => {
    assert.deepEqual(step(iso(range), YEAR, { mode, days }, unit, by).map(isoOf), wanted);
  });
}
