/* The buttons at the map's edge: nearer, farther, everything, the selection, the full screen. */
"use strict";
(function (Dateline) {
  function fullScreen() {
    const page = document.documentElement;
    if (document.fullscreenElement) {
      document.exitFullscreen();
      return;
    }
    const asked = page.requestFullscreen ? page.requestFullscreen() : Promise.reject();
    asked.catch(() => { /* a browser that lets no frame have the screen: the map stays as it is */ });
  }

  /* `view` moves the map, `shown` tells what Python asked for. Returns what to call on new words
     or another selection. */
  Dateline.tools = function (map, view, shown) {
    const press = {
      closer: () => map.zoomIn(1, { animate: !Dateline.calm() }),
      farther: () => map.zoomOut(1, { animate: !Dateline.calm() }),
      all: () => view.fit(shown().fit, true),
      selected: () => view.select(shown().picked),
      full: fullScreen,
    };
    const bar = Dateline.element("div", "tools"), buttons = {};
    Object.keys(press).forEach((name) => {
      buttons[name] = Dateline.button("tool " + name, press[name]);
      bar.append(buttons[name]);
    });
    map.getContainer().append(bar);

    function label() {
      Object.keys(press).forEach((name) => {
        buttons[name].title = Dateline.say(name);
        buttons[name].setAttribute("aria-label", Dateline.say(name));
      });
    }

    function able() {
      buttons.closer.disabled = map.getZoom() >= map.getMaxZoom();
      buttons.farther.disabled = map.getZoom() <= map.getMinZoom();
      buttons.all.hidden = !shown().fit;
      buttons.selected.hidden = !shown().picked;
    }

    map.on("zoomend", able);
    document.addEventListener("dateline:words", label);
    document.addEventListener("dateline:shown", able);
    document.addEventListener("fullscreenchange", () => {
      buttons.full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
    });
    label();
    able();
  };
})(window.Dateline);
