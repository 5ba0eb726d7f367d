/* Which layers are shown: switches on the map, kept in the link ("layers=places,density"). */
"use strict";
(function (Dateline) {
  const LAYERS = ["places", "areas", "density"], AT_FIRST = ["places", "areas"];

  /* `changed` is called after a press. Returns on(name), whether a layer is to be shown. */
  Dateline.switches = function (map, changed) {
    const given = Dateline.link.read("layers").split(",").filter(Boolean);
    let on = given.length ? LAYERS.filter((name) => given.includes(name)) : [...AT_FIRST];
    const group = Dateline.element("div", "switches"), buttons = {};
    group.setAttribute("role", "group");
    group.id = "switches";

    function tell() {
      group.setAttribute("aria-label", Dateline.say("layers"));
      LAYERS.forEach((name) => {
        buttons[name].textContent = Dateline.say(name);
        buttons[name].setAttribute("aria-pressed", String(on.includes(name)));
      });
    }

    function toggle(name) {
      on = LAYERS.filter((other) => on.includes(other) !== (other === name));
      Dateline.link.write("layers", on.join() === AT_FIRST.join() ? "" : on.join() || "none");
      tell();
      changed();
    }

    LAYERS.forEach((name) => {
      buttons[name] = Dateline.button("switch", () => toggle(name));
      group.append(buttons[name]);
    });
    map.getContainer().append(group);
    document.addEventListener("dateline:words", tell);
    tell();
    return { on: (name) => on.includes(name) };
  };
})(window.Dateline);
