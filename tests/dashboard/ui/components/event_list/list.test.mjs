import assert from "node:assert/strict";
import test from "node:test";
import { nextSort } from "../../../../../dashboard/ui/components/event_list/head.js";
import { target } from "../../../../../dashboard/ui/components/event_list/keys.js";
import { listed } from "../../../../../dashboard/ui/components/event_list/loading.js";
import { rangeText } from "../../../../../dashboard/ui/components/event_list/putting.js";

for (const [now, key, next] of [
  ["-when", "when", "when"],
  ["when", "when", "-when"],
  ["-when", "where", "where"],
  ["where", "killed", "-killed"],
  ["-likelihood", "likelihood", "likelihood"],
]) {
  test(`a press on ${key} in a list by ${now} sorts it by ${next}`, () => {
    assert.equal(nextSort(now, key), next);
  });
}

for (const [key, at, wanted] of [
  ["ArrowDown", 4, 5],
  ["ArrowUp", 0, 0],
  ["PageDown", 4, 14],
  ["PageDown", 95, 99],
  ["Home", 50, 0],
  ["End", 50, 99],
  ["Enter", 50, undefined],
]) {
  test(`${key} goes from row ${at} of 100 to ${wanted}`, () => {
    assert.equal(target(key, at, 100), wanted);
  });
}

test("days in place of the filter's own are named as those are", () => {
  const ask = { filter: "with-days", sort: "-when" };
  const data = { ask, still: "without", version: 3, days: ["2023-08-01", ""] };
  const dragged = { ...data, days: ["", ""] };
  assert.equal(
    listed({ data, days: null }),
    listed({ data: dragged, days: { since: "2023-08-01", until: null } }),
  );
  assert.notEqual(listed({ data, days: null }), listed({ data: dragged, days: null }));
});

test("numbers in the range keep their own direction", () => {
  assert.equal(
    rangeText("{first}–{last} of {total}", "en", { first: 1, last: 30, total: 1200 }),
    "\u20681\u2069–\u206830\u2069 of \u20681,200\u2069",
  );
  assert.match(rangeText("{total}", "ar", { total: 12 }), /12/);
});
