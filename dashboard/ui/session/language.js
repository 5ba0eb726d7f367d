/* Tells the browser the language of the page and which way it runs, and remembers a choice. */

/** @typedef {{ language: string, direction: string, cookie: string }} Chosen */

const YEAR = 60 * 60 * 24 * 365; // seconds

/**
 * Set the language of the document.
 * @param {import("../components/component.d.ts").Component<Chosen>} component
 */
export default function run({ data: { language, direction, cookie } }) {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  if (!cookie) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is for https only
  document.cookie = `${cookie}=${language}; max-age=${YEAR}; path=/; SameSite=Lax`;
}
