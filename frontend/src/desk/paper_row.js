// One paper in the list: what it is, who sent it, where it was taken, who may see it.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";

const MB = 1024 * 1024;

/** The row of a paper of the parcel `id`; `acts` are {seen, locate, tie, untie}. */
export function paperRow(paper, id, acts) {
  const link = paper.links.find((one) => one.kind === "parcel" && one.id === id);
  const entry = paper.links.find((one) => one.kind === "entry");
  const told = [sizeText(paper.size), paper.uploaded_by_name, paper.uploaded_at.slice(0, 10)];
  if (entry) told.push(word("with entry #%(seq)s", { seq: entry.id }));
  return el("li", { class: "paper", "data-paper": paper.sha256 },
    picture(paper),
    el("div", { class: "paper-facts" },
      el("a", { href: paper.file, download: "", text: paper.name }),
      el("small", { text: told.join(" · ") }),
      paper.taken_at ? el("small", { text: word("taken %(moment)s", { moment: paper.taken_at.slice(0, 16).replace("T", " ") }) }) : null,
      place(paper, id, acts),
      el("p", { class: "paper-acts" }, seenBy(paper, acts), link ? takeOff(paper, link, acts) : null)));
}

function picture(paper) {
  if (!paper.thumbnail) return el("span", { class: "paper-kind", text: paper.kind.toUpperCase() });
  return el("a", { href: paper.picture, target: "_blank", rel: "noopener" },
    el("img", { src: paper.thumbnail, alt: word("Photo %(name)s", { name: paper.name }), loading: "lazy" }));
}

/** Where the camera says it stood, offered: on the map, and for the parcel that lies there. */
function place(paper, id, acts) {
  if (paper.lng === null || paper.lng === undefined) return null;
  const others = (paper.lies_in ?? []).filter((one) => one !== id && !paper.links.some((tie) => tie.id === one));
  return el("p", { class: "paper-acts" },
    el("button", { type: "button", class: "quiet", text: word("Where it was taken"), onclick: () => acts.locate(paper) }),
    ...others.map((one) => el("button", { type: "button", class: "quiet", text: word("Also for %(id)s, where it was taken", { id: one }), onclick: () => acts.tie(paper, one) })));
}

function seenBy(paper, acts) {
  const box = el("input", { type: "checkbox", onchange: () => acts.seen(paper, box) });
  box.checked = paper.visibility === "public";
  return el("label", { class: "paper-public" }, box, word("public"));
}

/** Asks for the reason in place; nothing is taken off without one. */
function takeOff(paper, link, acts) {
  const reason = el("input", { type: "text", maxlength: "500", "aria-label": word("Reason"), placeholder: word("Reason") });
  const ask = el("span", { class: "paper-ask", hidden: true }, reason,
    el("button", { type: "button", class: "button-2", text: word("Take off"), onclick: () => acts.untie(link.link, reason) }));
  const button = el("button", { type: "button", class: "quiet", text: word("Take off"), "aria-label": word("Take off %(name)s", { name: paper.name }), onclick: () => {
    ask.hidden = !ask.hidden;
    if (!ask.hidden) reason.focus();
  } });
  return el("span", {}, button, ask);
}

const sizeText = (bytes) => (bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);
