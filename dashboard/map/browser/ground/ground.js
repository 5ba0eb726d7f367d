/* The ground: coast, borders, lakes and rivers from our own files, drawn on a canvas. */
import { addPane, later } from "../dom.js";
import { look } from "../theme.js";
import { file } from "./files.js";
import { points } from "./lines.js";

/** @typedef {"land" | "water" | "river"} Kind */
/** @typedef {import("leaflet").Polyline<any> | import("leaflet").Polygon} Line */

const DETAIL_FROM_ZOOM = 5; // the 1:50 million coast; before it the 1:110 million one
const FINE_FILES = ["countries-50m.json", "lakes-50m.json", "rivers-10m.json"];

/** @type {[Line, Kind][]} to paint them anew when the theme changes */
const drawn = [];

/**
 * Draw it under everything else; `data-ground` on <html> says when it is there.
 * @param {L.Map} map
 */
export function addGround(map) {
  const pane = addPane(map, "ground", 150);
  const plain = { renderer: L.canvas({ pane, padding: 0.4 }), pane, interactive: false };
  const coarse = L.layerGroup();
  const fine = L.layerGroup();
  const drawCoarse = once(() => fillCoarse(coarse, plain));
  // slow to make: once it is looked at, or when there is nothing else to do
  const drawFine = once(() => fillFine(fine, plain));
  const near = () => map.getZoom() >= DETAIL_FROM_ZOOM;
  const choose = async () => {
    const close = near();
    try {
      await (close ? drawFine : drawCoarse)();
    } catch {
      return; // asked again soon, and with every zoom
    }
    document.documentElement.dataset.ground = "drawn";
    if (close !== near()) return;
    map.removeLayer(close ? coarse : fine);
    map.addLayer(close ? fine : coarse);
  };
  choose();
  map.on("zoomend", choose);
  later(() => {
    choose();
    drawFine().catch(() => {});
  });
  document.addEventListener("dateline:theme", paint);
}

function paint() {
  for (const [line, kind] of drawn) line.setStyle(look()[kind]);
}

/**
 * @param {L.LayerGroup} group
 * @param {L.PolylineOptions} plain
 */
async function fillCoarse(group, plain) {
  addPolygons(await file("countries-110m.json"), "land", group, plain);
}

/**
 * @param {L.LayerGroup} group
 * @param {L.PolylineOptions} plain
 */
async function fillFine(group, plain) {
  const [land, lakes, rivers] = await Promise.all(FINE_FILES.map(file));
  addPolygons(land, "land", group, plain);
  for (const [river] of rivers) add(L.polyline(points(river), plain), "river", group);
  addPolygons(lakes, "water", group, plain);
}

/**
 * @param {number[][][]} shapes the rings of each, as steps
 * @param {Kind} kind
 * @param {L.LayerGroup} group
 * @param {L.PolylineOptions} plain
 */
function addPolygons(shapes, kind, group, plain) {
  for (const rings of shapes) add(L.polygon(rings.map(points), plain), kind, group);
}

/**
 * @param {Line} line
 * @param {Kind} kind
 * @param {L.LayerGroup} group
 */
function add(line, kind, group) {
  line.setStyle(look()[kind]);
  drawn.push([line, kind]);
  group.addLayer(line);
}

/**
 * Return what makes something the first time it is called, and again after it failed.
 * @param {() => Promise<void>} make
 */
function once(make) {
  /** @type {Promise<void> | undefined} */
  let made;
  return () => {
    made ||= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
