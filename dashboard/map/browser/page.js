/* What the map's frame knows of the page around it: when it changes, and the link people share. */

const APP = "[data-testid='stApp']";
const RUN = "data-test-script-state";
const AFTER_A_RUN = [0, 300, 1500]; // ms; the link may be written a moment after a run is over

/** @type {Record<string, string>} what this frame has written into the link */
const own = {};

/**
 * Call `seen` when attributes of the page around the frame change; nothing where it is not ours.
 * @param {string[]} attributes
 * @param {() => void} seen
 */
export function watchPage(attributes, seen) {
  try {
    const app = /** @type {Element} */ (window.parent.document.querySelector(APP));
    new MutationObserver(seen).observe(app, { attributeFilter: attributes });
  } catch {
    // not our page: there is nothing to follow
  }
}

/** Return the colour behind the page around the frame; throws where it is not ours. */
export function pageColour() {
  const app = /** @type {Element} */ (window.parent.document.querySelector(APP));
  return window.parent.getComputedStyle(app).backgroundColor;
}

/**
 * Read a parameter of the link people share, "" where it has none.
 * @param {string} key
 */
export function readLink(key) {
  try {
    return new URLSearchParams(window.parent.location.search).get(key) || "";
  } catch {
    return "";
  }
}

/**
 * Write a parameter into the link people share; "" takes it out.
 * @param {string} key
 * @param {string} value
 */
export function writeLink(key, value) {
  own[key] = value;
  try {
    const address = new URL(window.parent.location.href);
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
    const text = address.href.replace(/%2C/g, ",");
    window.parent.history.replaceState(window.parent.history.state, "", text);
  } catch {
    // not our page: it simply is not in the link
  }
}

/* A run of the page writes the link anew without what was written here since the run before. */
function writeAgain() {
  for (const [key, value] of Object.entries(own)) {
    if (readLink(key) !== value) writeLink(key, value);
  }
}

watchPage([RUN], () => {
  for (const wait of AFTER_A_RUN) setTimeout(writeAgain, wait);
});
