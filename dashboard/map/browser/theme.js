/* Light or dark, as the page around the map is; `data-theme` on <html> is what map.css goes by. */
"use strict";
(function (Dateline) {
  const LOOKS = {
    light: {
      land: { fillColor: "#f7f5ef", fillOpacity: 1, color: "#c3bbad", weight: 0.9 },
      water: { fillColor: "#d3e3ec", fillOpacity: 1, color: "#a9c6d6", weight: 0.6 },
      river: { color: "#9fc3d8", weight: 1.3, fill: false },
      picked: "#1d3557",
      heat: [[254, 224, 144], [236, 112, 20], [102, 20, 60]],
    },
    dark: {
      land: { fillColor: "#26303b", fillOpacity: 1, color: "#55626f", weight: 0.9 },
      water: { fillColor: "#151d26", fillOpacity: 1, color: "#33475a", weight: 0.6 },
      river: { color: "#3a5770", weight: 1.3, fill: false },
      picked: "#f4f7fa",
      heat: [[120, 45, 120], [240, 110, 60], [255, 240, 160]],
    },
  };
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let theme = "light";

  function around() {
    try {
      const page = window.parent.document.querySelector("[data-testid='stApp']");
      const colour = window.parent.getComputedStyle(page).backgroundColor;
      const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
      return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
    } catch (_) {
      return system.matches ? "dark" : "light";
    }
  }

  function follow() {
    const now = around();
    if (document.documentElement.dataset.theme === now) return;
    document.documentElement.dataset.theme = theme = now;
    document.dispatchEvent(new CustomEvent("dateline:theme"));
  }

  /* How land, water, rivers and the selection are drawn now. */
  Dateline.look = () => LOOKS[theme];

  Dateline.theme = function () {
    follow();
    const soon = () => [0, 300].forEach((wait) => setTimeout(follow, wait));
    system.addEventListener("change", soon); // Streamlit repaints a moment later
    Dateline.around(["class", "style"], soon);
  };
})(window.Dateline);
