/* Where events are many: the counts of the view's cells, drawn soft on a canvas. */
"use strict";
(function (Dateline) {
  const SCALE = 0.5; // canvas pixels per pixel of the map: soft edges need no more
  const REACH = 30; // pixels a cell's count spreads over
  const STRONGEST = 0.85, FAINTEST = 0.12;

  function stamp() {
    const made = document.createElement("canvas"), radius = REACH * SCALE;
    made.width = made.height = 2 * radius;
    const pen = made.getContext("2d");
    const soft = pen.createRadialGradient(radius, radius, 0, radius, radius, radius);
    soft.addColorStop(0, "rgb(0 0 0 / 100%)");
    soft.addColorStop(1, "rgb(0 0 0 / 0%)");
    pen.fillStyle = soft;
    pen.fillRect(0, 0, 2 * radius, 2 * radius);
    return made;
  }

  /* 256 colours between the stops, from few to many. */
  function ramp(stops) {
    return Array.from({ length: 256 }, (_, i) => {
      const at = (i / 255) * (stops.length - 1), low = Math.min(Math.floor(at), stops.length - 2);
      return stops[low].map((from, c) => Math.round(from + (stops[low + 1][c] - from) * (at - low)));
    });
  }

  function colour(pen, width, height) {
    const colours = ramp(Dateline.look().heat), image = pen.getImageData(0, 0, width, height);
    const data = image.data;
    for (let i = 3; i < data.length; i += 4) {
      if (!data[i]) continue;
      const tone = colours[data[i]];
      data[i - 3] = tone[0];
      data[i - 2] = tone[1];
      data[i - 1] = tone[2];
      data[i] = Math.min(255, data[i] * 2) * STRONGEST;
    }
    pen.putImageData(image, 0, 0);
  }

  /* A layer for one map: `draw` takes [column, row, count, ...] and the width of a cell. */
  Dateline.density = function (map) {
    const canvas = Dateline.element("canvas", "density"), soft = stamp();
    canvas.setAttribute("aria-hidden", "true");
    map.getPane(Dateline.pane(map, "density", 340)).append(canvas);
    canvas.hidden = true;
    map.on("zoomstart", clear); // it would not grow with the map

    function clear() {
      canvas.hidden = true;
    }

    function draw(cells, cell) {
      const size = map.getSize(), corner = map.getPixelBounds().min;
      canvas.width = Math.ceil(size.x * SCALE);
      canvas.height = Math.ceil(size.y * SCALE);
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      let most = 1;
      for (let i = 2; i < cells.length; i += 3) most = Math.max(most, cells[i]);
      for (let i = 0; i < cells.length; i += 3) {
        const x = (cells[i] + 0.5) * cell - corner.x, y = (cells[i + 1] + 0.5) * cell - corner.y;
        const share = Math.log1p(cells[i + 2]) / Math.log1p(most);
        pen.globalAlpha = FAINTEST + (1 - FAINTEST) * share * share;
        pen.drawImage(soft, (x - REACH) * SCALE, (y - REACH) * SCALE);
      }
      colour(pen, canvas.width, canvas.height);
      canvas.hidden = false;
    }

    return { draw, clear };
  };
})(window.Dateline);
