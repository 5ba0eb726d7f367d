/* What the map says, in the interface's language: messages by key, fetched once a language. */
"use strict";
(function (Dateline) {
  let said = { language: "en", direction: "ltr", messages: {} };
  let plural = new Intl.PluralRules("en"); // slow to make
  const coming = {};

  /* A message with its {fields} filled in; a plural one takes the form that the number n needs. */
  Dateline.say = function (key, fields = {}) {
    let text = said.messages[key] ?? key;
    if (typeof text !== "string") {
      text = text[plural.select(fields.n)] ?? text.other;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      if (!(name in fields)) return whole;
      return typeof fields[name] === "number" ? Dateline.short(fields[name]) : fields[name];
    });
  };

  Dateline.language = () => said.language;

  /* Speak a language from now on; "dateline:words" tells the parts to say anew what they say. */
  Dateline.speak = function (language) {
    coming[language] = coming[language] ||
      fetch("../../api/words?language=" + encodeURIComponent(language))
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
    return coming[language].then((found) => {
      if (found === said) return;
      said = found;
      plural = new Intl.PluralRules(found.language);
      document.documentElement.lang = found.language;
      document.documentElement.dir = found.direction;
      document.dispatchEvent(new CustomEvent("dateline:words"));
    }, (error) => {
      delete coming[language]; // asked again with the next view
      throw error;
    });
  };
})(window.Dateline);
