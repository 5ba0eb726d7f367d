/* What the map says, in the interface's language: messages by key, fetched once a language. */
import { short } from "./numbers.js";

/**
 * @typedef {Record<string, string>} Plural a form for each CLDR category
 * @typedef {object} Messages
 * @property {string} language
 * @property {string} direction
 * @property {Record<string, string | Plural>} messages
 */

/** @type {Messages} */
let spoken = { language: "en", direction: "ltr", messages: {} };
let plural = new Intl.PluralRules("en"); // slow to make
/** @type {Record<string, Promise<Messages>>} */
const fetched = {};

/**
 * Return a message with its {fields} filled in; a plural one takes the form that the number n
 * needs.
 * @param {string} key
 * @param {Record<string, string | number>} [fields]
 */
export function message(key, fields = {}) {
  const found = spoken.messages[key] ?? key;
  const text =
    typeof found === "string" ? found : (found[plural.select(Number(fields.n))] ?? found.other);
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!(name in fields)) return whole;
    const value = fields[name];
    return typeof value === "number" ? short(value) : value;
  });
}

/** Return the code of the language that is spoken. */
export function language() {
  return spoken.language;
}

/**
 * Speak a language from now on; "dateline:messages" has the parts write anew what they say.
 * @param {string} wanted
 */
export async function speak(wanted) {
  fetched[wanted] ||= fetchMessages(wanted);
  try {
    const found = await fetched[wanted];
    if (found !== spoken) become(found);
  } catch (error) {
    delete fetched[wanted]; // asked again with the next view
    throw error;
  }
}

/** @param {Messages} found */
function become(found) {
  spoken = found;
  plural = new Intl.PluralRules(found.language);
  document.documentElement.lang = found.language;
  document.documentElement.dir = found.direction;
  document.dispatchEvent(new CustomEvent("dateline:messages"));
}

/** @param {string} wanted */
async function fetchMessages(wanted) {
  const answer = await fetch(`../../api/words?language=${encodeURIComponent(wanted)}`);
  if (!answer.ok) throw answer.status;
  return answer.json();
}
