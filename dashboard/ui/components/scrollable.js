/* Lets the keyboard reach wide tables, which Streamlit puts into frames that scroll. */
const FRAMES = ":is([data-testid='stMarkdownContainer'], [data-testid='stTable']) div:has(> table)";

export default function (component) {
  const page = document.querySelector("[data-testid='stMain']");
  const reach = () => {
    page.querySelectorAll(`${FRAMES}, [data-testid='stTable']:has(> table)`).forEach((frame) => {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", component.data.label);
    });
  };
  reach();
  const watch = new MutationObserver(reach);
  watch.observe(page, { childList: true, subtree: true });
  return () => watch.disconnect();
}
