/* Tells the browser the language of the page and which way it runs, and remembers a choice. */
const YEAR = 60 * 60 * 24 * 365; // seconds

export default function (component) {
  const { language, direction, cookie } = component.data;
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  if (cookie) {
    document.cookie = `${cookie}=${language}; max-age=${YEAR}; path=/; SameSite=Lax`;
  }
}
