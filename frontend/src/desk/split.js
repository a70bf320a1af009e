// Split a parcel: by a line, by exact areas with a handle, or into equal strips; at once or planned.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { config, word } from "../map/config.js";
import { areaTexts, lastAndBefore, withLast, withoutUnit } from "./areas.js";
import { CutLine } from "./cut_line.js";
import { EditForm, post } from "./edit_form.js";
import { addKey } from "./keys.js";
import { newKey } from "../lib/attempts.js";

const SIDES = { south: "South side", west: "West side", north: "North side", east: "East side" };
const MOST_BESIDE = 30;
const STEPS = 1000; // of the handle
const LEAST_M2 = 0.01; // what the record can tell

/** Add tool and key. */
export function split(desk) {
  const toggle = desk.tools.add({ id: "split", key: "s", title: word("Split"), start: () => begin(desk) });
  addKey("s", { group: word("Edit"), says: word("Split the selected parcel"), run: () => toggle() });
}

function begin(desk) {
  const { ids } = desk.selected;
  if (ids.length !== 1) {
    desk.say(word("Select the one parcel that is to be split."), "stop");
    return null;
  }
  const work = new SplitWork(desk, ids[0]);
  work.start();
  return () => work.end();
}

class SplitWork {
  constructor(desk, id) {
    this.form = new EditForm(desk, {
      tool: "split", subject: id, title: word("Split %(id)s", { id }), url: "",
      body: () => this.body(), saved: (receipt) => this.told(receipt), renew: () => this.load(),
    });
    Object.assign(this, { desk, id }, this.entered(this.form.draft));
    this.plan(this.planned);
  }

  /** What the tool remembers, out of itself or a draft. */
  entered({ way = "line", values = {}, points = [], planned = false } = this) {
    return { way, values: { ...values }, points, planned };
  }

  /** Whether the cut is only planned. */
  plan(planned) {
    this.planned = planned;
    this.form.url = planned ? "/api/plans" : "/api/splits";
  }

  async start() {
    try {
      await this.load();
      if (this.form.ended) return;
      this.form.opened(this.entered({}), this.entered());
      this.draw();
    } catch (error) {
      this.form.refused(error);
    }
  }

  /** The parcel as it is now, with what lies beside it to snap to, and plans made earlier. */
  async load() {
    const address = (id) => `/api/collections/parcels/items/${encodeURIComponent(id)}`;
    const [parcel, measures, near, plans] = await Promise.all([
      ask(address(this.id)), ask(`/api/parcels/${encodeURIComponent(this.id)}/measures`),
      ask(withQuery("/api/neighbours", { ids: [this.id] })), ask(withQuery("/api/plans", { parcel: this.id })),
    ]);
    const beside = await Promise.all(near.items.slice(0, MOST_BESIDE).map(({ id }) => ask(address(id))));
    this.version = this.form.saw({ [this.id]: parcel.properties.version })[this.id];
    this.total = parcel.properties.area_m2;
    this.zone = measures.gk_zone;
    this.snaps = [parcel, ...beside].map(({ geometry }) => geometry);
    this.plans = plans.plans.filter(({ stage }) => stage === "planned");
  }

  draw() {
    const ways = [["line", word("By a line")], ["areas", word("By area")], ["parts", word("Equal strips")]];
    const radios = ways.map(([way, text]) => {
      const input = el("input", { type: "radio", name: "way", value: way, onchange: () => { this.way = way; this.drawWay(); } });
      input.checked = way === this.way;
      return el("label", { class: "segment" }, input, el("span", { text }));
    });
    this.wayBox = el("div");
    const planned = el("input", { type: "checkbox", id: "edit-planned", onchange: () => {
      this.plan(planned.checked);
      this.changed();
    } });
    planned.checked = this.planned;
    this.form.content.replaceChildren(
      el("fieldset", { class: "segments" }, el("legend", { class: "vh", text: word("How to split") }), ...radios), this.wayBox,
      el("label", { class: "check", for: "edit-planned" }, planned, el("span", { text: word("Planned only, before it is registered") })),
      ...this.plans.map((plan) => this.planRow(plan)));
    this.drawWay();
    radios.find(({ control }) => control.checked)?.control.focus();
  }

  drawWay() {
    this.line?.end();
    this.line = null;
    if (this.way === "line") {
      this.line = new CutLine(this.desk, { zone: this.zone, shapes: this.snaps, points: this.points, onPass: (points) => this.form.preview(points && this.bodyOf({ line: points })), onChange: () => {
        this.points = this.line.points;
        this.changed();
      } });
      this.wayBox.replaceChildren(this.line.box);
    } else if (this.way === "areas") this.wayBox.replaceChildren(this.areaFields());
    else this.wayBox.replaceChildren(this.stripFields());
    this.changed();
  }

  changed() {
    this.form.keep(this.entered());
    this.form.preview();
  }

