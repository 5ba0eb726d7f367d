/* The ground: coast, borders, lakes and rivers from our own files, drawn on a canvas. */
"use strict";
(function (Dateline) {
  const DETAIL_FROM_ZOOM = 5; // the 1:50 million coast; before it the 1:110 million one
  const LAND = { fillColor: "#f7f5ef", fillOpacity: 1, color: "#c3bbad", weight: 0.9 };
  const WATER = { fillColor: "#d3e3ec", fillOpacity: 1, color: "#a9c6d6", weight: 0.6 };
  const RIVER = { color: "#9fc3d8", weight: 1.3, fill: false };

  const fetched = {};
  Dateline.file = function (name) {
    const address = Dateline.base + name;
    fetched[name] = fetched[name] || fetch(address).then((answer) => answer.json());
    return fetched[name];
  };

  /* Steps of thousandths of a degree, x then y, back to [lat, lon]. A step over half the world
     is one across the 180th meridian: drawn the short way, past it, not back around the globe. */
  function points(steps) {
    const line = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
      const step = steps[i];
      x += i && Math.abs(step) > 180000 ? step - Math.sign(step) * 360000 : step;
      y += steps[i + 1];
      line.push([y / 1000, x / 1000]);
    }
    return line;
  }

  /* Draw it under everything else; `data-ground` on <html> says when it is there. */
  Dateline.ground = function (map) {
    const pane = Dateline.pane(map, "ground", 150);
    const renderer = L.canvas({ pane, padding: 0.4 });
    const style = (look) => ({ ...look, renderer, pane, interactive: false });
    const polygons = (shapes, look) =>
      shapes.map((rings) => L.polygon(rings.map(points), style(look)));
    const coarse = L.layerGroup(), fine = L.layerGroup();
    const chosen = () => (map.getZoom() >= DETAIL_FROM_ZOOM ? fine : coarse);
    function choose() {
      const wanted = chosen();
      [coarse, fine].forEach((group) => {
        if (group === wanted ? !map.hasLayer(group) : map.hasLayer(group)) {
          (group === wanted ? map.addLayer : map.removeLayer).call(map, group);
        }
      });
    }
    const low = Dateline.file("countries-110m.json").then((shapes) => {
      polygons(shapes, LAND).forEach((shape) => coarse.addLayer(shape));
    });
    const high = Promise.all(
      ["countries-50m.json", "lakes-50m.json", "rivers-50m.json"].map(Dateline.file)
    ).then(([land, lakes, rivers]) => {
      polygons(land, LAND).forEach((shape) => fine.addLayer(shape));
      rivers.forEach(([river]) => fine.addLayer(L.polyline(points(river), style(RIVER))));
      polygons(lakes, WATER).forEach((shape) => fine.addLayer(shape));
    });
    const first = chosen() === fine ? high : low;
    first.then(choose).then(() => { document.documentElement.dataset.ground = "drawn"; });
    Promise.all([low, high]).then(() => { choose(); map.on("zoomend", choose); });
  };
})(window.Dateline);
