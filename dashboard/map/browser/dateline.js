/* What the map's frame offers to Python, to the page around it and to other scripts in it. */
import { current } from "./current.js";
import { during, hush, show, start } from "./map.js";
import { close, countInside, frames, open, play } from "./playback/playback.js";
import { read } from "./reader.js";

window.Dateline = {
  start,
  show,
  read,
  map: () => current.map,
  shown: () => current.shown,
  during,
  hush,
  playback: { open, show: play, close, frames, inside: countInside },
};
