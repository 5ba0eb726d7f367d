/* What the colours in view mean, and how often; it stands under the map, where it hides no event. */
"use strict";
(function (Dateline) {
  const { element, say, short } = Dateline;
  const HEIGHT = "dateline-legend-"; // its height at a width of the frame, kept for the session
  const MOST_KINDS = 8; // named in the legend

  function row(dot, label, count) {
    const made = element("div", "legend-row");
    made.append(dot, element("span", "legend-label", label), element("span", "legend-count", count));
    return made;
  }

  Dateline.legend = function (box, answer) {
    const inView = answer.kinds.filter((kind) => kind.n > 0).sort((a, b) => b.n - a.n);
    const rows = inView.slice(0, MOST_KINDS).map((kind) => {
      const dot = element("span", "legend-dot");
      dot.style.backgroundColor = kind.colour;
      return row(dot, kind.label, short(kind.n));
    });
    if (answer.disputed) {
      const dot = element("span", "legend-dot disputed");
      rows.push(row(dot, say("disputed"), short(answer.disputed)));
    }
    const rest = inView.slice(MOST_KINDS).reduce((sum, kind) => sum + kind.n, 0);
    if (rest) rows.push(element("div", "legend-row legend-count", say("others") + " " + short(rest)));
    box.replaceChildren(...rows);
    /* It never gets lower again: a map that grew and shrank as it moves would show and hide types. */
    const height = Math.max(box.offsetHeight, parseFloat(box.style.minHeight) || 0);
    box.style.minHeight = height + "px";
    kept(HEIGHT + window.innerWidth, height);
  };

  /* As high from the start as it was on the last page: else the map is fitted once more. */
  Dateline.reserve = function (box) {
    const before = kept(HEIGHT + window.innerWidth);
    if (before) box.style.minHeight = before + "px";
  };

  function kept(key, value) {
    try {
      if (value) window.sessionStorage.setItem(key, value);
      return window.sessionStorage.getItem(key);
    } catch (_) { /* a browser that keeps nothing */
      return null;
    }
  }
})(window.Dateline);
