/* Claims in columns by where their speakers stand. A quote is a button: it shows its words in the
   text (article_text.js). Everything goes in by textContent. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".dl-sides");
  root.replaceChildren(...data.columns.map(column));

  function element(tag, look, text) {
    const made = document.createElement(tag);
    made.className = look;
    made.dir = "auto";
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function column({ side, title, claims }) {
    const made = element("section", "dl-side dl-" + side);
    made.removeAttribute("dir");
    made.append(element("h4", "", title), ...claims.map(claim));
    return made;
  }

  function claim({ who, stance, about, quote, start }) {
    const made = element("figure", ""), said = element("figcaption", "");
    const told = element("div", "dl-note");
    told.append(...[stance, ...about].flatMap((text, at) => [at ? " · " : "", element("bdi", "", text)]));
    said.append(element("b", "", who), told);
    const words = element(start === null ? "blockquote" : "button", "dl-quote", quote);
    if (start !== null) {
      words.type = "button";
      words.title = data.show;
      words.onclick = () =>
        window.dispatchEvent(new CustomEvent("dateline:quote", { detail: start }));
    }
    made.append(said, words);
    return made;
  }
}
