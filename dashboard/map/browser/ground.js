/* The ground: coast, borders, lakes and rivers from our own files, drawn on a canvas. */
"use strict";
(function (Dateline) {
  const DETAIL_FROM_ZOOM = 5; // the 1:50 million coast; before it the 1:110 million one

  const fetched = {};
  Dateline.file = function (name) {
    const address = Dateline.base + name;
    const coming = fetched[name] ||= fetch(address).then((answer) => answer.json());
    coming.catch(() => { delete fetched[name]; }); // asked again when it is needed
    return coming;
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

  /* What makes something the first time it is called, and again after it failed. */
  function once(make) {
    let made;
    return () => made ||= make().catch((error) => {
      made = undefined;
      throw error;
    });
  }

  /* Draw it under everything else; `data-ground` on <html> says when it is there. */
  Dateline.ground = function (map) {
    const pane = Dateline.pane(map, "ground", 150);
    const renderer = L.canvas({ pane, padding: 0.4 });
    const drawn = []; // [layer, kind], to paint them anew when the theme changes
    const draw = (made, kind, group) => {
      made.setStyle(Dateline.look()[kind]);
      drawn.push([made, kind]);
      group.addLayer(made);
    };
    const plain = { renderer, pane, interactive: false };
    const polygons = (shapes, kind, group) =>
      shapes.forEach((rings) => draw(L.polygon(rings.map(points), plain), kind, group));
    const coarse = L.layerGroup(), fine = L.layerGroup();
    const low = once(() => Dateline.file("countries-110m.json").then((shapes) => {
      polygons(shapes, "land", coarse);
    }));
    // slow to make: once it is looked at, or when there is nothing else to do
    const high = once(() => Promise.all(
      ["countries-50m.json", "lakes-50m.json", "rivers-50m.json"].map(Dateline.file)
    ).then(([land, lakes, rivers]) => {
      polygons(land, "land", fine);
      rivers.forEach(([river]) => draw(L.polyline(points(river), plain), "river", fine));
      polygons(lakes, "water", fine);
    }));
    const near = () => map.getZoom() >= DETAIL_FROM_ZOOM;
    function choose() {
      const close = near();
      (close ? high : low)().then(() => {
        document.documentElement.dataset.ground = "drawn";
        if (close !== near()) return;
        map.removeLayer(close ? coarse : fine);
        map.addLayer(close ? fine : coarse);
      }, () => {}); // asked again soon, and with every zoom
    }
    choose();
    map.on("zoomend", choose);
    Dateline.later(() => {
      choose();
      high().catch(() => {});
    });
    document.addEventListener("dateline:theme", () => {
      drawn.forEach(([made, kind]) => made.setStyle(Dateline.look()[kind]));
    });
  };
})(window.Dateline);
