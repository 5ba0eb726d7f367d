/* What an event's words really locate, as a shape: a circle, a sector, a line, a region. */
"use strict";
(function (Dateline) {
  const EARTH_KM = 6371.0088, KM_PER_DEGREE = 111.195;
  const LEAST_PIXELS = 14; // smaller hides under its marker

  function destination(lat, lon, bearing, km) {
    const rad = Math.PI / 180, d = km / EARTH_KM, a = lat * rad, b = bearing * rad;
    const to = Math.asin(Math.sin(a) * Math.cos(d) + Math.cos(a) * Math.sin(d) * Math.cos(b));
    const east = Math.atan2(
      Math.sin(b) * Math.sin(d) * Math.cos(a), Math.cos(d) - Math.sin(a) * Math.sin(to));
    return [to / rad, lon + east / rad];
  }

  /* [lat, lon, radius in km, shape, bearing or null] as a layer; `strong` for the selected one. */
  Dateline.area = function ([lat, lon, km, shape, bearing], colour, strong) {
    const dashed = shape === "region" || (shape === "line" && bearing === null);
    const look = {
      color: colour, weight: strong ? 2 : 1, opacity: strong ? 0.95 : 0.55, fillColor: colour,
      fillOpacity: strong ? 0.18 : 0.1, dashArray: dashed ? "5 5" : null, interactive: false,
    };
    if (bearing === null || shape === "circle" || shape === "region") {
      return L.circle([lat, lon], { ...look, radius: km * 1000 });
    }
    if (shape === "line") {
      const ends = [bearing, bearing + 180].map((angle) => destination(lat, lon, angle, km));
      return L.polyline(ends, { ...look, weight: strong ? 8 : 5 });
    }
    const edge = [[lat, lon]];
    for (let angle = -45; angle <= 45; angle += 5) {
      edge.push(destination(lat, lon, bearing + angle, km));
    }
    return L.polygon(edge, look);
  };

  /* Whether a radius is large enough to be seen, and not larger than `most` pixels. */
  Dateline.worthDrawing = function (map, km, most) {
    const centre = map.getCenter(), here = map.latLngToContainerPoint(centre);
    const there = map.latLngToContainerPoint([centre.lat + km / KM_PER_DEGREE, centre.lng]);
    const wide = Math.abs(here.y - there.y);
    return wide >= LEAST_PIXELS && wide <= most;
  };
})(window.Dateline);
