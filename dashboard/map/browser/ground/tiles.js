/* Tiles that the user has set, laid over our own ground: it shows where they have none. */

const MOST_ZOOM = 18;

/**
 * Add the tiles; resolves to who made them.
 * @param {L.Map} map
 * @param {() => void} broken called once where a server elsewhere fails
 * @returns {Promise<string>}
 */
export async function addTiles(map, broken) {
  const answer = await fetch("../../api/tiles");
  if (!answer.ok) throw answer.status;
  const tiles = await answer.json();
  map.setMaxZoom(Math.max(map.getMaxZoom(), Math.min(MOST_ZOOM, tiles.most)));
  const zooms = { minNativeZoom: tiles.least, maxNativeZoom: tiles.most, maxZoom: MOST_ZOOM };
  const layer = L.tileLayer(tiles.url, zooms).addTo(map);
  if (!tiles.url.startsWith("..")) layer.once("tileerror", broken);
  return tiles.by;
}
