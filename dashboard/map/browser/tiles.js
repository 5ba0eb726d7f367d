/* Tiles that the user has set, laid over our own ground: it shows where they have none. */
"use strict";
(function (Dateline) {
  const MOST_ZOOM = 18;

  /* Resolves to who made them; `broken` is called once where a server elsewhere fails. */
  Dateline.tiles = function (map, broken) {
    return fetch("../../api/tiles")
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((tiles) => {
        map.setMaxZoom(Math.max(map.getMaxZoom(), Math.min(MOST_ZOOM, tiles.most)));
        const zooms = { minNativeZoom: tiles.least, maxNativeZoom: tiles.most };
        const layer = L.tileLayer(tiles.url, { ...zooms, maxZoom: MOST_ZOOM }).addTo(map);
        if (!tiles.url.startsWith("..")) layer.once("tileerror", broken);
        return tiles.by;
      });
  };
})(window.Dateline);
