/* The days of an article's events, each a button on an axis of days; those without a date beside
   it. One of them is in the tab order, the arrow keys go on from it. See article_text.js for how
   it speaks with the text and the map. On a phone it also opens and closes the sheet it is in. */
const SIZE = 24; // px of a button, the least that fingers hit
const SHEET = ".st-key-article-beside";

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".dl-beside");
  const state = (root.state = root.state || { buttons: [] });
  state.off?.abort();
  state.off = new AbortController();
  const say = (name, detail) =>
    window.dispatchEvent(new CustomEvent("dateline:" + name, { detail }));
  const hear = (name, heard) =>
    window.addEventListener("dateline:" + name, (event) => heard(event.detail), state.off);

  const now = JSON.stringify([data.article, data.events, data.words]);
  if (state.drawn !== now) {
    state.drawn = now;
    draw();
  }
  root.querySelector("[role=status]").textContent = data.said;
  state.buttons.forEach((button) => {
    const picked = "e" + button.dataset.event === data.picked;
    button.toggleAttribute("data-picked", picked);
    button.setAttribute("aria-pressed", picked);
  });
  enter(state.buttons.find((button) => button.hasAttribute("data-picked")) || state.buttons[0]);
  hear("light", ({ events }) => state.buttons.forEach((button) =>
    button.classList.toggle("dl-lit", events.includes(Number(button.dataset.event)))));
  hear("ready", () => say("picked", data.picked));
  hear("opened", () => open(true));
  say("picked", data.picked);
  place();
  const sizes = new ResizeObserver(place);
  sizes.observe(root.querySelector(".dl-axis"));
  state.off.signal.addEventListener("abort", () => sizes.disconnect());
  return () => state.off.abort();

  function element(tag, look, text) {
    const made = document.createElement(tag);
    made.className = look;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function draw() {
    const strip = element("div", "dl-strip"), axis = element("div", "dl-axis");
    const days = element("div", "dl-days"), undated = element("div", "dl-undated");
    strip.setAttribute("role", "toolbar");
    strip.setAttribute("aria-label", data.words.strip);
    state.buttons = data.events.map(button);
    days.append(...state.buttons.filter((_, at) => data.events[at].days));
    undated.append(element("span", "dl-tick", data.words.undated));
    undated.append(...state.buttons.filter((_, at) => !data.events[at].days));
    undated.hidden = undated.childElementCount === 1;
    axis.append(days, element("div", "dl-ticks"));
    axis.hidden = !dated().length;
    strip.append(axis, undated);
    strip.addEventListener("keydown", step);
    const status = element("div", "dl-said");
    status.setAttribute("role", "status");
    root.replaceChildren(handle(), ...(data.events.length ? [strip] : [axis]), kinds(), status);
  }

  function button(event, at) {
    const made = element("button", "dl-day");
    made.type = "button";
    made.title = event.title;
    made.setAttribute("aria-label", event.title);
    made.dataset.event = event.event;
    made.style.setProperty("--kind", event.colour);
    made.classList.toggle("dl-unsure", !event.sure);
    const point = () => say("point", { event: event.event });
    made.onpointerenter = made.onfocus = point;
    made.onpointerleave = made.onblur = () => say("point", {});
    made.onclick = () => { enter(made); say("choose", { event: event.event }); };
    made.at = at;
    return made;
  }

  function dated() {
    return data.events.filter((event) => event.days);
  }

  function kinds() {
    const key = element("div", "dl-key dl-kinds");
    data.kinds.forEach(([colour, text]) => {
      const row = element("span", "", text), dot = element("i", "dl-dot");
      row.dir = "auto";
      dot.style.backgroundColor = colour;
      row.prepend(dot);
      key.append(row);
    });
    const row = element("span", "", data.words.named);
    row.prepend(element("i", "dl-dot dl-only"));
    key.append(row);
    return key;
  }

  /* Who shares a day stands above the others. */
  function place() {
    const box = root.querySelector(".dl-days"), wide = box?.clientWidth, all = dated();
    if (!wide || !all.length) return;
    const first = Math.min(...all.map(({ days }) => days[0]));
    const scale = scaleOf(first, Math.max(...all.map(({ days }) => days[1])) + 1, wide);
    const ends = [];
    state.buttons.forEach((made) => {
      const { days } = data.events[made.at];
      if (!days) return;
      const centre = scale.x((days[0] + days[1] + 1) / 2);
      const width = Math.max(SIZE, scale.x(days[1] + 1) - scale.x(days[0]));
      const left = Math.min(wide - width, Math.max(0, centre - width / 2)), right = left + width;
      let lane = ends.findIndex((end) => end <= left);
      if (lane < 0) lane = ends.length;
      ends[lane] = right;
      Object.assign(made.style, {
        left: left + "px", bottom: lane * SIZE + "px", width: width + "px",
      });
    });
    box.style.height = ends.length * SIZE + "px";
    const strip = box.closest(".dl-strip"); // it begins at the axis, higher days are above it
    if (strip) strip.scrollTop = strip.scrollHeight;
    drawTicks(root.querySelector(".dl-ticks"), scale, formats(data.locale));
  }

  function enter(made) {
    state.buttons.forEach((button) => { button.tabIndex = button === made ? 0 : -1; });
  }

  function step(event) {
    const at = state.buttons.indexOf(event.target), last = state.buttons.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || event.shiftKey) return;
    event.preventDefault();
    const made = state.buttons[Math.min(last, Math.max(0, to))];
    enter(made);
    made.focus();
  }

  /* ---- on a phone ------------------------------------------------------------------------- */

  function handle() {
    const made = element("button", "dl-handle", data.words.open);
    made.type = "button";
    made.setAttribute("aria-expanded", "false");
    made.onclick = () => open(made.getAttribute("aria-expanded") !== "true");
    return made;
  }

  function open(wanted) {
    const made = root.querySelector(".dl-handle");
    made.textContent = wanted ? data.words.close : data.words.open;
    made.setAttribute("aria-expanded", wanted);
    root.closest(SHEET)?.toggleAttribute("data-open", wanted);
  }
}