  /** An input that is remembered under a name. */
  field(name, label, properties, start) {
    this.values[name] ??= start;
    const input = el("input", { id: `split-${name}`, ...properties, value: this.values[name], oninput: () => { this.values[name] = input.value; this.changed(); } });
    return el("p", { class: "edit-field" }, el("label", { for: `split-${name}`, text: label }), input);
  }

  sideFields() {
    this.values.side ??= "west";
    const select = el("select", { id: "split-side", onchange: () => { this.values.side = select.value; this.changed(); } },
      ...Object.entries(SIDES).map(([side, text]) => el("option", { value: side, text: word(text) })), el("option", { value: "", text: word("A bearing") }));
    select.value = this.values.side;
    const bearing = this.field("bearing", word("Bearing of advance (degrees from grid north)"), { type: "number", min: "0", max: "360", step: "0.1" }, "0");
    const follow = () => { bearing.hidden = select.value !== ""; };
    select.addEventListener("change", follow);
    follow();
    return [el("p", { class: "edit-field" }, el("label", { for: "split-side", text: word("Begin at") }), select), bearing];
  }

  areaFields() {
    const half = (this.total * 3 / 4000).toFixed(2);
    const areas = this.field("areas", word("Areas, one piece after another: 30 mu, 5000 m2 …; the rest is the last piece"), { type: "text", autocomplete: "off" }, `${half} ${word("mu")}`);
    const typed = areas.querySelector("input");
    const handle = el("input", { type: "range", id: "split-handle", min: "1", max: String(STEPS - 1), oninput: () => {
      const before = lastAndBefore(typed.value)?.before ?? 0;
      const last = Math.min((this.total * handle.value) / STEPS, ((this.total - before) * (STEPS - 1)) / STEPS);
      typed.value = this.values.areas = withLast(typed.value, Math.max(last, LEAST_M2), word("mu"));
      this.changed();
    } });
    const follow = () => { handle.value = String(Math.round(((lastAndBefore(typed.value)?.last ?? 0) / this.total) * STEPS)); };
    typed.addEventListener("input", follow);
    follow();
    return el("div", {}, areas, el("p", { class: "edit-field" }, el("label", { for: "split-handle", text: word("Handle: move the last cut") }), handle), ...this.sideFields());
  }

  stripFields() {
    return el("div", {}, this.field("parts", word("How many strips of the same area"), { type: "number", min: "2", max: String(config().most_pieces) }, "2"), ...this.sideFields());
  }

  body() {
    const cut = this.cut();
    return typeof cut === "string" ? cut : this.bodyOf(cut);
  }

  bodyOf(cut) {
    return { parcel: this.id, version: this.version, cut };
  }

  cut() {
    if (this.way === "line") {
      if (this.line?.halted) return this.line.halted;
      return this.points.length < 2 ? word("Set at least two points.") : { line: this.points };
    }
    const { side, bearing, areas, parts } = this.values;
    const from = side ? { from: side } : { bearing: Number(bearing) };
    if (this.way === "parts") return { parts: Number(parts), ...from };
    const wanted = areaTexts(areas);
    const bare = withoutUnit(areas);
    if (bare) return word("Write the unit: %(n)s mu, or %(n)s m2?", { n: bare });
    return wanted.length ? { areas: wanted, ...from } : word("Say an area.");
  }

  told(receipt) {
    if (this.planned) return word("Split of %(id)s planned.", { id: this.id });
    const pieces = receipt.parcels.features.filter(({ properties }) => properties.role !== "neighbour");
    return word("%(id)s split into %(n)s.", { id: this.id, n: pieces.length });
  }

  /** A plan made earlier: register it (with the reason below), or give it up. */
  planRow(plan) {
    const act = async (what) => {
      const { reason, day } = this.form;
      if (!reason.value.trim()) return reason.focus();
      try {
        const receipt = await post(`/api/plans/${encodeURIComponent(plan.id)}/${what}`, { version: plan.version, effective_on: day.value, reason: reason.value.trim() }, newKey());
        this.desk.saved(receipt, what === "drop" ? word("The plan was given up.") : word("The planned split is registered."));
        this.desk.map.reload();
        this.desk.tools.stop();
      } catch (error) {
        this.form.refused(error);
      }
      return undefined;
    };
    return el("div", { class: "plan" }, el("p", { text: word("Planned on %(day)s: %(reason)s", { day: plan.planned_on, reason: plan.reason }) }),
      el("p", { class: "facts-acts" },
        el("button", { type: "button", class: "button-2", text: word("Show"), onclick: () => this.form.shapes.show(plan.pieces) }),
        el("button", { type: "button", class: "button-2", text: word("Register it"), onclick: () => act("register") }),
        el("button", { type: "button", class: "button-2", text: word("Give it up"), onclick: () => act("drop") })));
  }

  end() {
    this.line?.end();
    this.form.end();
  }
}
