/* Above the bars: spans to press, the two days to type, and how many events have none. */
const YEAR_ONE = "0999"; // while a year is typed its first digits are years of their own

function header(my, words) {
  const box = made("div", "tl-head"), spans = made("div", "tl-spans"), dates = made("div", "tl-dates");
  const help = made("span", "tl-hidden"), undated = made("button", "tl-undated");
  help.id = "tl-spans-help";
  spans.setAttribute("role", "group");
  spans.setAttribute("aria-label", words.spans);
  spans.setAttribute("aria-describedby", help.id);
  const presets = ["week", "days30", "month", "year", "all"].map((name) => {
    const button = made("button", "tl-span", words["span_" + name]);
    button.onclick = () => my.commit(preset(name));
    return [name, button];
  });
  spans.append(...presets.map(([, button]) => button), help);
  const inputs = [typed(0, words.from), typed(1, words.to)];
  dates.append(...inputs.map((input) => input.label));
  undated.title = words.undated;
  box.append(spans, dates, undated);

  /* Counted from the newest event: the news of an archive have no "last week" from today. */
  function preset(name) {
    const newest = my.data.newest, date = moment(newest);
    const year = date.getUTCFullYear(), month = date.getUTCMonth();
    return {
      week: [newest - 6, newest],
      days30: [newest - 29, newest],
      month: [utc(year, month), utc(year, month + 1) - 1],
      year: [utc(year, 0), utc(year + 1, 0) - 1],
      all: [null, null],
    }[name];
  }

  function typed(end, name) {
    const label = made("label", "tl-field", name + " "), input = made("input");
    input.type = "date";
    input.setAttribute("aria-label", name);
    label.append(input);
    input.onchange = () => {
      const day = counted(input.value);
      if (day !== null && input.value.slice(0, 4) <= YEAR_ONE) return;
      const range = [...my.range];
      range[end] = day;
      const [since, until] = range;
      if (since !== null && until !== null && since > until) range[1 - end] = day;
      my.commit(range);
    };
    return { label, input };
  }

  function draw() {
    presets.forEach(([name, button]) => {
      const pressed = String(same(preset(name), my.range));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
      if (button.title !== my.data.help) button.title = my.data.help;
    });
    if (help.textContent !== my.data.help) help.textContent = my.data.help;
    [my.data.first, my.data.last].forEach((day, i) => {
      const value = written(my.range[i] ?? day), { input } = inputs[i];
      if (input.value !== value && !input.matches(":focus")) input.value = value;
      input.parentElement.classList.toggle("tl-open", my.range[i] === null);
      input.disabled = my.playing();
    });
    undated.hidden = !my.data.undated;
    if (undated.textContent !== my.data.undated) undated.textContent = my.data.undated;
  }

  return { box, draw, undated };
}
