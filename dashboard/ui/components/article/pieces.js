/* Draws an article's text: each line a paragraph of pieces, before each event its number. */
import { element } from "../dom.js";

/**
 * @typedef {import("./types.d.ts").Key} Key
 * @typedef {import("./types.d.ts").Piece} Piece
 * @typedef {import("./types.d.ts").Reading} Reading
 */

const LETTERS = 75; // in a row of text
const ROW = 1.9; // rem

/**
 * Draw the whole text anew.
 * @param {Reading} reading
 */
export function drawText(reading) {
  const { root, data } = reading;
  reading.at = new Map();
  reading.picked = "";
  root.replaceChildren(skipButton(data.skip), ...data.lines.map((line) => lineOf(reading, line)));
  data.events.forEach(({ number, title }, i) => {
    addNumber(reading, `e${i}`, number, title);
  });
}

/**
 * @param {Reading} reading
 * @param {Piece[]} pieces
 */
function lineOf(reading, pieces) {
  const made = element("p");
  made.dir = "auto";
  made.append(...pieces.map((piece) => pieceOf(reading, piece)));
  /* How high it will be, roughly, until it comes into view. */
  const rows = Math.ceil(made.textContent.length / LETTERS);
  made.style.containIntrinsicBlockSize = `auto ${rows * ROW}rem`;
  return made;
}

/**
 * @param {Reading} reading
 * @param {Piece} piece
 */
function pieceOf({ at }, [text, classes, keys]) {
  const made = element("span", classes, text);
  const all = keys ? keys.split(" ") : [];
  for (const key of all) {
    if (!at.has(key)) at.set(key, []);
    at.get(key)?.push(made);
  }
  if (!all.length || all[0][0] === "c") return made;
  made.dataset.pick = all[0];
  made.classList.add("dl-pick");
  if (all[0][0] === "m" && at.get(all[0])?.length === 1) {
    made.tabIndex = 0;
    made.setAttribute("role", "button");
  }
  return made;
}

/**
 * A button with its number stands before an event's sentence: it is reached by keyboard.
 * @param {Reading} reading
 * @param {Key} key
 * @param {number} number
 * @param {string} title
 */
function addNumber({ at }, key, number, title) {
  const words = at.get(key);
  if (!words) return;
  const made = element("button", "dl-number", String(number));
  made.setAttribute("aria-label", title);
  made.title = title;
  made.dataset.pick = key;
  words[0].before(made);
  words.push(made);
}

/** @param {string} text */
function skipButton(text) {
  const made = element("button", "dl-skip", text);
  made.onclick = () => {
    const strip = /** @type {HTMLElement | null} */ (document.querySelector(".dl-strip button"));
    strip?.focus();
  };
  return made;
}
