import assert from "node:assert/strict";
import test from "node:test";
import { namedKinds } from "../../../../dashboard/map/browser/furniture/legend.js";
import { layersOf, linkOf, toggled } from "../../../../dashboard/map/browser/furniture/switches.js";
import { short } from "../../../../dashboard/map/browser/numbers.js";
import { linkOfView, viewOf } from "../../../../dashboard/map/browser/view.js";

for (const [link, layers] of [
  ["", ["places", "areas"]],
  ["density,places", ["places", "density"]],
  ["none", []],
  ["roads", []],
]) {
  test(`the link "${link}" shows ${layers.join(" and ") || "nothing"}`, () => {
    assert.deepEqual(layersOf(link), layers);
  });
}

test("a switch pressed twice leaves the link as it was", () => {
  for (const name of ["places", "areas", "density"]) {
    const once = toggled(layersOf(""), name);
    assert.notEqual(linkOf(once), "");
    assert.equal(linkOf(toggled(once, name)), "");
    assert.deepEqual(layersOf(linkOf(once)), once);
  }
  assert.equal(linkOf([]), "none");
});

for (const [link, view] of [
  ["35.1,40.2,7", [35.1, 40.2, 7]],
  ["0,0,2", [0, 0, 2]],
  ["", null],
  ["35.1,40.2", null],
  ["a,b,c", null],
  ["NaN,1,2", null],
]) {
  test(`the link "${link}" looks at ${view}`, () => {
    assert.deepEqual(viewOf(link), view);
  });
}

test("a link to a closer view has more digits", () => {
  assert.equal(linkOfView([35.123456, 40.2, 7]), "35.12,40.20,7");
  assert.equal(linkOfView([35.123456, 40.2, 8]), "35.123,40.200,8");
});

for (const [count, text] of [
  [0, "0"],
  [999, "999"],
  [1000, "1k"],
  [12_499, "12k"],
  [1_250_000, "1.3M"],
]) {
  test(`${count} is written ${text}`, () => {
    assert.equal(short(count), text);
  });
}

test("the legend names the eight fullest kinds in view and counts the rest", () => {
  const kinds = Array.from({ length: 12 }, (_, n) => ({ label: `${n}`, colour: "#000000", n }));
  const { named, rest } = namedKinds(kinds);
  assert.deepEqual(
    named.map(({ n }) => n),
    [11, 10, 9, 8, 7, 6, 5, 4],
  );
  assert.equal(rest, 3 + 2 + 1);
});
