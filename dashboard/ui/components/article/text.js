/* An article's text whose marks can be pointed at and chosen by mouse and keyboard, in step with
   the map and the strip beside it. They speak by events of the window:
     dateline:point, dateline:choose   from map and strip: {mark: 2}, {event: 5}, or {}
     dateline:light                    from here: the numbers of the marks and events to light
     dateline:labels                   from here: what the marks of the map are called
     dateline:picked, dateline:quote   to here: what is picked; the quote to show
   Every piece of text goes in by textContent: nothing in an article can become markup. */
const SETTLED = 250; // ms until the panel beside the text has its place
const SHOWN = 1600; // ms a quote that was asked for stands out
const LETTERS = 75, ROW = 1.9; // in a row of text; rem
const NARROW = "(max-width: 640px)";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".dl-text");
  const state = (root.state = root.state || { at: new Map(), picked: "" });
  state.off?.abort();
  state.off = new AbortController();
  const say = (name, detail) =>
    window.dispatchEvent(new CustomEvent("dateline:" + name, { detail }));
  const hear = (name, heard) =>
    window.addEventListener("dateline:" + name, (event) => heard(event.detail), state.off);
  const on = (name, heard) => root.addEventListener(name, heard, state.off);

  const find = (key) => state.at.get(key) || [];

  const drawn = JSON.stringify([data.stamp, data.events, data.skip]);
  if (state.drawn !== drawn) {
    state.drawn = drawn;
    state.at = new Map();
    state.picked = "";
    root.replaceChildren(skip(), ...data.lines.map(line));
    data.events.forEach(number);
  }

  const under = (target) => target.closest?.("[data-pick]")?.dataset.pick || "";
  on("pointerover", (event) => light(under(event.target)));
  on("pointerleave", () => light(""));
  on("focusin", (event) => light(under(event.target)));
  on("focusout", () => light(""));
  on("click", (event) => choose(under(event.target)));
  on("keydown", (event) => {
    const pick = (event.key === "Enter" || event.key === " ") && under(event.target);
    if (!pick) return;
    event.preventDefault();
    choose(pick);
  });
  hear("point", (what) => light(keyOf(what)));
  hear("choose", (what) => choose(next(what)));
  hear("picked", pick);
  hear("quote", (start) => { stand(find("c" + start), "dl-shown"); });
  hear("drawn", () => say("labels", data.labels));
  say("labels", data.labels);
  say("ready", {});
  return () => state.off.abort();

  /* ---- the text --------------------------------------------------------------------------- */

  function line(pieces) {
    const made = document.createElement("p");
    made.dir = "auto";
    made.append(...pieces.map(piece));
    /* How high it will be, roughly, until it comes into view. */
    const rows = Math.ceil(made.textContent.length / LETTERS);
    made.style.containIntrinsicBlockSize = `auto ${rows * ROW}rem`;
    return made;
  }

  function piece([text, look, keys]) {
    const made = document.createElement("span"), all = keys ? keys.split(" ") : [];
    made.textContent = text;
    made.className = look;
    all.forEach((key) => {
      if (!state.at.has(key)) state.at.set(key, []);
      state.at.get(key).push(made);
    });
    if (!all.length || all[0][0] === "c") return made;
    made.dataset.pick = all[0];
    made.classList.add("dl-pick");
    if (all[0][0] === "m" && find(all[0]).length === 1) {
      made.tabIndex = 0;
      made.setAttribute("role", "button");
    }
    return made;
  }

  /* A button with its number stands before an event's sentence: it is reached by keyboard. */
  function number(event, i) {
    const first = find("e" + i)[0];
    if (!first) return;
    const made = document.createElement("button");
    made.type = "button";
    made.className = "dl-number";
    made.textContent = event.number;
    made.setAttribute("aria-label", event.title);
    made.title = event.title;
    made.dataset.pick = "e" + i;
    first.before(made);
    find("e" + i).push(made);
  }

  function skip() {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "dl-skip";
    made.textContent = data.skip;
    made.onclick = () => document.querySelector(".dl-strip button")?.focus();
    return made;
  }

  /* ---- in step ---------------------------------------------------------------------------- */

  function keyOf(what) {
    if (what.event !== undefined) return "e" + what.event;
    return what.mark === undefined ? "" : "s" + what.mark;
  }

  /* What belongs to a mention, an event or a mark: marks, events, and what to light in the text. */
  function reach(key) {
    const at = Number(key.slice(1)), sites = data.sites;
    if (key[0] === "e") {
      const { site } = data.events[at];
      const inside = new Set(find(key));
      const named = site === null ? [] : sites[site].mentions
        .filter((mention) => find(mention).some((made) => inside.has(made)));
      return { marks: site === null ? [] : [site], events: [at], keys: [key, ...named] };
    }
    const marks = key[0] === "s" ? [at].filter((site) => sites[site])
      : [...sites.keys()].filter((site) => sites[site].mentions.includes(key));
    const events = marks.flatMap((site) => sites[site].events);
    const named = marks.flatMap((site) => sites[site].mentions);
    const own = key[0] === "m" ? [key] : [];
    return { marks, events, keys: [...new Set([...own, ...named]), ...events.map((i) => "e" + i)] };
  }

  function light(key) {
    if (state.lit === key) return;
    state.lit = key;
    root.querySelectorAll(".dl-lit").forEach((made) => made.classList.remove("dl-lit"));
    const { marks, events, keys } = key ? reach(key) : { marks: [], events: [], keys: [] };
    keys.flatMap(find).forEach((made) => made.classList.add("dl-lit"));
    say("light", { marks, events });
  }

  /* A mark with several events gives the one after the picked one. */
  function next(what) {
    if (what.event !== undefined) return "e" + what.event;
    const site = data.sites[what.mark];
    if (!site) return "";
    const keys = site.events.length ? site.events.map((i) => "e" + i) : site.mentions;
    return keys[(keys.indexOf(state.picked) + 1) % keys.length] || "";
  }

  function choose(key) {
    if (!key) return;
    say("opened", {});
    if (key === state.picked) show(find(key)[0]);
    else setTriggerValue("pick", key);
  }

  /* ---- what is picked --------------------------------------------------------------------- */

  function pick(key) {
    if (key === state.picked) return;
    root.querySelectorAll(".dl-chosen, .dl-sentence, .dl-claim").forEach((made) =>
      made.classList.remove("dl-chosen", "dl-sentence", "dl-claim"));
    root.querySelectorAll("[aria-current]").forEach((made) => made.removeAttribute("aria-current"));
    state.picked = key;
    if (!key) return;
    const event = key[0] === "e" && data.events[Number(key.slice(1))];
    if (event) {
      event.claims.flatMap(find).forEach((made) => made.classList.add("dl-claim"));
      find(key).forEach((made) => made.classList.remove("dl-claim"));
    }
    find(key).forEach((made) => made.classList.add(event ? "dl-sentence" : "dl-chosen"));
    find(key).at(-1)?.setAttribute("aria-current", "true");
    setTimeout(show, SETTLED, find(key)[0]);
  }

  /* On a phone the lower part is covered by what is known of it. */
  function seen(made) {
    const box = made.getBoundingClientRect(), narrow = matchMedia(NARROW).matches;
    return box.top >= 80 && box.bottom <= window.innerHeight * (narrow ? 0.34 : 0.9);
  }

  /* At once: a glide is broken off by whatever is drawn meanwhile. A far jump lays out what was
     not in view before, which moves it: look again. */
  function show(made) {
    if (!made?.isConnected || seen(made)) return;
    const block = matchMedia(NARROW).matches ? "start" : "center";
    made.scrollIntoView({ block, behavior: "instant" });
    requestAnimationFrame(() => made.scrollIntoView({ block, behavior: "instant" }));
  }

  function stand(found, look) {
    if (!found.length) return;
    show(found[0]);
    found.forEach((made) => made.classList.add(look));
    setTimeout(() => found.forEach((made) => made.classList.remove(look)), SHOWN);
  }
}
