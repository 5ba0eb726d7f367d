/* The event list: asks the server for its rows page by page, as it is scrolled, sorted and played.
   Every text goes in as text: nothing in an article can become markup. */
const PAGE = 30, KEPT = 300; // rows asked for at once, rows in the page at most
const NEAR = 400; // px from an end where the next page is asked for
const PATIENCE = 15000, SLOW = 300; // ms between two tries at most, until loading is said
const DOWN_FIRST = new Set(["when", "killed", "injured", "likelihood"]);
const lists = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".list");
  if (!lists.has(root)) lists.set(root, eventList(root));
  const list = lists.get(root);
  list.update(data, setTriggerValue);
  return list.close;
}

function eventList(root) {
  const [scroll, table, head, body, none, range, state] = [
    ".scroll", "table", "thead tr", "tbody", ".none", ".range", ".state",
  ].map((selector) => root.querySelector(selector));
  let data, tell, asked = "", start = 0, total = 0, days = null;
  let request = null, again = null, timer = 0, tries = 0;

  scroll.onscroll = more;
  body.onclick = (event) => open(event.target.closest("tr[data-id]"));
  body.onkeydown = pressed;

  function update(next, trigger) {
    const first = !data, before = data;
    data = next;
    tell = trigger;
    window.removeEventListener("dateline:window", played);
    window.addEventListener("dateline:window", played);
    root.style.setProperty("--height", `${data.height}px`);
    table.setAttribute("aria-label", data.label);
    drawHead();
    const sameList = before && JSON.stringify(before.ask) === JSON.stringify(data.ask);
    if (!sameList) days = null; // those that were dragged over have become the filter's
    const now = named(days);
    if (now !== asked) {
      asked = now;
      const at = first ? data.selected || data.opened : "";
      if (first) wait();
      load(at ? { around: at } : { from: sameList ? start : 0 }, "replace", first && data.focus && at);
    } else if (data.selected !== before.selected) {
      const row = mark();
      if (data.selected && !row) load({ around: data.selected }, "replace");
      else if (row) reveal(row);
    }
  }

  function close() {
    window.removeEventListener("dateline:window", played);
    clearTimeout(timer);
    request?.abort();
  }

  /* Name what is listed alike, whether days are the filter's own or in place of them. */
  function named(window) {
    const ends = window ? [window.since || "", window.until || ""] : data.days;
    return JSON.stringify([{ ...data.ask, filter: data.still }, data.version, ends]);
  }

  /* The timeline says which days it shows, while somebody plays or drags it. */
  function played({ detail }) {
    days = detail && (detail.since || detail.until) ? detail : null;
    asked = named(days);
    load({ from: 0 }, "replace");
  }

  /* One request at a time; of those that come meanwhile the last one counts. */
  async function load(where, how, focus) {
    if (request && how !== "replace") return;
    if (request && days) {
      again = [where, how, focus];
      return;
    }
    request?.abort();
    clearTimeout(timer);
    const mine = request = new AbortController();
    const slow = setTimeout(() => busy(data.says.loading), SLOW);
    const query = { ...data.ask, count: PAGE, ...where };
    if (days) Object.assign(query, { since: days.since || "", until: days.until || "" });
    try {
      const answer = await fetch(`${data.url}?${new URLSearchParams(query)}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(answer.status);
      const rows = await answer.json();
      if (mine !== request) return;
      request = null;
      tries = 0;
      busy("");
      root.classList.remove("failing");
      put(rows, how, focus);
      if (again) {
        const next = again;
        again = null;
        load(...next);
      } else more();
    } catch (error) {
      if (mine !== request || error.name === "AbortError") return;
      request = again = null;
      root.classList.add("failing");
      busy(/^\d+$/.test(error.message) ? data.says.wrong : data.says.gone);
      timer = setTimeout(load, Math.min(PATIENCE, 1000 * 2 ** tries++), where, how, focus);
    } finally {
      clearTimeout(slow);
    }
  }

  function busy(text) {
    if (state.textContent !== text) state.textContent = text;
    table.setAttribute("aria-busy", String(Boolean(text)));
  }

  /* Rows of grey where the first ones will be. */
  function wait() {
    body.replaceChildren(...Array.from({ length: 8 }, () => {
      const row = document.createElement("tr");
      row.className = "wait";
      row.setAttribute("aria-hidden", "true");
      row.append(...data.columns.map(() => {
        const cell = document.createElement("td");
        cell.append(document.createElement("span"));
        return cell;
      }));
      return row;
    }));
  }

  function put(answer, how, focus) {
    const held = root.getRootNode().activeElement;
    const focused = held && body.contains(held) ? held.dataset.id : "";
    const made = answer.rows.map((row, i) => drawRow(row, answer.from + i));
    total = answer.total;
    if (how === "replace") {
      start = answer.from;
      body.replaceChildren(...made);
      scroll.scrollTop = 0;
    } else keepInPlace(how, made, answer.from);
    none.hidden = total > 0;
    none.textContent = days ? data.says.none_now : data.says.none;
    table.setAttribute("aria-rowcount", total + 1);
    mark();
    const opened = body.querySelector(`[data-id="${CSS.escape(data.selected || data.opened || "")}"]`);
    if (how === "replace" && opened) reveal(opened);
    const same = focused && body.querySelector(`[data-id="${CSS.escape(focused)}"]`);
    if (typeof focus === "number") go(focus);
    else if (focus && opened) take(opened);
    else if (focused) take(same || body.firstElementChild);
    else take(opened || body.firstElementChild, false);
    told();
  }

  /* Rows that come or go above must not move what is being read. */
  function keepInPlace(how, made, from) {
    const rows = [...body.children];
    const still = how === "append" ? rows[rows.length - 1] : rows[0];
    const before = still.getBoundingClientRect().top;
    if (how === "append") {
      body.append(...made);
      const over = Math.max(0, body.children.length - KEPT);
      rows.slice(0, over).forEach((row) => row.remove());
      start += over;
    } else {
      body.prepend(...made);
      start = from;
      while (body.children.length > KEPT) body.lastElementChild.remove();
    }
    scroll.scrollTop += still.getBoundingClientRect().top - before;
  }

  function drawHead() {
    const [key, down] = [data.ask.sort.replace("-", ""), data.ask.sort.startsWith("-")];
    if (head.dataset.columns === data.ask.columns + data.ask.language) {
      for (const cell of head.children) sorted(cell, key, down);
      return;
    }
    head.dataset.columns = data.ask.columns + data.ask.language;
    head.replaceChildren(...data.columns.map((column) => {
      const cell = document.createElement("th");
      const name = document.createElement(column.sortable ? "button" : "span");
      cell.scope = "col";
      cell.dataset.key = column.key;
      cell.classList.toggle("number", column.number);
      name.textContent = column.name;
      if (column.sortable) {
        name.type = "button";
        name.onclick = () => sort(column.key);
      }
      cell.append(name);
      sorted(cell, key, down);
      return cell;
    }));
  }

  function sorted(cell, key, down) {
    if (cell.dataset.key === key) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }

  function sort(key) {
    const now = data.ask.sort;
    const down = now.replace("-", "") === key ? !now.startsWith("-") : DOWN_FIRST.has(key);
    data = { ...data, ask: { ...data.ask, sort: (down ? "-" : "") + key } };
    asked = JSON.stringify([data.ask, data.version]);
    drawHead();
    load({ from: 0 }, "replace");
    tell("sort", data.ask.sort);
  }

  function drawRow(row, index) {
    const drawn = document.createElement("tr");
    drawn.dataset.id = row.id;
    drawn.tabIndex = -1;
    drawn.setAttribute("aria-rowindex", index + 2);
    drawn.append(...row.cells.map((text, i) => {
      const cell = document.createElement("td"), words = document.createElement("bdi");
      const { key, number } = data.columns[i];
      cell.dataset.key = key;
      cell.classList.toggle("number", number);
      if (key === "what") {
        const dot = document.createElement("span");
        dot.className = "dot";
        dot.style.background = row.colour;
        cell.append(dot);
      }
      words.append(...breakable(text));
      if (key === "status") words.classList.toggle("disputed", row.disputed);
      cell.append(words);
      return cell;
    }));
    return drawn;
  }

  /* "Shelling/artillery/missile attack" may break after a stroke; strings go in as text. */
  function breakable(text) {
    return text.split(/(?<=\/)/).flatMap(
      (part, i) => i ? [document.createElement("wbr"), part] : [part]);
  }

  function mark() {
    let found = null;
    for (const row of body.children) {
      const chosen = Boolean(data.selected) && row.dataset.id === data.selected;
      row.setAttribute("aria-selected", String(chosen));
      if (chosen) found = row;
    }
    return found;
  }

  function told() {
    const number = new Intl.NumberFormat(data.ask.language, { numberingSystem: "latn" });
    const last = start + body.querySelectorAll("[data-id]").length;
    const words = { first: start + 1, last, total };
    range.textContent = !total ? "" : data.says.range.replace(
      /\{(\w+)\}/g, (_, key) => `\u2068${number.format(words[key])}\u2069`);
  }

  /* Asks for what comes next where the end of what is there comes into view. */
  function more() {
    if (request || !body.querySelector("[data-id]")) return;
    const length = body.children.length;
    if (start + length < total && scroll.scrollTop + scroll.clientHeight > scroll.scrollHeight - NEAR) {
      load({ from: start + length }, "append");
    } else if (start > 0 && scroll.scrollTop < NEAR) {
      const from = Math.max(0, start - PAGE);
      load({ from, count: start - from }, "prepend");
    }
  }

  function pressed(event) {
    const row = event.target.closest("tr[data-id]");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = start + [...body.children].indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10,
      Home: 0, End: total - 1 }[event.key];
    if (to !== undefined) go(Math.max(0, Math.min(total - 1, to)));
    else if (event.key === "Enter" || event.key === " ") open(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function go(index) {
    const row = body.children[index - start];
    if (row?.dataset.id) take(row);
    else load({ from: Math.max(0, index - PAGE / 2) }, "replace", index);
  }

  /* Of all rows one is reached by the tab key: the one that had the focus last. */
  function take(row, focus = true) {
    if (!row?.dataset.id) return;
    body.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    row.tabIndex = 0;
    if (!focus) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    reveal(row);
  }

  /* Scrolls the list, and never the page, until nothing hides a row. */
  function reveal(row) {
    const box = row.getBoundingClientRect(), frame = scroll.getBoundingClientRect();
    const over = head.getBoundingClientRect().bottom - box.top;
    if (over > 0) scroll.scrollTop -= over;
    else if (box.bottom > frame.bottom) scroll.scrollTop += box.bottom - frame.bottom;
  }

  function open(row) {
    if (!row) return;
    take(row);
    tell("open", row.dataset.id);
  }

  return { update, close };
}
