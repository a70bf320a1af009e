// The filters as a form: read from it, written into it, and the figures beside its choices.

import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { byId, el } from "./dom.js";
import { lots } from "./texts.js";

const IN_THE_BAR = new Set(["q", "avail", "s", "sort", "ids"]);

/** [name, value] of everything that is set in a form. */
export const readForm = (form) =>
  [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value);

/** Set a form to filters; what they do not name is emptied. */
export function writeForm(form, filters) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const values = filters.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values.at(-1) ?? "";
  }
}

/** Write what an answer of /api/list tells of the filters: counts, chips, what to loosen. */
export function showTold({ counts, reach, chips, loosen, loosely, address, matched }, filters) {
  for (const place of byId("filters").querySelectorAll("[data-count]")) {
    const n = counts[place.dataset.count] ?? 0;
    place.textContent = countText(n);
    place.closest(".chip")?.classList.toggle("is-none", n === 0);
  }
  for (const [name, ends] of Object.entries(reach)) {
    const fields = [byId(`f-${name}_min`) ?? byId(`f-${name}`), byId(`f-${name}_max`)];
    for (const [at, field] of fields.entries()) if (field && ends[at]) field.placeholder = ends[at];
  }
  const apart = chips.filter(({ name }) => !IN_THE_BAR.has(name) || name === "ids"); // others show in the bar
  byId("asked").replaceChildren(...apart.map(chip));
  byId("asked").hidden = apart.length === 0;
  byId("loosely").hidden = !loosely;
  byId("loosen").replaceChildren(...loosen.map(wayOut));
  byId("loosen-none").hidden = loosen.length > 0;
  const within = new Set(filters.map(([name]) => name.replace(/_(min|max)$/, "")).filter((name) => !IN_THE_BAR.has(name)));
  byId("filter-n").textContent = within.size;
  byId("filter-n").hidden = within.size === 0;
  byId("show-found").textContent = word("Show %(lots)s", { lots: lots(matched) });
  markSteps(filters);
  for (const link of document.querySelectorAll("[data-export]")) {
    link.href = withAddress(`/api/exports/parcels.${link.dataset.export}`, address);
  }
  byId("feed-link").href = withAddress("/feeds/land.atom", address);
  byId("alert-link").href = withAddress("/alerts/new", address);
}

const withAddress = (path, address) => (address ? `${path}?${address}` : path);

function chip({ label, address }) {
  const name = word("Remove the filter: %(filter)s", { filter: label });
  return el("li", {}, el("a", { href: withAddress("/explore", address), "data-address": address, "aria-label": name },
    `${label} `, el("span", { "aria-hidden": "true", text: "×" })));
}

function wayOut({ says, count, address }) {
  return el("li", {}, el("a", { href: withAddress("/explore", address), "data-address": address, text: says }), " ",
    el("b", { text: lots(count) }));
}

/** The ready-made bounds that are the ones asked for. */
function markSteps(filters) {
  const asked = new Map(filters);
  for (const step of document.querySelectorAll(".step")) {
    const { filter, end, value } = step.dataset;
    const other = { _min: "_max", _max: "_min" }[end];
    const on = asked.get(`${filter}${end}`) === value && !asked.get(`${filter}${other}`);
    step.classList.toggle("is-on", on);
    if (on) step.setAttribute("aria-current", "true");
    else step.removeAttribute("aria-current");
  }
}
