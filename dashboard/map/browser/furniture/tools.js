/* The buttons at the map's edge: nearer, farther, everything, the selection, the full screen. */
import { current } from "../current.js";
import { button, calm, element } from "../dom.js";
import { message } from "../messages.js";
import { fit, select } from "../view.js";

/** @typedef {Record<string, HTMLButtonElement>} Buttons by name */

/**
 * Add the buttons.
 * @param {L.Map} map
 */
export function addTools(map) {
  const buttons = Object.fromEntries(
    Object.entries(presses(map)).map(([name, press]) => [name, button(`tool ${name}`, press)]),
  );
  const bar = element("div", "tools");
  bar.append(...Object.values(buttons));
  map.getContainer().append(bar);
  const enable = () => enableTools(map, buttons);
  map.on("zoomend", enable);
  document.addEventListener("dateline:messages", () => labelTools(buttons));
  document.addEventListener("dateline:shown", enable);
  document.addEventListener("fullscreenchange", () => {
    buttons.full.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  });
  labelTools(buttons);
  enable();
}

/**
 * @param {L.Map} map
 * @returns {Record<string, () => void>}
 */
function presses(map) {
  return {
    closer: () => map.zoomIn(1, { animate: !calm() }),
    farther: () => map.zoomOut(1, { animate: !calm() }),
    all: () => fit(map, current.shown.fit, true),
    selected: () => {
      if (current.shown.picked) select(map, current.shown.picked);
    },
    full: switchFullScreen,
  };
}

/** @param {Buttons} buttons */
function labelTools(buttons) {
  for (const [name, made] of Object.entries(buttons)) {
    made.title = message(name);
    made.setAttribute("aria-label", message(name));
  }
}

/**
 * @param {L.Map} map
 * @param {Buttons} buttons
 */
function enableTools(map, buttons) {
  buttons.closer.disabled = map.getZoom() >= map.getMaxZoom();
  buttons.farther.disabled = map.getZoom() <= map.getMinZoom();
  buttons.all.hidden = !current.shown.fit;
  buttons.selected.hidden = !current.shown.picked;
}

function switchFullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
    return;
  }
  const page = document.documentElement;
  const asked = page.requestFullscreen ? page.requestFullscreen() : Promise.reject();
  asked.catch(() => {}); // a browser that lets no frame have the screen: the map stays as it is
}
