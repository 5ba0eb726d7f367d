/* Days on a line, for the timeline and the strip. A day is a number: days since 1 January 1970.
   Time runs from left to right in every language: an axis is read as its numbers are, which run
   so in Arabic too, and a link or a picture of it means the same to whoever gets it. */
const DAY = 864e5;
const LEAST_DAYS = 20; // a lone day must not fill the width
const TICK_PIXELS = 74;
const STEPS = [
  ["day", 1], ["day", 2], ["day", 7], ["day", 14], ["month", 1], ["month", 2], ["month", 3],
  ["month", 6], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 20], ["year", 50],
  ["year", 100], ["year", 200], ["year", 500], ["year", 1000],
];
const STEP_DAYS = { day: 1, month: 30.44, year: 365.25 };

const moment = (day) => new Date(day * DAY);
const written = (day) => (day === null ? "" : moment(day).toISOString().slice(0, 10));
const counted = (text) => (text ? Math.round(Date.parse(text + "T00:00:00Z") / DAY) : null);

function formats(locale) {
  const format = (fields) => new Intl.DateTimeFormat(locale, { ...fields, timeZone: "UTC" });
  const full = format({ day: "numeric", month: "short", year: "numeric" });
  return {
    day: format({ day: "numeric", month: "short" }),
    month: format({ month: "short", year: "numeric" }),
    year: format({ year: "numeric" }),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    full,
    range: (since, until) => full.formatRange(moment(since), moment(until)),
  };
}

/* From day `first` up to `after`, over a width in pixels. */
function scaleOf(first, after, width) {
  const spare = Math.max(0, LEAST_DAYS - (after - first)) / 2;
  const from = first - spare, days = after - first + 2 * spare;
  return {
    x: (day) => ((day - from) / days) * width,
    day: (x) => from + (x / width) * days,
    from, to: from + days, width,
  };
}

/* The step whose labels have room, and the days it names: [day, label] each. */
function ticks(scale, format) {
  const most = Math.max(2, scale.width / TICK_PIXELS), days = scale.to - scale.from;
  const fits = ([unit, n]) => days / (STEP_DAYS[unit] * n) <= most;
  const [unit, n] = STEPS.find(fits) || STEPS[STEPS.length - 1];
  const found = [];
  for (let day = aligned(Math.floor(scale.from), unit, n); day <= scale.to;
    day = after(day, unit, n)) {
    if (day >= scale.from) found.push([day, format[unit].format(moment(day))]);
  }
  return found;
}

function aligned(day, unit, n) {
  const date = moment(day);
  if (unit === "day") return n === 7 ? day - ((date.getUTCDay() + 6) % 7) : day - (day % n);
  const year = date.getUTCFullYear();
  if (unit === "month") return utc(year, date.getUTCMonth() - (date.getUTCMonth() % n));
  return utc(year - (year % n), 0);
}

function after(day, unit, n) {
  if (unit === "day") return day + n;
  const date = moment(day), year = date.getUTCFullYear();
  return unit === "month" ? utc(year, date.getUTCMonth() + n) : utc(year + n, 0);
}

/* Date.UTC takes the years before 100 for those of the last century. */
function utc(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.round(date.getTime() / DAY);
}

function made(tag, look, text) {
  const element = document.createElement(tag);
  if (look) element.className = look;
  if (text !== undefined) element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
}

/* Labels under a plot; a label that would stick out at an end is left out. */
function drawTicks(box, scale, format) {
  box.replaceChildren(...ticks(scale, format).filter(([day]) => {
    const x = scale.x(day);
    return x >= 12 && x <= scale.width - 22;
  }).map(([day, label]) => {
    const tick = made("span", "tl-tick", label);
    tick.dir = "auto";
    tick.style.left = scale.x(day) + "px";
    return tick;
  }));
}
