/* A few events as marks on one line of days; choosing one tells Python its id. Behind
   timeline_scale.js, whose functions it uses. */
const LANE = 22; // px: a target that a finger meets

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".tl-strip");
  const format = formats(data.locale);
  const focused = root.getRootNode().activeElement?.dataset?.id;
  const plot = made("div", "tl-lanes"), axis = made("div", "tl-axis");
  plot.dir = axis.dir = "ltr";
  const first = Math.min(...data.marks.map((mark) => mark.first));
  const last = Math.max(...data.marks.map((mark) => mark.last));
  const buttons = data.marks.map(button);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.words.events);
  plot.append(...buttons);
  root.replaceChildren(plot, axis);
  root.dl?.disconnect();
  root.dl = new ResizeObserver(draw);
  root.dl.observe(root);
  draw();
  buttons.find((made) => made.dataset.id === focused)?.focus({ preventScroll: true });

  function button(mark) {
    const drawn = made("button", "tl-mark");
    const when = format.range(mark.first, mark.last);
    drawn.dataset.id = mark.id;
    drawn.title = `\u2068${mark.label}\u2069 · \u2068${when}\u2069`;
    drawn.setAttribute("aria-label", drawn.title);
    drawn.setAttribute("aria-pressed", String(mark.id === data.selected));
    drawn.style.setProperty("--kind", mark.colour);
    drawn.onclick = () => setTriggerValue("pick", mark.id);
    return drawn;
  }

  /* Marks that would touch lie in lanes one above another. */
  function draw() {
    const scale = scaleOf(first, last + 1, root.clientWidth);
    const ends = [];
    data.marks.forEach((mark, i) => {
      const left = Math.min(scale.x(mark.first), scale.width - LANE);
      const wide = Math.max(LANE, scale.x(mark.last + 1) - left);
      let lane = ends.findIndex((end) => end <= left);
      if (lane < 0) lane = ends.length;
      ends[lane] = left + wide + 1;
      buttons[i].style.left = left + "px";
      buttons[i].style.width = wide + "px";
      buttons[i].style.top = lane * (LANE + 2) + "px";
    });
    plot.style.height = ends.length * (LANE + 2) + "px";
    drawTicks(axis, scale, format);
  }
}
