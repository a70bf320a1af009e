// The first step: a file is dropped or chosen, sent with its progress, and handed to a job.

import { byId, el, say } from "../lib/dom.js";
import { config, word } from "../map/config.js";
import { zipped } from "./zip.js";

const PARTS = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qpj|qix)$/i;
const MB = 1024 * 1024;

/** Wire the drop zone and its form. */
export function startUpload() {
  const zone = byId("drop");
  const input = byId("file");
  input.addEventListener("change", () => input.files.length && send([...input.files]));
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  addEventListener("dragleave", (event) => event.relatedTarget === null && zone.classList.remove("is-over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (event.dataTransfer?.files.length) send([...event.dataTransfer.files]);
  });
}

async function send(files) {
  const said = byId("drop-say");
  const { most_mb: most } = config().import;
  let file;
  try {
    file = await oneFile(files);
  } catch (error) {
    return say(said, error.message, "stop");
  }
  if (file.size > most * MB) {
    return say(said, word("%(file)s has %(mb)s MB; at most %(most)s MB are taken. Split it, or ask the administrator.", { file: file.name, mb: (file.size / MB).toFixed(1), most }), "stop");
  }
  return post(file);
}

/** One file as it is; the parts of one Shapefile as a zip. */
async function oneFile(files) {
  if (files.length === 1) {
    if (PARTS.test(files[0].name)) throw new Error(word("A Shapefile has several files. Choose .shp, .dbf, .shx and .prj together, or pack them as zip."));
    return files[0];
  }
  const stems = new Set(files.map(({ name }) => name.replace(/\.[^.]+$/, "").toLowerCase()));
  if (!files.every(({ name }) => PARTS.test(name)) || stems.size !== 1) {
    throw new Error(word("One file at a time; only the parts of one Shapefile are chosen together."));
  }
  const read = await Promise.all(files.map(async (one) => ({ name: one.name, bytes: new Uint8Array(await one.arrayBuffer()) })));
  return new File([zipped(read)], `${[...stems][0]}.zip`);
}

function post(file) {
  const form = new FormData(byId("drop-form"));
  form.set("file", file, file.name);
  for (const [name, value] of [...form]) if (value === "") form.delete(name);
  const request = new XMLHttpRequest();
  const bar = byId("sending-bar");
  byId("sending").hidden = false;
  byId("sending-what").textContent = word("Sending %(file)s…", { file: file.name });
  say(byId("drop-say"), "");
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = total ? loaded / total : 0;
  };
  request.onload = () => answered(request);
  request.onerror = () => failed(word("No answer from the server. Check the network, then try again."));
  request.onabort = () => failed(word("Stopped; nothing was kept."));
  byId("sending-stop").onclick = () => request.abort();
  request.open("POST", "/api/imports");
  request.setRequestHeader("X-CSRFToken", config().csrf);
  request.send(form);
}

function answered(request) {
  let told = {};
  try {
    told = JSON.parse(request.responseText);
  } catch {
    // no JSON: the status has to do
  }
  if (request.status !== 202) return failed(told.detail ?? word("The server answered %(status)s.", { status: request.status }));
  location.assign(`/imports/${told.id}`);
  return undefined;
}

function failed(sentence) {
  byId("sending").hidden = true;
  byId("file").value = "";
  say(byId("drop-say"), sentence, "stop");
}

/** A label with its field. */
export function labelled(text, field, hint = "") {
  return el("label", { class: "imp-field" }, el("span", { text }), field, hint ? el("small", { class: "hint", text: hint }) : null);
}
