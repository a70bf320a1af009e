// What the page says about itself: the one block of data that stands in the HTML.

let known;

/** The parsed #parkmap-config block, read once. */
export function config() {
  known ??= JSON.parse(document.getElementById("parkmap-config").textContent);
  return known;
}

/** A word in the page's language; the English text is its own key. `values` fill %(name)s. */
export function word(text, values = {}) {
  const translated = config().words?.[text] ?? text;
  return translated.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}
