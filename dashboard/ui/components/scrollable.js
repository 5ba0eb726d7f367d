/* Lets the keyboard reach wide tables, which Streamlit puts into frames that scroll. */

const PAGE = "[data-testid='stMain']";
const TABLES = [
  ":is([data-testid='stMarkdownContainer'], [data-testid='stTable']) div:has(> table)",
  "[data-testid='stTable']:has(> table)",
].join();

/**
 * Name the frames and put them into the tab order, those that come later too.
 * @param {import("./component.d.ts").Component<{ label: string }>} component
 */
export default function run({ data }) {
  const page = /** @type {HTMLElement} */ (document.querySelector(PAGE));
  const reach = () => {
    for (const frame of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(TABLES))) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", data.label);
    }
  };
  reach();
  const watch = new MutationObserver(reach);
  watch.observe(page, { childList: true, subtree: true });
  return () => watch.disconnect();
}
