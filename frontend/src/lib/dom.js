// Building elements: text goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** An element with properties ("class", "text", attributes) and children. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") made.textContent = String(value);
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Show or hide, and say a text in the same step; no text hides it. */
export function say(target, text, kind = "") {
  if (!target) return;
  target.textContent = text;
  target.hidden = !text;
  target.classList.toggle("say-stop", kind === "stop");
  target.classList.toggle("say-good", kind === "good");
}

/** Whether keys typed here are text, so that shortcuts must keep out. */
export function isTyping(target) {
  return target instanceof Element && target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
}

/** Runs `work` once things have been quiet for `delay` ms. */
export function later(work, delay) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), delay);
  };
}
