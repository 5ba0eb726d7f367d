/* Places as circles: as large as their events are many, coloured by what most of them are. */
"use strict";
(function (Dateline) {
  const { element, short } = Dateline;

  function bright(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * r + 0.587 * g + 0.114 * b > 145;
  }

  /* One place or several; `choose` is called with it when it is clicked or pressed. */
  Dateline.marker = function (place, answer, choose) {
    const size = Math.round(17 + 14 * Math.log10(place.n));
    const dot = element("div", "place", place.n > 1 ? short(place.n) : "");
    const colour = answer.kinds[place.kind].colour;
    dot.style.backgroundColor = colour;
    if (bright(colour)) dot.classList.add("bright");
    if (place.disputed) dot.classList.add(place.disputed === place.n ? "disputed" : "partly");
    dot.style.width = dot.style.height = size + "px";
    const icon = L.divIcon({ className: "spot", html: dot, iconSize: [size, size] });
    const drawn = L.marker([place.lat, place.lon], { icon, riseOnHover: true });
    drawn.bindTooltip(tooltip(place, answer), { direction: "top", offset: [0, -size / 2] });
    drawn.on("click", () => choose(place));
    drawn.on("add", () => {
      const box = drawn.getElement();
      const doubt = place.disputed ? ", contested or denied: " + place.disputed : "";
      box.setAttribute("aria-label", (place.name || "An area") + ": " + place.n + doubt);
      box.dataset.count = place.n;
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") choose(place);
      });
    });
    return drawn;
  };

  function tooltip(place, answer) {
    const box = element("div", "tip");
    const name = element("div", "tip-name", place.name || "An area without a name");
    name.dir = "auto";
    box.append(name);
    if (place.others) {
      box.append(element("div", "tip-count", "and " + place.others + " more places nearby"));
    }
    if (place.n > 1) box.append(element("div", "tip-count", short(place.n) + " events"));
    box.append(element("div", "tip-kind", (place.n > 1 ? "mostly " : "") +
      answer.kinds[place.kind].label));
    if (place.disputed) {
      const count = place.n > 1 ? short(place.disputed) + " " : "";
      box.append(element("div", "tip-doubt", count + "contested or denied"));
    }
    return box;
  }
})(window.Dateline);
