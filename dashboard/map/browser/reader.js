/* One article's marks on the map, in step with its text. The frame and the page speak by events of
   the page's window: this script says what is pointed at or chosen (`dateline:point`,
   `dateline:choose`, with a mark's number), the page says what to light and what the marks are
   called (`dateline:light`, `dateline:labels`). Names go in by textContent only. */
"use strict";
(function (Dateline) {
  const GLIDE = 140; // ms a name is pointed at before the map moves to its place
  const VAST = 150; // km: larger areas would cover the others, they show when they are lit
  const page = window.parent, off = new AbortController();
  let map, group, strong, drawn = "", marks = [], chosen = null, lit = [], gliding;

  const say = (name, detail) =>
    page.dispatchEvent(new page.CustomEvent("dateline:" + name, { detail }));
  const hear = (name, heard) =>
    page.addEventListener("dateline:" + name, (event) => heard(event.detail), off);
  const colour = (number) => "#" + number.toString(16).padStart(6, "0");

  function icon(number, events) {
    const dot = document.createElement("div");
    dot.className = events ? "read-event" : "read-named";
    dot.textContent = events > 1 ? events : "";
    if (events) dot.style.backgroundColor = colour(number);
    if (Dateline.bright(colour(number))) dot.classList.add("bright");
    return L.divIcon({ className: "read-mark", html: dot, iconSize: [26, 26] });
  }

  function mark([lat, lon, number, events, areas], at) {
    const drawn = L.marker([lat, lon], {
      icon: icon(number, events), riseOnHover: true, zIndexOffset: events ? 500 : 0,
    });
    drawn.areas = areas;
    drawn.colour = colour(number);
    drawn.on("mouseover", () => say("point", { mark: at }));
    drawn.on("mouseout", () => say("point", {}));
    drawn.on("click", () => say("choose", { mark: at }));
    drawn.on("add", () => {
      const box = drawn.getElement();
      box.dataset.mark = at;
      box.addEventListener("focus", () => say("point", { mark: at }));
      box.addEventListener("blur", () => say("point", {}));
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") say("choose", { mark: at });
      });
    });
    areas.filter(([, , km]) => km && km <= VAST)
      .forEach((area) => group.addLayer(Dateline.area(area, drawn.colour, false)));
    return drawn;
  }

  function show() {
    strong.clearLayers();
    marks.forEach((drawn, at) => {
      const box = drawn.getElement();
      box.classList.toggle("lit", lit.includes(at));
      box.classList.toggle("chosen", chosen === at);
      if (lit.includes(at) || chosen === at) {
        drawn.areas.filter(([, , km]) => km)
          .forEach((area) => strong.addLayer(Dateline.area(area, drawn.colour, true)));
      }
    });
    document.documentElement.dataset.lit = lit.join();
  }

  /* Only where none of them is in view: a map that swings with every name makes one dizzy. */
  function reveal(wanted) {
    const view = map.getBounds().pad(-0.05), spots = wanted.map((at) => marks[at].getLatLng());
    if (spots.length && !spots.some((spot) => view.contains(spot))) map.panTo(spots[0]);
  }

  hear("light", (what) => {
    lit = (what.marks || []).filter((at) => at < marks.length);
    if (!map) return;
    show();
    clearTimeout(gliding);
    gliding = setTimeout(reveal, GLIDE, lit);
  });

  hear("labels", (labels) => {
    if (labels.length !== marks.length) return; // those of another article
    labels.forEach(([name, told], at) => {
      marks[at].getElement().setAttribute("aria-label", name + ": " + told);
      const tip = document.createElement("div");
      tip.className = "tip";
      tip.append(...[name, told].map((text, line) => {
        const row = document.createElement("div");
        row.className = line ? "tip-count" : "tip-name";
        row.dir = "auto";
        row.textContent = text;
        return row;
      }));
      marks[at].unbindTooltip().bindTooltip(tip, { direction: "top", offset: [0, -12] });
    });
    document.documentElement.dataset.read = marks.length;
  });

  window.addEventListener("pagehide", () => off.abort());

  /* Python's word: every mark of the article, and the number of the one that is picked. */
  Dateline.read = function (what) {
    map = window.map;
    group = group || L.layerGroup().addTo(map);
    strong = strong || L.layerGroup().addTo(map);
    const now = JSON.stringify(what.marks);
    if (drawn !== now) {
      drawn = now;
      lit = [];
      group.clearLayers();
      marks = what.marks.map(mark);
      marks.forEach((made) => group.addLayer(made));
      say("drawn", {});
    }
    const before = chosen;
    chosen = what.picked;
    show();
    if (chosen !== null && chosen !== before) reveal([chosen]);
  };
})(window.Dateline);
