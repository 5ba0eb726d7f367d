/* An article's text whose marked pieces can be chosen by mouse and keyboard. Every piece of text
   goes in by textContent: nothing in an article can become markup. */
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
    const box = chosen.getBoundingClientRect();
    if (box.top < 80 || box.bottom > window.innerHeight * 0.55) {
      chosen.scrollIntoView({ block: "center" });
    }
  }
  root.dataset.picked = data.picked;

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
