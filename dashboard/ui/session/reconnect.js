/* A tab connects again by itself when the server was started anew, but Streamlit then runs no page:
   the new session knows none of the widgets on it, and the first click would be lost. So ask for a
   run, from which the session takes its view out of the address. */

const APP = "[data-testid='stApp']";
const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";

/**
 * Ask for a run whenever the tab has connected again.
 * @param {import("../components/component.d.ts").Component<unknown>} component
 */
export default function run(component) {
  const app = /** @type {HTMLElement} */ (document.querySelector(APP));
  let before = app.getAttribute(STATE);
  const watch = new MutationObserver(() => {
    const now = app.getAttribute(STATE);
    if (now === CONNECTED && before !== CONNECTED) component.setTriggerValue("again", Date.now());
    before = now;
  });
  watch.observe(app, { attributeFilter: [STATE] });
  return () => watch.disconnect();
}
