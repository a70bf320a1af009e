// The control at the top left: back to the whole zone, and which layers show.

import { config, word } from "./config.js";

const controls = new WeakMap();
const WHOLE = "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"; // four corners
const LAYERS = "M12 4 3 9l9 5 9-5zM3 14l9 5 9-5"; // two sheets

let made = 0;

/** The layer control of a ParkMap, made when first asked for. */
export function layerControl(parkMap) {
  if (!controls.has(parkMap)) controls.set(parkMap, makeControl(parkMap));
  return controls.get(parkMap);
}

function makeControl(parkMap) {
  const { leaflet } = parkMap;
  const bar = L.DomUtil.create("div", "leaflet-bar pm-tools");
  const panel = L.DomUtil.create("div", "pm-layers");
  panel.id = made ? `pm-layers-${made + 1}` : "pm-layers"; // a page may show two maps
  made += 1;
  panel.hidden = true;
  const whole = tool(WHOLE, word("Show the whole zone"));
  whole.addEventListener("click", () => parkMap.show(config().frame.bounds));
  const open = tool(LAYERS, word("Layers"));
  open.setAttribute("aria-expanded", "false");
  open.setAttribute("aria-controls", panel.id);
  const toggle = (shown) => {
    panel.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
  };
  open.addEventListener("click", () => toggle(panel.hidden));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    toggle(false);
    open.focus();
  });
  leaflet.on("click movestart", () => toggle(false));
  bar.append(whole, open, panel);
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.disableScrollPropagation(bar);
  const control = L.control({ position: "topleft" });
  control.onAdd = () => bar;
  control.addTo(leaflet);
  return { addLayer: (entry) => addLayer(leaflet, panel, entry), addChoice: addChoice(panel) };
}

const ORDER = ["parks", "context"];

function addLayer(leaflet, panel, { name, kind, layer }) {
  const { row, input } = option("checkbox", name);
  row.dataset.kind = kind;
  input.checked = true;
  input.addEventListener("change", () => {
    if (input.checked) leaflet.addLayer(layer);
    else leaflet.removeLayer(layer);
  });
  const after = [...panel.children].find(
    (other) => !(ORDER.indexOf(other.dataset.kind) <= ORDER.indexOf(kind) && other.dataset.kind),
  );
  panel.insertBefore(row, after ?? null);
}

const addChoice = (panel) => (title, choices) => {
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = title;
  group.append(legend);
  for (const [i, { name, choose }] of choices.entries()) {
    const { row, input } = option("radio", name);
    input.name = "pm-basemap";
    input.checked = i === 0;
    input.addEventListener("change", choose);
    group.append(row);
  }
  panel.append(group);
};

function option(type, name) {
  const row = document.createElement("label");
  const input = document.createElement("input");
  input.type = type;
  const text = document.createElement("span");
  text.textContent = name;
  row.append(input, text);
  return { row, input };
}

function tool(path, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = title;
  button.setAttribute("aria-label", title);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  button.append(svg);
  return button;
}
