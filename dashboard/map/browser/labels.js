/* Names of countries and towns on the map; a name never lies over a larger one's. */
"use strict";
(function (Dateline) {
  const MOST_TOWNS = 160;
  const TOWNS_FROM_ZOOM = 4, COUNTRIES_TO_ZOOM = 6;
  const TOGETHER = 30, PATIENCE = 2000; // ms
  const WIDTHS = { country: 4.6, city: 3.3, town: 3.3 }; // pixels, half a letter

  /* The same places' names in the interface's language, in the same order, "" where not known. */
  function names() {
    const language = Dateline.language(), none = { countries: [], towns: [] };
    if (language === "en") return none;
    return Dateline.file("names-" + language + ".json").catch(() => none);
  }

  Dateline.labels = function (map) {
    Dateline.pane(map, "labels", 350);
    const group = L.layerGroup().addTo(map);
    let taken = [];

    function label(lat, lon, text, look) {
      const at = map.latLngToContainerPoint([lat, lon]);
      const half = text.length * WIDTHS[look] + 4;
      const box = [at.x - half, at.y - 8, at.x + half, at.y + 8];
      const touches = (o) => o[0] < box[2] && box[0] < o[2] && o[1] < box[3] && box[1] < o[3];
      if (taken.some(touches)) return;
      taken.push(box);
      const name = Dateline.element("span", "", text);
      const icon = L.divIcon({ className: "label " + look, html: name, iconSize: [0, 0] });
      const where = { icon, pane: "labels", interactive: false, keyboard: false };
      L.marker([lat, lon], where).addTo(group);
    }

    let spoken = false; // before the words have come nobody knows in which language

    function draw() {
      if (!spoken) return;
      const zoom = map.getZoom(), view = map.getBounds().pad(0.05);
      const shown = (row) => row[2] <= zoom && view.contains([row[0], row[1]]);
      const towns = zoom < TOWNS_FROM_ZOOM ? [] : Dateline.file("town-names.json");
      const asked = [Dateline.file("country-names.json"), towns, names()];
      Promise.all(asked).then(([countries, towns, names]) => {
        if (zoom !== map.getZoom()) return;
        group.clearLayers();
        taken = [];
        if (zoom <= COUNTRIES_TO_ZOOM) {
          countries.forEach((row, at) => {
            if (shown(row)) label(row[0], row[1], names.countries[at] || row[3], "country");
          });
        }
        let room = MOST_TOWNS;
        towns.forEach((row, at) => {
          if (!room || !shown(row)) return;
          room -= 1;
          const look = row[2] <= zoom - 2 ? "city" : "town";
          label(row[0], row[1], names.towns[at] || row[3], look);
        });
      }, () => soon(PATIENCE));
    }

    /* Words, fitting and resizing come together at the start: draw once. */
    let coming;
    function soon(wait) {
      clearTimeout(coming);
      coming = setTimeout(draw, wait);
    }

    Dateline.later(() => Dateline.file("town-names.json").catch(() => {}));
    map.on("moveend", () => soon(TOGETHER));
    document.addEventListener("dateline:words", () => {
      spoken = true;
      soon(TOGETHER);
    });
  };
})(window.Dateline);
