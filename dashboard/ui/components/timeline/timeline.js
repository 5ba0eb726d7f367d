/* The timeline: bars to brush over, dates to type, spans to press, playback. Python's range is the
   truth: this shows it, proposes another at once to the map and to the list, and tells Python when
   it rests. All text comes translated from Python or from Intl, and goes in by textContent.

   "dateline:window" is dispatched on the window while days are chosen (at most ten times a second)
   or played (five times): { since, until, playing }, the days as YYYY-MM-DD or null where open. */
const HEIGHT = 96, SOON = 350, HELD = 3000;
const FIRST_MAP = 300; // ms that the page waits at most for the map, which it would only hinder
const TELL = 100, TELL_PLAYED = 200; // ms; the list that hears it draws its rows anew each time
const MAP = 'iframe[title="streamlit_folium.st_folium"]';

export default function (component) {
  const root = component.parentElement.querySelector(".tl");
  const words = JSON.stringify(component.data.words);
  if (!root.dl || root.dl.words !== words) {
    root.dl?.end();
    root.dl = timeline(root, component, words);
  }
  root.dl.update(component);
  return () => root.dl.end();
}

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

function timeline(root, component, said) {
  const words = component.data.words;
  const my = {
    data: component.data, range: component.data.chosen, format: formats(component.data.locale),
    scale: scaleOf(0, 1, 1), propose, commit, commitSoon, played, rest, tip,
    playing: () => play.playing(),
    map: () => (my.data.play ? document.querySelector(MAP)?.contentWindow?.Dateline : undefined),
  };
  let told = component, waiting = null, timer, bars, typedAt = 0;
  const plot = made("div", "tl-plot"), canvas = made("canvas"), axis = made("div", "tl-axis");
  const top = made("span", "tl-top"), box = made("div", "tl-tip"), legend = made("div", "tl-legend");
  plot.dir = axis.dir = "ltr";
  plot.style.height = HEIGHT + "px";
  canvas.setAttribute("aria-hidden", "true");
  top.setAttribute("aria-hidden", "true");
  box.hidden = true;
  plot.setAttribute("role", "group");
  plot.append(canvas, top);
  const brushed = brush(my, plot, words), play = player(my, words), head = header(my, words);
  head.undated.onclick = () => told.setTriggerValue("undated", Date.now());
  const field = made("div", "tl-field-of-days");
  field.append(plot, axis, box);
  root.replaceChildren(head.box, field, legend, play.box);
  const watch = new ResizeObserver(draw);
  watch.observe(plot);
  const follow = follower(my), announce = announcer();

  function update(next) {
    told = next;
    const other = JSON.stringify(my.data.play) !== JSON.stringify(next.data.play);
    my.data = next.data;
    root.dir = next.data.rtl ? "rtl" : "ltr";
    root.lang = next.data.language;
    plot.setAttribute("aria-label", next.data.summary);
    if (other && play.playing()) play.pause();
    const old = waiting && !same(waiting.range, next.data.chosen)
      && Date.now() - waiting.since < HELD; // an answer to what was chosen before
    if (!old && !brushed.holding() && !play.playing() && !timer) {
      waiting = null;
      my.range = next.data.chosen;
    }
    draw();
  }

  function draw() {
    if (!plot.clientWidth) return;
    const { edges } = my.data;
    my.scale = scaleOf(edges[0], edges[edges.length - 1], plot.clientWidth);
    drawTicks(axis, my.scale, my.format);
    legend.replaceChildren(...key());
    bars = barPictures(my.data, my.scale, HEIGHT);
    sheet(canvas, my.scale.width, HEIGHT);
    top.textContent = my.format.number.format(bars.most);
    play.box.hidden = !my.data.play;
    drawRange();
  }

  function drawRange() {
    if (!bars) return; // in a part of the page that is folded up
    drawBars(canvas, bars, my.scale, HEIGHT, my.range);
    brushed.draw();
    head.draw();
    if (!play.playing()) play.draw();
  }

  /* Beside the map its own legend has the colours. */
  function key() {
    const rough = my.data.kinds.some((kind) => kind.vague.some((n) => n > 0));
    const rows = my.data.play ? [] : my.data.kinds.map((kind) => [kind.label, kind.colour, false]);
    if (rough) rows.push([words.vague, "", true]);
    return rows.map(([label, colour, hatched]) => {
      const row = made("span", "tl-kind", label), dot = made("span", hatched ? "tl-hatch" : "tl-dot");
      dot.style.background = colour;
      row.prepend(dot);
      return row;
    });
  }

  function tip(i, x) {
    box.hidden = x === null || my.playing();
    if (box.hidden) return;
    const said = i === null ? { days: rangeWords(my.range), all: "", rough: "", kinds: [] }
      : barWords(my.data, i, my.format, words);
    const rows = [[said.days, "tl-tip-days"], [said.all, ""], [said.rough, "tl-soft"]];
    box.replaceChildren(...rows.filter(([text]) => text)
      .map(([text, look]) => made("div", look, text)), ...said.kinds.map(([colour, label, n]) => {
      const row = made("div", "tl-kind", ""), dot = made("span", "tl-dot"), name = made("bdi", "", label);
      dot.style.background = colour;
      row.append(dot, name, made("bdi", "tl-soft", n));
      return row;
    }));
    const room = field.clientWidth - box.offsetWidth;
    box.style.left = Math.max(0, Math.min(room, x - box.offsetWidth / 2)) + "px";
  }

  function rangeWords([since, until]) {
    return my.format.range(since ?? my.data.first, until ?? Math.max(since ?? 0, my.data.last));
  }

  function propose(range) {
    if (!same(range, my.range)) follow(range);
    my.range = range;
    announce(range, false);
    drawRange();
  }

  function commit(range) {
    clearTimeout(timer);
    timer = undefined;
    propose(range);
    const mine = waiting = { range, since: Date.now() };
    const patience = new Promise((done) => { setTimeout(done, FIRST_MAP); });
    Promise.race([follow.idle(), patience]).then(() => {
      if (waiting === mine) told.setTriggerValue("range", range.map(written));
    });
  }

  function commitSoon(range) {
    clearTimeout(timer);
    propose(range);
    timer = setTimeout(() => commit(range), SOON);
  }

  function played(range) {
    my.range = range;
    box.hidden = true;
    my.map()?.playback.show(range[0], range[1], rangeWords(range));
    announce(range, true);
    if (!bars) return;
    drawBars(canvas, bars, my.scale, HEIGHT, range);
    brushed.draw();
    /* A date's field is slow to write. */
    if (performance.now() - typedAt < TELL_PLAYED) return;
    typedAt = performance.now();
    head.draw();
  }

  /* The circles that were played give way to the places that can be clicked, once these are there. */
  function rest(range) {
    const map = my.map();
    follow(range, () => map?.playback.close());
    my.range = range;
    commit(range);
  }

  function end() {
    watch.disconnect();
    clearTimeout(timer);
    if (play.playing()) play.pause();
  }

  return { update, end, words: said };
}

/* Let the map follow: one question at a time, always for the newest range. */
function follower(my) {
  let wanted = null, asking = null;
  async function ask() {
    while (wanted) {
      const { range, then } = wanted;
      wanted = null;
      await my.map()?.during?.(range.map(written));
      then?.();
    }
    asking = null;
  }
  function follow(range, then) {
    wanted = { range, then: then ?? wanted?.then };
    asking ||= ask();
  }
  follow.idle = () => asking;
  return follow;
}

function announcer() {
  let next = null, at = 0, timer;
  function tell() {
    timer = undefined;
    at = performance.now();
    window.dispatchEvent(new CustomEvent("dateline:window", { detail: next }));
  }
  return (range, playing) => {
    const [since, until] = range.map((day) => (day === null ? null : written(day)));
    next = { since, until, playing };
    const rest = playing ? TELL_PLAYED : TELL;
    if (!timer) timer = setTimeout(tell, Math.max(0, at + rest - performance.now()));
  };
}
