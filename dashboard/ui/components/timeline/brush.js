/* Choosing days on the bars: by dragging, by its two ends as sliders, by a click on a bar. `my` is
   the timeline: its data, scale and range; the brush tells it by propose (while it moves), commit
   (when it rests) and commitSoon (after the last of some key presses). */
const REACH = 11; // px around an end that take hold of it
const CLICK = 4; // px: a press that moves less is a click
const TWICE = 260; // ms to wait for a second click

function brush(my, plot, words) {
  const chosen = made("div", "tl-chosen"), ends = [handle(0, words.from), handle(1, words.to)];
  let held = null, clicked;
  plot.append(chosen, ...ends);

  function handle(end, name) {
    const made_ = made("div", "tl-handle");
    made_.tabIndex = 0;
    made_.setAttribute("role", "slider");
    made_.setAttribute("aria-label", name);
    made_.onkeydown = (event) => pressed(event, end);
    return made_;
  }

  const edges = () => my.data.edges;
  const bounds = () => [edges()[0], edges()[edges().length - 1]];
  /* The days as the two edges they lie between; an open end is the timeline's. */
  function between([since, until]) {
    const [first, after] = bounds(), clip = (day) => Math.max(first, Math.min(after, day));
    return [since === null ? first : clip(since), until === null ? after : clip(until + 1)];
  }
  function range([from, to]) {
    const [first, after] = bounds();
    return [from <= first ? null : from, to >= after ? null : to - 1];
  }

  function draw() {
    const [from, to] = between(my.range).map(my.scale.x), all = my.range.every((day) => day === null);
    chosen.hidden = all;
    chosen.style.left = from + "px";
    chosen.style.width = Math.max(2, to - from) + "px";
    const days = between(my.range), [first, after] = bounds();
    ends.forEach((end, i) => {
      end.style.left = [from, to][i] + "px";
      end.classList.toggle("tl-open", my.range[i] === null);
      const day = i ? days[1] - 1 : days[0];
      end.setAttribute("aria-valuemin", first);
      end.setAttribute("aria-valuemax", after - 1);
      end.setAttribute("aria-valuenow", day);
      end.setAttribute("aria-valuetext", my.format.full.format(moment(day)));
    });
  }

  /* ---- keyboard ---- */

  const MOVES = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10,
    Home: -Infinity, End: Infinity };

  function pressed(event, end) {
    if (event.key === "Escape") {
      event.preventDefault();
      my.commit([null, null]);
      return;
    }
    const step = MOVES[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const days = between(my.range), all = edges(), at = days[end];
    /* Days that were typed lie between two edges: one step is to the next of them. */
    let i = step > 0 ? all.findLastIndex((edge) => edge <= at) : all.findIndex((edge) => edge >= at);
    i = Math.max(end, Math.min(all.length - 2 + end, i + step));
    days[end] = end ? Math.max(all[i], after_(days[0])) : Math.min(all[i], before_(days[1]));
    my.commitSoon(range(days));
  }
  const after_ = (day) => edges().find((edge) => edge > day) ?? bounds()[1];
  const before_ = (day) => edges().findLast((edge) => edge < day) ?? bounds()[0];

  /* ---- mouse and finger ---- */

  const nearest = (day) => edges().reduce((best, edge) =>
    (Math.abs(edge - day) < Math.abs(best - day) ? edge : best));
  const bar = (day) => Math.max(0, Math.min(edges().length - 2,
    edges().findLastIndex((edge) => edge <= day)));
  const x = (event) => event.clientX - plot.getBoundingClientRect().left;

  function grip(at) {
    const [from, to] = between(my.range).map(my.scale.x);
    if (my.range.every((day) => day === null)) return "new";
    if (Math.abs(at - to) <= REACH) return "to";
    if (Math.abs(at - from) <= REACH) return "from";
    return at > from && at < to ? "body" : "new";
  }

  plot.addEventListener("pointerdown", (event) => {
    if (event.button || my.playing()) return;
    const at = x(event);
    held = { at, how: grip(at), days: between(my.range), before: my.range, moved: false };
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointermove", (event) => {
    const at = x(event);
    if (!held) {
      plot.dataset.grip = my.playing() ? "" : grip(at);
      my.tip(bar(my.scale.day(at)), at);
      return;
    }
    held.moved ||= Math.abs(at - held.at) >= CLICK;
    if (!held.moved) return;
    my.propose(range(dragged(at)));
    my.tip(null, at);
  });
  plot.addEventListener("pointerup", (event) => {
    if (!held) return;
    const { moved } = held, at = x(event);
    held = null;
    if (moved) {
      my.commit(my.range);
      return;
    }
    const i = bar(my.scale.day(at));
    clearTimeout(clicked);
    clicked = setTimeout(() => my.commit(range([edges()[i], edges()[i + 1]])), TWICE);
  });
  plot.addEventListener("pointercancel", () => {
    if (held?.moved) my.propose(held.before);
    held = null;
  });
  plot.addEventListener("dblclick", () => {
    clearTimeout(clicked);
    my.commit([null, null]);
  });
  plot.addEventListener("pointerleave", () => { if (!held) my.tip(null, null); });

  function dragged(at) {
    const day = my.scale.day(at), moved = day - my.scale.day(held.at);
    const [from, to] = held.days, [first, after] = bounds();
    if (held.how === "from") return [Math.min(nearest(day), before_(to)), to];
    if (held.how === "to") return [from, Math.max(nearest(day), after_(from))];
    if (held.how === "body") {
      const start = Math.max(first, Math.min(after - (to - from), nearest(from + moved)));
      return [start, Math.min(after, nearest(start + (to - from)))];
    }
    const [left, right] = [my.scale.day(held.at), day].sort((a, b) => a - b).map(nearest);
    return right > left ? [left, right] : [edges()[bar(day)], edges()[bar(day) + 1]];
  }

  return { draw, holding: () => held !== null };
}
