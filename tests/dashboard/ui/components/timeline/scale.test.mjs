import assert from "node:assert/strict";
import test from "node:test";
import {
  addMonths,
  dayOf,
  firstOfMonth,
  isoOf,
} from "../../../../../dashboard/ui/components/timeline/days.js";
import { formats } from "../../../../../dashboard/ui/components/timeline/formats.js";
import { scaleOf, ticks } from "../../../../../dashboard/ui/components/timeline/scale.js";

for (const text of ["1970-01-01", "2024-02-29", "1969-12-31", "0099-05-01", "9999-12-31"]) {
  test(`${text} is a day and back`, () => {
    assert.equal(isoOf(dayOf(text)), text);
  });
}

test("no day is nothing", () => {
  assert.equal(dayOf(""), null);
  assert.equal(isoOf(null), "");
});

for (const [day, months, wanted] of [
  ["2023-01-31", 1, "2023-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2023-03-31", -1, "2023-02-28"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2023-05-15", -12, "2022-05-15"],
]) {
  test(`${months} months from ${day} it is ${wanted}`, () => {
    assert.equal(isoOf(addMonths(dayOf(day), months)), wanted);
  });
}

test("months count on into the next year, in the first century too", () => {
  assert.equal(isoOf(firstOfMonth(2023, 12)), "2024-01-01");
  assert.equal(isoOf(firstOfMonth(33, 3)), "0033-04-01");
});

test("a scale says where a day is, and which day is there", () => {
  const scale = scaleOf(100, 200, 500);
  assert.deepEqual([scale.x(100), scale.x(200), scale.day(250)], [0, 500, 150]);
});

test("a lone day stands in the middle of twenty", () => {
  const scale = scaleOf(100, 101, 200);
  assert.equal(scale.to - scale.from, 20);
  assert.equal((scale.x(100) + scale.x(101)) / 2, 100);
});

const named = (first, last, width) => {
  const { unit, days } = ticks(scaleOf(dayOf(first), dayOf(last) + 1, width));
  return [unit, days.map(isoOf)];
};

for (const [first, last, width, unit, start, count] of [
  ["2023-08-01", "2023-08-20", 1500, "day", "2023-08-01", 21],
  ["2023-08-01", "2023-09-30", 800, "day", "2023-08-07", 8],
  ["2023-01-01", "2023-12-31", 1000, "month", "2023-01-01", 13],
  ["2023-01-01", "2023-12-31", 320, "month", "2023-01-01", 5],
  ["2000-01-01", "2023-12-31", 700, "year", "2000-01-01", 5],
  ["0001-01-01", "2023-12-31", 700, "year", "0500-01-01", 4],
]) {
  test(`${first} to ${last} on ${width} px is named by ${unit} from ${start}`, () => {
    const [by, days] = named(first, last, width);
    assert.deepEqual([by, days[0], days.length], [unit, start, count]);
  });
}

test("labels always have room", () => {
  for (let days = 1; days < 400_000; days = Math.ceil(days * 1.3)) {
    for (const width of [150, 390, 1200]) {
      const scale = scaleOf(19_000, 19_000 + days, width);
      const { days: found } = ticks(scale);
      const gaps = found.slice(1).map((day, i) => scale.x(day) - scale.x(found[i]));
      assert.ok(
        gaps.every((gap) => gap >= 66 || found.length <= 3),
        `${days} days, ${width} px`,
      );
    }
  }
});

test("Arabic days have Arabic months and Latin digits", () => {
  const written = formats("ar-u-ca-gregory-nu-latn").full.format(new Date(0));
  assert.match(written, /1970/);
  assert.match(written, /يناير/);
});
