/* Playing the events through. The map's own script draws them (layers/browser/playback.js); this
   moves the days. When it rests, the days it rests at become the chosen ones: what is on the map
   can then be clicked, listed, linked to and taken away as any choice of days can. */
const SPEEDS = [0.5, 1, 2, 4, 8]; // steps a second
const UNITS = ["day", "week", "month", "year"];
const UNIT_DAYS = { day: 1, week: 7, month: 30.44, year: 365.25 };
const WINDOWS = { day: 7, week: 28, month: 90, year: 365 };
const LONGEST_FRAME = 100; // ms; a tab that slept does not leap
const SHAPES = {
  back: "M6 5h2v14H6zM19 5v14L9 12z", on: "M16 5h2v14h-2zM5 5v14l10-7z", play: "M7 4v16l13-8z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z", stop: "M6 6h12v12H6z",
};

function icon(shape) {
  const space = "http://www.w3.org/2000/svg", drawn = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  drawn.append(path);
  return drawn;
}

function player(my, words) {
  const box = made("div", "tl-player"), keys = made("div", "tl-keys");
  keys.dir = "ltr"; // time runs so, in every language
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words.playback);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = false, run = null, before = null, unit = null, mode = "rolling", turn = 0;

  const back = key("back", words.back, () => step(-1));
  const play = key("play", words.play, () => (playing ? pause() : start()));
  const on = key("on", words.on, () => step(1));
  const stop = key("stop", words.stop, end);
  keys.append(back, play, on, stop);
  const speed = choice(words.speed, SPEEDS.map((n) => [n, my.format.number.format(n) + "×"]), 2);
  const unitBox = choice(words.step, UNITS.map((name) => [name, words[name]]), "day");
  const modeBox = choice(words.window, [["rolling", words.rolling], ["cumulative", words.cumulative]],
    mode);
  const length = made("input");
  Object.assign(length, { type: "number", min: 1, max: 36525, value: 7 });
  const lengthBox = labelled(words.length, length);
  box.append(keys, speed, unitBox, modeBox, lengthBox);
  unitBox.control.onchange = () => choose(unitBox.control.value);
  modeBox.control.onchange = () => {
    mode = modeBox.control.value;
    run = null;
    draw();
  };
  length.onchange = () => {
    length.value = days();
    run = null;
    if (my.range[1] !== null && mode === "rolling") my.commit([my.range[1] - days() + 1, my.range[1]]);
  };

  function key(shape, name, press) {
    const button = made("button", "tl-key");
    button.append(icon(shape));
    button.title = name;
    button.setAttribute("aria-label", name);
    button.onclick = press;
    return button;
  }

  function labelled(name, control) {
    const label = made("label", "tl-field", name + " ");
    label.append(control);
    control.setAttribute("aria-label", name); // else its choices are taken for a part of its name
    return label;
  }

  function choice(name, options, value) {
    const control = made("select");
    control.append(...options.map(([key, text]) => {
      const option = made("option", "", text);
      option.value = key;
      return option;
    }));
    control.value = value;
    return labelled(name, control);
  }

  const days = () => Math.max(1, Math.min(36525, Math.round(Number(length.value)) || 1));
  const whole = () => [my.data.first, my.data.last];
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];

  function choose(name) {
    unit = unitBox.control.value = name;
    if (my.range.some((day) => day === null)) length.value = WINDOWS[name];
  }

  function draw() {
    if (unit === null) choose(my.data.unit === "decade" ? "year" : my.data.unit);
    const chosen = my.range.every((day) => day !== null);
    if (chosen && !playing && mode === "rolling") length.value = my.range[1] - my.range[0] + 1;
    lengthBox.hidden = mode !== "rolling";
    play.replaceChildren(icon(playing ? "pause" : "play"));
    const name = playing ? words.pause : still.matches ? words.still : words.play;
    play.title = name;
    play.setAttribute("aria-label", name);
    play.disabled = still.matches;
    stop.disabled = !before;
    box.dataset.playing = playing;
  }

  /* Where to begin: where it rested, if nobody chose other days since; else at the beginning of the
     days that are chosen, and to their end where they grow. */
  function begin() {
    if (run && same(run.range, my.range) && run.head < run.goal) return;
    const [first, last] = whole(), [since, until] = my.range;
    before = my.range;
    if (mode === "cumulative") {
      run = { since: since ?? first, head: since ?? first, goal: until ?? last };
    } else {
      const from = since !== null && until !== null && until < last ? until : first + days() - 1;
      run = { head: from, goal: Math.max(last, from) };
    }
  }

  const range = (day) => (mode === "cumulative" ? [run.since, day] : [day - days() + 1, day]);

  async function start() {
    const mine = ++turn;
    playing = true;
    play.setAttribute("aria-busy", "true");
    begin();
    draw();
    try {
      await my.map()?.playback.open(my.data.play);
    } catch {
      if (mine === turn) pause(); // the server does not answer; the map says so
      return;
    } finally {
      play.removeAttribute("aria-busy");
    }
    let last = performance.now();
    const frame = (now) => {
      if (mine !== turn) return;
      run.head += (Math.min(LONGEST_FRAME, Math.max(0, now - last)) / 1000)
        * Number(speed.control.value) * UNIT_DAYS[unit];
      last = now;
      const day = Math.min(run.goal, Math.floor(run.head));
      run.range = range(day);
      my.played(run.range);
      if (day >= run.goal) pause();
      else requestAnimationFrame(frame);
    };
    if (mine === turn) requestAnimationFrame(frame);
  }

  function pause() {
    turn++;
    playing = false;
    if (run?.range) my.rest(run.range);
    draw();
  }

  function end() {
    turn++;
    playing = false;
    run = null;
    if (before) my.rest(before);
    before = null;
    draw();
  }

  function moved(day, by) {
    if (unit === "week" || unit === "day") return day + by * UNIT_DAYS[unit];
    const date = moment(day), far = new Date(date);
    far.setUTCMonth(date.getUTCMonth() + by * (unit === "year" ? 12 : 1));
    if (far.getUTCDate() !== date.getUTCDate()) far.setUTCDate(0); // there is no 31 February
    return Math.round(far.getTime() / DAY);
  }

  /* One step on or back, which asks no more of the eye than a click does. */
  function step(by) {
    if (playing) pause();
    const [first, last] = whole(), [since, until] = my.range;
    before ||= my.range;
    let day;
    if (until === null && mode === "rolling") day = by > 0 ? first + days() - 1 : last;
    else if (until === null) day = by > 0 ? moved(since ?? first, 1) - 1 : moved(last, -1);
    else day = moved(until, by);
    day = Math.max(first, Math.min(Math.max(last, until ?? last), day));
    const start = mode === "cumulative" ? Math.min(since ?? first, day) : day - days() + 1;
    run = null;
    my.commitSoon([start, day]);
    draw();
  }

  return { box, draw, pause, playing: () => playing };
}
