// Buttons that put a parcel on the short list: `data-short` is its id, the texts are in the page.

import { has, onChange, toggle } from "./short_list.js";

const TELL_MS = 2500;

/** Bring every button of the page to life; those that come later too, and each follows the list. */
export function watchToggles(root = document) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-short]");
    if (button && toggle(button.dataset.short) === null) tellFull(button);
  });
  const show = () => {
    for (const button of root.querySelectorAll("[data-short]")) showToggle(button);
  };
  onChange(show);
  show();
}

/** Write what the button does now. */
export function showToggle(button) {
  const on = has(button.dataset.short);
  button.querySelector("[data-add]").hidden = on;
  button.querySelector("[data-off]").hidden = !on;
  button.classList.toggle("is-on", on);
  button.disabled = false;
}

function tellFull(button) {
  const add = button.querySelector("[data-add]");
  const text = add.textContent;
  add.textContent = button.dataset.full;
  button.disabled = true;
  setTimeout(() => {
    add.textContent = text;
    showToggle(button);
  }, TELL_MS);
}
