/* Where the map looks: fitted to its events, kept in the link people share ("map=35.1,40.2,7")
   and over the other pages of the dashboard, which drop the map. */
"use strict";
(function (Dateline) {
  const CLOSE_ZOOM = 8; // near enough to see a picked event among others
  const NEAR_ZOOM = 12, LEAST_KM = 1; // as near as the selected event is brought
  /* Room for the buttons above. */
  const MARGINS = { paddingTopLeft: [50, 60], paddingBottomRight: [50, 52] };
  const KEPT = "dateline-view";

  function inAddress() {
    const given = Dateline.link.read("map"), [lat, lon, zoom] = given.split(",").map(Number);
    return given && [lat, lon, zoom].every(Number.isFinite) ? [lat, lon, zoom] : null;
  }

  function before(fitting) {
    try {
      const kept = JSON.parse(window.sessionStorage.getItem(KEPT));
      return kept && kept.fitting === fitting ? kept.view : null;
    } catch (_) {
      return null;
    }
  }

  /* The view of one map. */
  Dateline.view = function (map) {
    let fitted = null; // the number of the filter the map was fitted to
    let untouched = null; // the box it was fitted to, and where it then stood

    function where() {
      const centre = map.getCenter();
      return [centre.lat.toFixed(3), centre.lng.toFixed(3), map.getZoom()].join();
    }

    function fit(box, animate) {
      if (!box) return;
      const corners = [[box[0], box[1]], [box[2], box[3]]];
      const moving = animate && !Dateline.calm();
      map.fitBounds(corners, { ...MARGINS, maxZoom: CLOSE_ZOOM, animate: moving });
      untouched = { box, at: where() };
      if (moving) map.once("moveend", () => { untouched = { box, at: where() }; });
    }

    function keep() {
      try {
        const centre = map.getCenter(), view = [centre.lat, centre.lng, map.getZoom()];
        window.sessionStorage.setItem(KEPT, JSON.stringify({ fitting: fitted, view }));
      } catch (_) { /* a browser that keeps nothing: the map fits its events again */ }
      const centre = map.getCenter().wrap(), digits = map.getZoom() > 7 ? 3 : 2;
      Dateline.link.write("map",
        [centre.lat.toFixed(digits), centre.lng.toFixed(digits), map.getZoom()].join(","));
    }

    /* Look at `box`, unless the link or this session says where, or it is the filter of before. */
    function look(box, fitting) {
      if (fitted === null) {
        const kept = inAddress() || before(fitting);
        if (kept) map.setView([kept[0], kept[1]], kept[2], { animate: false });
        else fit(box, false);
        setTimeout(() => map.on("moveend", keep), 0);
      } else if (fitted !== fitting) {
        fit(box, true);
      }
      fitted = fitting;
    }

    /* A map nobody has moved since it was fitted is fitted again when its size changes, as the
       legend under it grows. */
    function resize() {
      const again = untouched && untouched.at === where() ? untouched.box : null;
      map.invalidateSize({ animate: false });
      fit(again, false);
    }

    /* Bring a picked event into view, where it is not; a link says itself where to look. */
    function reach(at, first) {
      const seen = map.getZoom() >= CLOSE_ZOOM && map.getBounds().pad(-0.08).contains(at);
      if (seen || (first && inAddress())) return;
      map.setView(at, Math.max(map.getZoom(), CLOSE_ZOOM), { animate: !first && !Dateline.calm() });
    }

    /* Bring the whole area of a picked event into view. */
    function select([lat, lon, km]) {
      const box = L.latLng(lat, lon).toBounds(2000 * Math.max(km, LEAST_KM));
      map.fitBounds(box, { ...MARGINS, maxZoom: NEAR_ZOOM, animate: !Dateline.calm() });
    }

    return { fit, look, reach, resize, select };
  };
})(window.Dateline);
