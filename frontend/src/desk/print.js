// Papers to print: plans of the selection with their boundary points, and the view as a thematic map.

import { withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

const MOST_PLANS = 100;
const MOST_ALONE = 500; // ids that an address takes
const KEPT = "parkmap.desk.print"; // who draws and checks, for the next paper

/** Add the tab, and the tool for the view. */
export function print(desk) {
  const form = plansForm(desk);
  const view = viewForm(desk);
  addKey("o", { group: word("Desk"), says: word("Papers to print"), run: () => desk.tabs.show("print") });
  desk.tabs.add({ id: "print", title: word("Print"), show: (panel) => {
    if (!form.isConnected) panel.replaceChildren(form, view);
    form.refresh();
    view.refresh();
  } });
}

/** The map as it is seen, by a theme; all that the filter leaves, or the selection alone. */
function viewForm(desk) {
  const theme = select("print-theme", [["status", word("Status")], ["stock_kind", word("Stock kind")], ["servicing", word("Servicing")], ["offer", word("Offer")]]);
  const alone = el("input", { type: "checkbox", id: "print-alone" });
  const button = el("button", { type: "submit", class: "button-2", id: "print-view" });
  const form = el("form", { class: "print-view", onsubmit: (event) => {
    event.preventDefault();
    save(viewAddress(desk, theme.value, alone.checked));
  } }, el("h2", { text: word("Thematic map") }),
  el("div", { class: "hint", text: word("Parcels of this view by colour, hatching and letter, with their sums. What the filter leaves out is left out here too, and the paper says so.") }),
  el("p", {}, el("label", { for: theme.id, text: word("Theme") }), theme),
  el("label", { class: "check" }, alone, el("span", { text: word("Only the selected parcels") })), button);
  form.refresh = () => {
    const n = desk.selected.ids.length;
    const few = n > 0 && n <= MOST_ALONE;
    button.disabled = alone.checked && !few;
    button.textContent = !alone.checked || few ? word("Print this view (A3)") : n ? word("At most %(n)s at a time", { n: MOST_ALONE }) : word("Select parcels first");
  };
  alone.addEventListener("change", form.refresh);
  return form;
}

const select = (id, pairs) => el("select", { id }, ...pairs.map(([value, text]) => el("option", { value, text })));

function plansForm(desk) {
  const kept = read();
  const content = select("print-content", [["both", word("Plan and boundary points")], ["plan", word("Plan")], ["points", word("Boundary points")]]);
  const paper = select("print-paper", [["A4", "A4"], ["A3", "A3"]]);
  const names = ["drawn_by", "checked_by"].map((name) => el("input", { type: "text", id: `print-${name}`, maxlength: "40", autocomplete: "off", value: kept[name] ?? "" }));
  const button = el("button", { type: "submit", class: "button" });
  const rows = [[word("Content"), content], [word("Paper"), paper], [word("Drawn by"), names[0]], [word("Checked by"), names[1]]];
  const form = el("form", { class: "print-form", onsubmit: (event) => {
    event.preventDefault();
    const [drawn_by, checked_by] = names.map((input) => input.value.trim());
    write({ drawn_by, checked_by });
    save(withQuery("/api/prints/plans.pdf", { ids: desk.selected.ids, content: content.value, paper: paper.value, drawn_by, checked_by }));
  } }, el("h2", { text: word("Parcel plans") }), ...rows.map(([text, input]) => el("p", {}, el("label", { for: input.id, text }), input)), button);
  form.refresh = () => {
    const n = desk.selected.ids.length;
    button.disabled = n === 0 || n > MOST_PLANS;
    button.textContent = n > MOST_PLANS ? word("At most %(n)s at a time", { n: MOST_PLANS }) : n ? word("Print plans (%(parcels)s)", { parcels: lots(n) }) : word("Select parcels first");
  };
  return form;
}

function viewAddress({ map, filter, selected }, theme, alone) {
  const bounds = map.leaflet.getBounds();
  const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((one) => one.toFixed(6));
  const { s, ...rest } = filter.wanted;
  const what = alone ? { ids: selected.ids } : { ...rest, status: s };
  return withQuery("/api/prints/view.pdf", { bbox, theme, ...what });
}

/** Let the browser save what an address answers. */
function save(address) {
  const link = el("a", { href: address, download: "", hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {}; // storage is shut off: names are typed again
  }
}

function write(names) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(names));
  } catch {
    // as above
  }
}
