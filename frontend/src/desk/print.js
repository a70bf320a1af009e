// Papers to print: plans of the selection with their boundary points, and the view as a thematic map.

import { withQuery } from "../lib/ask.js";
import { byId, el } from "../lib/dom.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

const MOST_PLANS = 100;
const KEPT = "parkmap.desk.print"; // who draws and checks, for the next paper

/** Add the tab, and the tool for the view. */
export function print(desk) {
  const form = plansForm(desk);
  const view = el("button", { type: "button", class: "button-2", id: "print-view", text: word("Print this view (A3)"), onclick: () => save(viewAddress(desk)) });
  addKey("o", { group: word("Desk"), says: word("Papers to print"), run: () => desk.tabs.show("print") });
  desk.tabs.add({ id: "print", title: word("Print"), show: (panel) => {
    if (!form.isConnected) panel.replaceChildren(form, el("section", { class: "print-view" }, el("h2", { text: word("Thematic map") }), el("p", { class: "hint", text: word("Parcels of this view by status, with their sums; the filters beside the map hold here too.") }), view));
    form.refresh();
  } });
}

function plansForm(desk) {
  const kept = read();
  const select = (id, pairs) => el("select", { id }, ...pairs.map(([value, text]) => el("option", { value, text })));
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

function viewAddress({ map }) {
  const bounds = map.leaflet.getBounds();
  const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((one) => one.toFixed(6));
  return withQuery("/api/prints/view.pdf", { bbox, status: byId("find-status").value, park: byId("find-park").value });
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
