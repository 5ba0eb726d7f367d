/* What stands over and under the map: a button, a notice, the legend, and whose borders these are. */
"use strict";
(function (Dateline) {
  const { element } = Dateline;

  /* Hidden where the map shows no events of its own; `list` is called to list what is in view. */
  Dateline.furniture = function (box, list) {
    const button = Dateline.button("", list), legend = element("div", "legend");
    button.id = "list-area";
    const notice = element("div", "notice"), note = element("div", "note");
    [notice, legend, note].forEach((made) => { made.id = made.className; });
    notice.setAttribute("role", "status");
    L.DomEvent.disableClickPropagation(notice);
    [button, notice, legend].forEach((made) => { made.hidden = true; });
    box.append(button, notice);
    box.after(legend, note);
    Dateline.reserve(legend);
    document.addEventListener("dateline:words", () => {
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", Dateline.say("map"));
      button.textContent = Dateline.say("list");
      button.title = Dateline.say("list-title");
    });
  };

  /* Whose borders these are, or whose tiles. */
  Dateline.note = function (key, fields) {
    const say = () => { document.getElementById("note").textContent = Dateline.say(key, fields); };
    document.addEventListener("dateline:words", say);
    say();
  };

  Dateline.notice = function (text) {
    const box = document.getElementById("notice");
    box.textContent = text;
    box.hidden = !text;
  };
})(window.Dateline);
