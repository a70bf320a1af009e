// On every page: how many parcels are on the short list, and the buttons that put one there.

import { ids, listAddress, onChange } from "../lib/short_list.js";
import { watchToggles } from "../lib/short_toggle.js";

const link = document.querySelector("[data-short-count]");

function show(now) {
  if (!link) return;
  link.querySelector("[data-count]").textContent = now.length ? String(now.length) : "";
  link.classList.toggle("is-filled", now.length > 0);
  link.href = now.length ? listAddress(now) : "/shortlist";
}

onChange(show);
show(ids());
watchToggles();
