/* Places as circles: as large as their events are many, coloured by what most of them are. */
"use strict";
(function (Dateline) {
  const { element, say, short } = Dateline;

  /* Whether dark figures stand out from a colour more than white ones (WCAG's luminance). */
  Dateline.bright = function (colour) {
    const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2;
  };

  /* One place or several; `choose` is called with it when it is clicked or pressed. */
  Dateline.marker = function (place, answer, choose) {
    const size = Math.round(17 + 14 * Math.log10(place.n));
    const dot = element("div", "place", place.n > 1 ? short(place.n) : "");
    const colour = answer.kinds[place.kind].colour;
    dot.style.backgroundColor = colour;
    if (Dateline.bright(colour)) dot.classList.add("bright");
    if (place.disputed) dot.classList.add(place.disputed === place.n ? "disputed" : "partly");
    dot.style.width = dot.style.height = size + "px";
    const icon = L.divIcon({ className: "spot", html: dot, iconSize: [size, size] });
    const drawn = L.marker([place.lat, place.lon], { icon, riseOnHover: true });
    drawn.bindTooltip(() => tooltip(place, answer), { direction: "top", offset: [0, -size / 2] });
    drawn.on("click", () => choose(place));
    drawn.on("add", () => {
      const box = drawn.getElement();
      const name = place.name || say("nameless");
      box.setAttribute("aria-label", say(place.disputed ? "place-disputed" : "place",
        { place: name, count: String(place.n), disputed: String(place.disputed) }));
      box.dataset.count = place.n;
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") choose(place);
      });
    });
    return drawn;
  };

  function tooltip(place, answer) {
    const box = element("div", "tip");
    const name = element("div", "tip-name", place.name || say("nameless"));
    name.dir = "auto";
    box.append(name);
    if (place.others) box.append(element("div", "tip-count", say("more", { n: place.others })));
    if (place.n > 1) box.append(element("div", "tip-count", say("events", { n: place.n })));
    const kind = answer.kinds[place.kind].label;
    box.append(element("div", "tip-kind", place.n > 1 ? say("mostly", { kind }) : kind));
    if (place.disputed) {
      const some = say("some-disputed", { n: place.disputed });
      box.append(element("div", "tip-doubt", place.n > 1 ? some : say("disputed")));
    }
    return box;
  }
})(window.Dateline);
