/* Brings words of the text into view. */

const SHOWN = 1600; // ms a quote that was asked for stands out
const NARROW = "(max-width: 640px)";
const TOP = 80; // px that the page's own head covers

/**
 * Show an element, at once: a glide is broken off by whatever is drawn meanwhile. A far jump lays
 * out what was not in view before, which moves it: look again.
 * @param {HTMLElement | undefined} made
 */
export function show(made) {
  if (!made?.isConnected || seen(made)) return;
  const block = matchMedia(NARROW).matches ? "start" : "center";
  made.scrollIntoView({ block, behavior: "instant" });
  requestAnimationFrame(() => made.scrollIntoView({ block, behavior: "instant" }));
}

/**
 * Show the words of a quote, and let them stand out for a while.
 * @param {HTMLElement[]} words
 */
export function standOut(words) {
  if (!words.length) return;
  show(words[0]);
  for (const made of words) made.classList.add("dl-shown");
  setTimeout(() => {
    for (const made of words) made.classList.remove("dl-shown");
  }, SHOWN);
}

/**
 * On a phone the lower part is covered by what is known of it.
 * @param {HTMLElement} made
 */
function seen(made) {
  const box = made.getBoundingClientRect();
  const share = matchMedia(NARROW).matches ? 0.34 : 0.9;
  return box.top >= TOP && box.bottom <= window.innerHeight * share;
}
