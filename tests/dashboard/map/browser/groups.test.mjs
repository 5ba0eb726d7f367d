import assert from "node:assert/strict";
import test from "node:test";
import {
  groupSites,
  mercator,
  widthOf,
} from "../../../../dashboard/map/browser/playback/groups.js";

const SITES = { lat: [35.95, 35.96, 35.0, -33.9], lon: [39.01, 39.02, 40.42, 18.4] };
const grouped = (zoom, totals = [1, 9, 3, 2]) => groupSites(SITES, Uint32Array.from(totals), zoom);

test("the middle of the world is where it is drawn", () => {
  assert.deepEqual(mercator(0, 0), { x: 0.5, y: 0.5 });
  assert.ok(Math.abs(mercator(85.0511, -180).y) < 1e-6);
  assert.equal(widthOf(3), 2048);
});

for (const [zoom, groups] of [
  [2, 2],
  [7, 3],
  [12, 4],
  [13, 4],
]) {
  test(`at zoom ${zoom} four places are ${groups} circles`, () => {
    assert.equal(grouped(zoom).leaders.length, groups);
  });
}

test("the fullest place leads its group, and the first of those that are as full", () => {
  const { group, leaders } = grouped(7);
  assert.equal(group[0], group[1]);
  assert.deepEqual(leaders[group[0]], mercator(35.96, 39.02));
  const even = grouped(7, [4, 4, 4, 4]);
  assert.deepEqual(even.leaders[even.group[1]], mercator(35.95, 39.01));
});

test("every place belongs to one group, whose leader is no further than a circle is wide", () => {
  const many = { lat: [], lon: [] };
  for (let i = 0; i < 900; i++) {
    many.lat.push(33 + ((i * 37) % 101) / 30);
    many.lon.push(36 + ((i * 53) % 97) / 30);
  }
  for (const zoom of [4, 6, 8, 10]) {
    const { group, leaders } = groupSites(many, new Uint32Array(900).fill(1), zoom);
    const apart = 2 * Math.SQRT2 * 44; // across a cell and to the one beside it
    group.forEach((mine, site) => {
      const at = mercator(many.lat[site], many.lon[site]);
      const [x, y] = [at.x - leaders[mine].x, at.y - leaders[mine].y];
      assert.ok(Math.hypot(x, y) * widthOf(zoom) <= apart);
    });
    assert.equal(new Set(group).size, leaders.length);
  }
});
