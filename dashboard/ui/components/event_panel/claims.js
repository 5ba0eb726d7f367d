/* Claims in columns by where their speakers stand. A quote is a button: it shows its words in the
   text (article/text.js). Everything goes in by textContent. */
import { element, find } from "../dom.js";
import { dispatch } from "../window_events.js";

/**
 * @typedef {object} Claim
 * @property {string} who
 * @property {string} stance
 * @property {string[]} about
 * @property {string} quote
 * @property {number | null} start where the quote is in the text, null where it is not
 *
 * @typedef {{ side: string, title: string, claims: Claim[] }} Column
 * @typedef {{ columns: Column[], show: string }} Data
 */

/**
 * Draw the columns.
 * @param {import("../component.d.ts").Component<Data>} component
 */
export default function run({ data, parentElement }) {
  const root = find(parentElement, ".dl-sides");
  root.replaceChildren(...data.columns.map((column) => columnOf(column, data.show)));
}

/**
 * @param {Column} column
 * @param {string} show
 */
function columnOf({ side, title, claims }, show) {
  const made = element("section", `dl-side dl-${side}`);
  made.append(isolated("h4", "", title), ...claims.map((claim) => figureOf(claim, show)));
  return made;
}

/**
 * @param {Claim} claim
 * @param {string} show
 */
function figureOf({ who, stance, about, quote, start }, show) {
  const made = isolated("figure", "");
  const caption = isolated("figcaption", "");
  const note = isolated("div", "dl-note");
  const parts = [stance, ...about].map((text) => isolated("bdi", "", text));
  note.append(...parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
  caption.append(isolated("b", "", who), note);
  const shown = start === null ? isolated("blockquote", "dl-quote", quote) : button(quote, start);
  if (start !== null) shown.title = show;
  made.append(caption, shown);
  return made;
}

/**
 * @param {string} quote
 * @param {number} start
 */
function button(quote, start) {
  const made = isolated("button", "dl-quote", quote);
  made.onclick = () => dispatch("quote", start);
  return made;
}

/**
 * Make an element that runs in the direction of its own text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {string} [text]
 */
function isolated(tag, className, text) {
  const made = element(tag, className, text);
  made.dir = "auto";
  return made;
}
