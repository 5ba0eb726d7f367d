/* What every part of the map's script needs: elements with text, panes, short numbers. Text goes
   in by textContent, never as HTML. The parts are scripts that each add to `window.Dateline`. */
"use strict";
window.Dateline = window.Dateline || {};
(function (Dateline) {
  Dateline.element = function (tag, look, text) {
    const made = document.createElement(tag);
    made.className = look;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  Dateline.pane = function (map, name, order) {
    map.createPane(name).style.zIndex = order;
    map.getPane(name).style.pointerEvents = "none";
    return name;
  };

  Dateline.short = function (count) {
    if (count < 1000) return String(count);
    return count < 1e6 ? Math.round(count / 1e3) + "k" : (count / 1e6).toFixed(1) + "M";
  };
})(window.Dateline);
