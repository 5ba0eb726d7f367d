/* Light or dark, as the page around the map is; `data-theme` on <html> is what map.css goes by. */
import { pageColour, watchPage } from "./page.js";

const LOOKS = {
  light: {
    land: { fillColor: "#f7f5ef", fillOpacity: 1, color: "#c3bbad", weight: 0.9 },
    water: { fillColor: "#d3e3ec", fillOpacity: 1, color: "#a9c6d6", weight: 0.6 },
    river: { color: "#9fc3d8", weight: 1.3, fill: false },
    picked: "#1d3557",
    heat: [
      [254, 224, 144],
      [236, 112, 20],
      [102, 20, 60],
    ],
  },
  dark: {
    land: { fillColor: "#26303b", fillOpacity: 1, color: "#55626f", weight: 0.9 },
    water: { fillColor: "#151d26", fillOpacity: 1, color: "#33475a", weight: 0.6 },
    river: { color: "#3a5770", weight: 1.3, fill: false },
    picked: "#f4f7fa",
    heat: [
      [120, 45, 120],
      [240, 110, 60],
      [255, 240, 160],
    ],
  },
};
const AFTER_A_CHANGE = [0, 300]; // ms; Streamlit repaints a moment later
const system = window.matchMedia("(prefers-color-scheme: dark)");
/** @type {"light" | "dark"} */
let theme = "light";

/** Return how land, water, rivers, the selection and the density are drawn now. */
export function look() {
  return LOOKS[theme];
}

/** Follow the theme of the page; "dateline:theme" has the parts draw anew what they drew. */
export function followTheme() {
  follow();
  const soon = () => {
    for (const wait of AFTER_A_CHANGE) setTimeout(follow, wait);
  };
  system.addEventListener("change", soon);
  watchPage(["class", "style"], soon);
}

function follow() {
  const now = themeOfPage();
  if (document.documentElement.dataset.theme === now) return;
  theme = now;
  document.documentElement.dataset.theme = now;
  document.dispatchEvent(new CustomEvent("dateline:theme"));
}

function themeOfPage() {
  try {
    const parts = /** @type {string[]} */ (pageColour().match(/[\d.]+/g));
    const [r, g, b] = parts.map(Number);
    return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  } catch {
    return system.matches ? "dark" : "light";
  }
}
