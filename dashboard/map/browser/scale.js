/* How far it is: a bar of a round length, true where the map's middle is. */
"use strict";
(function (Dateline) {
  const WIDEST = 90; // pixels

  function round(metres) {
    const power = 10 ** Math.floor(Math.log10(metres)), digit = metres / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }

  Dateline.scale = function (map) {
    const bar = Dateline.element("div", "scale");
    map.getContainer().append(bar);

    function draw() {
      const size = map.getSize(), y = size.y / 2, middle = size.x / 2;
      const ends = [middle - WIDEST / 2, middle + WIDEST / 2];
      const [west, east] = ends.map((x) => map.containerPointToLatLng([x, y]));
      const widest = map.distance(west, east), metres = round(widest);
      bar.style.width = Math.round((WIDEST * metres) / widest) + "px";
      const far = metres >= 1000;
      bar.textContent = Dateline.say(far ? "km" : "m", { n: String(far ? metres / 1000 : metres) });
    }

    map.on("moveend resize", draw);
    document.addEventListener("dateline:words", draw);
    draw();
  };
})(window.Dateline);
