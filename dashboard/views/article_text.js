/* An article's text whose marked pieces can be chosen by mouse and keyboard. Every piece of text
   goes in by textContent: nothing in an article can become markup. */
const SETTLED = 250; // ms until the panel beside the text has its place

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".dl-text");
  const before = root.contains(document.activeElement) && document.activeElement.dataset.pick;
  const lines = data.lines.map((line) => {
    const drawn = document.createElement("p");
    drawn.dir = "auto";
    drawn.append(...line.map(piece));
    return drawn;
  });
  root.replaceChildren(...lines);
  if (before) root.querySelector(`[data-pick="${CSS.escape(before)}"]`)?.focus();
  const chosen = root.querySelector(".dl-chosen, .dl-sentence");
  if (chosen && root.dataset.picked !== data.picked) {
    setTimeout(show, SETTLED, chosen);
  }
  root.dataset.picked = data.picked;

  /* On a phone the lower half is covered by what is known of it. */
  function show(chosen) {
    const box = chosen.getBoundingClientRect(), narrow = window.innerWidth <= 640;
    if (box.top < 80 || box.bottom > window.innerHeight * (narrow ? 0.42 : 0.9)) {
      chosen.scrollIntoView({ block: narrow ? "start" : "center" });
    }
  }

  function piece([text, look, pick, stop]) {
    const drawn = document.createElement("span");
    drawn.textContent = text;
    drawn.className = look;
    if (!pick) return drawn;
    drawn.dataset.pick = pick;
    drawn.classList.add("dl-pick");
    drawn.onclick = () => setTriggerValue("pick", pick);
    if (stop) {
      drawn.tabIndex = 0;
      drawn.setAttribute("role", "button");
      drawn.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        setTriggerValue("pick", pick);
      };
    }
    return drawn;
  }
}
